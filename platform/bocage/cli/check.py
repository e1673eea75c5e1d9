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
from bocage.database.engine import Database
from bocage.tenancy import Refusal

HELP: Final = """Vérifie les parties installées, la connexion, les tables et les murs entre les communes.

Sans DATABASE_URL, vérifie la base embarquée.

Exemple : DATABASE_URL=… MIGRATE_DATABASE_URL=… bocage check
"""
LOST: Final = (
    "Attention : le module « {title} » ({slug}) n’est plus installé et des communes y ont été abonnées. "
    "Réinstallez-le, ou arrêtez leurs abonnements."
)


@click.command(help=HELP)
@FOLDER
def check(data: Path | None) -> None:
    """Stop at the first thing that would keep Bocage from serving, then list every hole in the walls."""
    parts = discovery.manifests()
    refuse_open_modules()
    with any_database(data) as addresses:
        asyncio.run(refuse_unready(addresses.run))
        for sentence in asyncio.run(lost_modules(addresses.run)):
            click.echo(sentence, err=True)
        if addresses.migrate is None:
            raise Refusal(MIGRATE)
        found = holes(addresses.migrate)
    if found:
        raise Refusal("\n".join(["Les communes ne sont pas séparées :", *map(described, found)]))
    click.echo(f"{len(parts)} parties, connexion et tables vérifiées : aucun défaut.")


def refuse_open_modules() -> None:
    """Refuse a module that brings a page which would stay open where it is not subscribed to."""
    from bocage.web.classification import UnclassifiedRouteError, refuse_strays  # noqa: PLC0415 -- slow to import

    try:
        refuse_strays(discovery.modules())
    except UnclassifiedRouteError as error:
        raise Refusal(f"Un module apporte une page que rien ne fermerait :\n{error}") from error


async def lost_modules(url: str) -> list[str]:
    """Name the modules that places subscribed to and that are not installed: their pages do not exist meanwhile."""
    database = Database(url, pool_size=1)
    try:
        subscribed = await discovery.entitlements().subscribed(database)
    finally:
        await database.close()
    here = {part.slug for part in discovery.modules()}
    return [LOST.format(title=title, slug=slug) for slug, title in sorted(subscribed.items()) if slug not in here]


def holes(url: str) -> tuple[Defect, ...]:
    """Ask the server's catalogue."""
    engine = create_engine(url, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return defects(
                connection,
                global_tables=discovery.global_tables(),
                newborn_tables=discovery.newborn_tables(),
            )
    finally:
        engine.dispose()


def described(defect: Defect) -> str:
    """Put a hole on a line."""
    return f"  {defect.kind} : {defect.what}"
