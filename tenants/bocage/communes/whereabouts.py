"""The platform's question « where is this commune », answered from the register."""

from math import cos, hypot, radians
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.rows import CommuneRow, RegisterRow
from bocage.tenancy import TenantId
from bocage.tenancy.ports import Whereabouts
from bocage.tenancy.rows import TenantRow

SIXTH: Final = 5
KM_PER_DEGREE: Final = 111.2


class Register:
    """The communes that are tenants, placed by the register's points: no contour is published with it."""

    async def whereabouts(self, connection: AsyncConnection, tenant: TenantId) -> Whereabouts | None:
        """Where a commune is, and how far the sixth centre around it, which follows the size of communes there.

        A commune of tomorrow, that the register does not have yet, is nowhere, and has its pages all the same.
        """
        query = (
            select(CommuneRow.insee, TenantRow.name, RegisterRow.longitude, RegisterRow.latitude)
            .join(TenantRow, TenantRow.tenant_id == CommuneRow.tenant_id)
            .outerjoin(RegisterRow, RegisterRow.insee == CommuneRow.insee)
            .where(CommuneRow.tenant_id == tenant)
        )
        here = (await connection.execute(query)).one_or_none()
        if here is None:
            return None
        if here.longitude is None or here.latitude is None:
            return Whereabouts(insee=here.insee, name=here.name, centre=None, spacing_km=0.0)
        centre = (here.longitude, here.latitude)
        return Whereabouts(
            insee=here.insee, name=here.name, centre=centre, spacing_km=await spacing(connection, here.insee, centre)
        )


async def spacing(connection: AsyncConnection, insee: str, centre: tuple[float, float]) -> float:
    """Kilometres to the sixth nearest centre."""
    width = cos(radians(centre[1]))
    away = func.pow((RegisterRow.longitude - centre[0]) * width, 2) + func.pow(RegisterRow.latitude - centre[1], 2)
    around = (
        select(RegisterRow.longitude, RegisterRow.latitude)
        .where(RegisterRow.insee != insee, RegisterRow.longitude.is_not(None))
        .order_by(away)
        .offset(SIXTH)
        .limit(1)
    )
    sixth = (await connection.execute(around)).one_or_none()
    if sixth is None:
        return 0.0
    return hypot((sixth.longitude - centre[0]) * width, sixth.latitude - centre[1]) * KM_PER_DEGREE


DIRECTORY: Final = Register()
