"""`bocage up`: everything in one command, with an embedded PostgreSQL."""

import asyncio
import os
from pathlib import Path
from typing import Final

import rich_click as click

from bocage.cli.addresses import MIGRATE
from bocage.cli.databases import FOLDER, Addresses, own_database
from bocage.cli.listening import listen
from bocage.cli.loaders import fill, loaders_of
from bocage.cli.progress import step
from bocage.cli.readiness import TablesMissingRefusal, refuse_unready
from bocage.cli.serve import HOST, PORT
from bocage.cli.signals import told_politely
from bocage.database.migrate import upgrade
from bocage.tenancy import Refusal

HELP: Final = """Installe, remplit et sert Bocage depuis cette machine, base de données comprise.

DATABASE_URL et MIGRATE_DATABASE_URL remplacent la base embarquée. Ctrl-C arrête tout ce qui a été démarré.

Exemple : bocage up --demo --port 8080
"""


@click.command(help=HELP)
@click.option("--demo", is_flag=True, help="Charge le département de démonstration et ses personnes.")
@click.option("--port", type=PORT, default=8000, show_default=True, help="Port sur 127.0.0.1.")
@FOLDER
@click.option("--department", default="42", show_default=True, help="Département de la démonstration.")
def up(*, demo: bool, port: int, data: Path | None, department: str) -> None:
    """Take the port, then start, fill and serve; leaving stops all of it, in the reverse order."""
    with told_politely(), listen(HOST, port) as listening:
        from bocage.cli import serving  # noqa: PLC0415 -- the web takes half a second to import; the port is held first

        loaders = loaders_of("bocage.demonstration") if demo else ()
        people = tuple(person for load in loaders for person in getattr(load, "people", ()))
        site = serving.website(os.environ, port=port, demonstration=demo, people=people)
        with own_database(data) as addresses:
            prepare(addresses)
            fill(loaders, addresses.run, department)
            serving.run(listening, site, addresses.run)


def prepare(addresses: Addresses) -> None:
    """Bring tables and shared registers up to date; without the login for it, they must be so already."""
    if addresses.migrate is None:
        try:
            asyncio.run(refuse_unready(addresses.run))
        except TablesMissingRefusal as error:
            raise Refusal(MIGRATE) from error
        return
    with step("Tables"):
        upgrade(addresses.migrate, addresses.run)
    fill(loaders_of("bocage.reference"), addresses.migrate)
