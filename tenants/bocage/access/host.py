"""The syndicate behind a commune: who of it sees the commune, and whom to call."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.access.members import LINE, MemberLine, line_of
from bocage.access.rights import in_force
from bocage.access.roles import ROLES
from bocage.access.rows import MemberRow
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.tenancy import Kind, TenantId, Visit, reading
from bocage.tenancy.rows import TenantLinkRow, TenantRow

SEEING = [role.key for role in ROLES.values() if Kind.SYNDICATE in role.sees_at]


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """The tenant that a commune is attached to today, since when, and its people who see the commune."""

    tenant_id: TenantId
    name: str
    since: date
    people: tuple[MemberLine, ...]


async def host_of(database: Database, visit: Visit) -> Host | None:
    """Find the syndicate of the visit's commune; None when it is attached to none.

    The commune's own row names its host; the link and the people are the host's rows, read in a scope of that one
    tenant, and only of the roles that the attachment lets see.
    """
    tenant = visit.place.tenant_id
    async with reading(database, visit) as connection:
        host_id = await connection.scalar(select(TenantRow.host_id).where(TenantRow.tenant_id == tenant))
    if host_id is None:
        return None
    async with database.transaction(Role.APP, readable=[host_id]) as connection:
        return await attached_host(connection, TenantId(host_id), tenant)


async def attached_host(connection: AsyncConnection, host_id: TenantId, tenant: TenantId) -> Host | None:
    """Read the host as long as its link to the commune stands."""
    link = (
        select(TenantRow.name, TenantLinkRow.since)
        .join(TenantLinkRow, TenantLinkRow.tenant_id == TenantRow.tenant_id)
        .where(TenantRow.tenant_id == host_id, TenantLinkRow.child_id == tenant, TenantLinkRow.until.is_(None))
    )
    row = (await connection.execute(link)).one_or_none()
    if row is None:
        return None
    people = (
        select(*LINE)
        .join(TenantRow, TenantRow.tenant_id == MemberRow.tenant_id)
        .where(MemberRow.tenant_id == host_id, MemberRow.role.in_(SEEING), *in_force())
        .order_by(MemberRow.name)
    )
    origin = f"Rattachement\u00a0: {row.name}"
    lines = tuple(line_of(each, origin) for each in await connection.execute(people))
    return Host(tenant_id=host_id, name=row.name, since=row.since, people=lines)
