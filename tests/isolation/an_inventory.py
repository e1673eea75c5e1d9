"""A light point and its cabinet in a commune, each bearing the commune's own word."""

from datetime import UTC, datetime

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor
from bocage.imports.importer import Dock
from bocage.imports.importing import bring_in
from bocage.lighting.importers.importers import IMPORTERS
from bocage.tenancy import TenantId


async def inventoried(database: Database, tenant: TenantId, word: str, actor: Actor) -> None:
    """Bring a file of one point in."""
    points = next(one for one in IMPORTERS if one.key == "points")
    now = datetime.now(UTC)
    dock = Dock(importer=points, database=database, tenant=tenant, role=Role.APP, actor=actor, now=now)
    file = f"id_point;armoire;support;lampe;puissance_w\n{word};{word}-armoire;{word}-mât;LED;30\n"
    await bring_in(dock, f"{word}-points.csv", file.encode())
