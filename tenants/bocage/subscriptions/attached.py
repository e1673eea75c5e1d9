"""A commune of the syndicate, in an address of its desk."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from bocage.communes.portfolio import tenant_of
from bocage.database.engine import Database
from bocage.tenancy import NotFoundRefusal, TenantId, Visit, reading
from bocage.tenancy.rows import TenantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A commune attached today, and where its page is."""

    tenant_id: TenantId
    uid: UUID
    name: str
    here: str


async def attached(database: Database, visit: Visit, commune: UUID) -> Attached:
    """Find it, or refuse as for an address that does not exist."""
    async with reading(database, visit) as connection:
        tenant = await tenant_of(connection, visit.place.tenant_id, commune)
        name = await connection.scalar(select(TenantRow.name).where(TenantRow.tenant_id == tenant))
    if tenant is None or name is None:
        raise NotFoundRefusal
    return Attached(tenant_id=tenant, uid=commune, name=name, here=f"/abonnements/{visit.place.uid}/communes/{commune}")
