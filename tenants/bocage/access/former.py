"""The communes that a commune nouvelle took over, as its people read them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from bocage.catalogue.discovery import writing_permissions
from bocage.database.among import among
from bocage.database.engine import Database
from bocage.database.roles import Role as DatabaseRole
from bocage.tenancy import Kind, Place, Scope, Standing, TenantId
from bocage.tenancy.rows import TenantRow
from bocage.web.french import day

ONE_DAY: Final = timedelta(days=1)
CLOSED: Final = "Cette commune est devenue une commune nouvelle, son dossier ne s’écrit plus : personne ne"


async def former_places(database: Database, former: Mapping[int, Standing]) -> tuple[Standing, ...]:
    """Each of them, from the standing at the commune that took it over."""
    query = select(TenantRow.tenant_id, TenantRow.uid, TenantRow.name, TenantRow.closed_at)
    asked = query.where(TenantRow.tenant_id == among(former)).order_by(TenantRow.name)
    async with database.transaction(DatabaseRole.APP, readable=former) as connection:
        rows = (await connection.execute(asked)).all()
    return tuple(former_standing(row, former[row.tenant_id]) for row in rows)


def former_standing(row: Any, heir: Standing) -> Standing:  # noqa: ANN401 -- a row of this package
    """What somebody of the new commune is in one that it comes from: a reader."""
    name = f"{row.name}, jusqu’au {day(row.closed_at - ONE_DAY)}" if row.closed_at else row.name
    number = TenantId(row.tenant_id)
    return replace(
        heir,
        place=Place(tenant_id=number, uid=row.uid, kind=Kind.COMMUNE, name=name),
        role_title=f"{heir.role_title}, en lecture",
        permissions=heir.permissions - writing_permissions(),
        granted_by=CLOSED,
        scope=Scope(readable=frozenset({int(number)}), writable=frozenset()),
    )
