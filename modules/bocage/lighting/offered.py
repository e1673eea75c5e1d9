"""What the catalogue says of the inventory at one place, with the place's own numbers."""

from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.lighting.overview import THERE, total
from bocage.lighting.rows import CabinetRow, PointRow
from bocage.tenancy import TenantId
from bocage.web.french import plural

NO_POINT: Final = (
    "Il manque l’inventaire\u00a0: aucun point lumineux n’est chargé. Ouvrez d’abord le module en démonstrateur, puis "
    "déposez points_lumineux.csv dans « Éclairage »."
)


async def figures(connection: AsyncConnection, tenant: TenantId) -> tuple[str, ...]:
    """The points and the cabinets that are known here."""
    points, cabinets = await counted(connection, tenant)
    if not points and not cabinets:
        return ()
    return (f"{plural(points, 'point lumineux', 'points lumineux')} dans {plural(cabinets, 'armoire')}",)


async def inventory(connection: AsyncConnection, tenant: TenantId) -> str:
    """Whether a point at least was brought in."""
    points, _ = await counted(connection, tenant)
    return "" if points else NO_POINT


async def counted(connection: AsyncConnection, tenant: TenantId) -> tuple[int, int]:
    """How many points and cabinets."""
    points = select(total(THERE)).where(PointRow.tenant_id == tenant).scalar_subquery()
    cabinets = select(func.count()).where(CabinetRow.tenant_id == tenant).scalar_subquery()
    row = (await connection.execute(select(points, cabinets))).one()
    return int(row[0]), int(row[1])
