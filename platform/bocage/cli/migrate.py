"""`bocage migrate`: the tables, and the login that may run."""

import os
from typing import Final

import rich_click as click

from bocage.cli.addresses import migration_address, run_time_address
from bocage.cli.loaders import fill, loaders_of
from bocage.cli.progress import step
from bocage.database.migrate import upgrade
from bocage.settings import DatabaseSettings

HELP: Final = """Crée ou met à jour les tables et le registre des communes ; sans effet quand tout est à jour.

MIGRATE_DATABASE_URL est une connexion qui peut créer des rôles, DATABASE_URL celle qui servira : elle est créée si elle
manque.

Exemple : MIGRATE_DATABASE_URL=postgresql://postgres:…@base/bocage DATABASE_URL=postgresql://bocage_login:…@base/bocage
bocage migrate
"""


@click.command(help=HELP)
def migrate() -> None:
    """Bring every branch of migrations to its head, and the registers to the edition installed."""
    settings = DatabaseSettings.read(os.environ)
    migrate_url, url = migration_address(settings), run_time_address(settings)
    with step("Tables"):
        upgrade(migrate_url, url)
    fill(loaders_of("bocage.reference"), migrate_url)
    click.echo("Les tables sont à jour.")
