"""`bocage check`: whether this installation is sound."""

import asyncio
from pathlib import Path
from typing import Final

import rich_click as click
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from bocage.catalogue import discovery
from bocage.cli.addresses import MIGRATE
from bocage.cli.databases import FOLDER, any_database
from bocage.cli.readiness import refuse_unready
from bocage.database.catalogue import Defect, defects
from bocage.tenancy import Refusal

HELP: Final = """Vérifie les parties installées, la connexion, les tables et les murs entre les communes.

Sans DATABASE_URL, vérifie la base embarquée.

Exemple : DATABASE_URL=… MIGRATE_DATABASE_URL=… bocage check
"""


@click.command(help=HELP)
@FOLDER
def check(data: Path | None) -> None:
    """Stop at the first thing that would keep Bocage from serving, then list every hole in the walls."""
    parts = discovery.manifests()
    with any_database(data) as addresses:
        asyncio.run(refuse_unready(addresses.run))
        if addresses.migrate is None:
            raise Refusal(MIGRATE)
        found = holes(addresses.migrate)
    if found:
        raise Refusal("\n".join(["Les communes ne sont pas séparées :", *map(described, found)]))
    click.echo(f"{len(parts)} parties, connexion et tables vérifiées : aucun défaut.")


def holes(url: str) -> tuple[Defect, ...]:
    """Ask the server's catalogue."""
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return defects(connection, global_tables=discovery.global_tables())
    finally:
        engine.dispose()


def described(defect: Defect) -> str:
    """Put a hole on a line."""
    return f"  {defect.kind} : {defect.what}"
