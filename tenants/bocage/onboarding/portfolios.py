"""Founding what stands beside a syndicate: an EPCI over its members, an operator over its syndicates."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.communes.rows import CommuneRow
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor, Deed, Work
from bocage.tenancy import Kind, Place, TenantId
from bocage.tenancy.numbers import next_number
from bocage.tenancy.rows import TenantLinkRow, TenantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """A portfolio to found: what it is, and its children by the code under which it knows each."""

    kind: Kind
    name: str
    children: Mapping[str, int]
    since: date


async def found(database: Database, actor: Actor, founding: Founding) -> Place:
    """Create a tenant and its links; the children are not written."""
    async with database.transaction(Role.CONSOLE) as connection:
        tenant = TenantId(await next_number(connection))
    uid = uuid7()
    async with database.transaction(Role.CONSOLE, writable=tenant) as connection:
        row = {"tenant_id": tenant, "uid": uid, "kind": founding.kind, "name": founding.name}
        await connection.execute(insert(TenantRow).values(row))
        if founding.children:
            await connection.execute(insert(TenantLinkRow), links(tenant, founding))
        told = Deed(verb="tenant.founded", object_kind="tenant", object_id=str(uid), object_label=founding.name)
        await Work(connection, actor, tenant).record(told)
    return Place(tenant_id=tenant, uid=uid, kind=founding.kind, name=founding.name)


def links(tenant: TenantId, founding: Founding) -> list[dict[str, object]]:
    """The rows that tie the children to it."""
    return [
        {"tenant_id": tenant, "child_id": child, "since": founding.since, "kind": "member", "code": code}
        for code, child in founding.children.items()
    ]


async def align(database: Database, actor: Actor, tenant: TenantId, founding: Founding) -> tuple[int, int]:
    """Make the links of a portfolio those of today; return how many children came and how many left."""
    held = select(TenantLinkRow.child_id).where(TenantLinkRow.tenant_id == tenant, TenantLinkRow.until.is_(None))
    async with database.transaction(Role.CONSOLE, writable=tenant) as connection:
        before = set(await connection.scalars(held))
        gone = before - set(founding.children.values())
        come = replace(
            founding, children={code: child for code, child in founding.children.items() if child not in before}
        )
        if gone:
            left = update(TenantLinkRow).where(TenantLinkRow.tenant_id == tenant, TenantLinkRow.child_id.in_(gone))
            await connection.execute(left.where(TenantLinkRow.until.is_(None)).values(until=founding.since))
        if come.children:
            await connection.execute(insert(TenantLinkRow), links(tenant, come))
        if gone or come.children:
            told = Deed(
                verb="tenant.aligned",
                object_kind="tenant",
                object_id=str(tenant),
                object_label=founding.name,
                after={"entrées": len(come.children), "sorties": len(gone)},
            )
            await Work(connection, actor, tenant).record(told)
    return len(come.children), len(gone)


async def members_of(connection: AsyncConnection, epci_siren: str) -> dict[str, int]:
    """The communes in sight that belong to an EPCI and are attached to their syndicate today, by INSEE code."""
    attached = (
        (TenantLinkRow.tenant_id == TenantRow.host_id)
        & (TenantLinkRow.child_id == TenantRow.tenant_id)
        & TenantLinkRow.until.is_(None)
    )
    asked = (
        select(CommuneRow.insee, CommuneRow.tenant_id)
        .join(TenantRow, TenantRow.tenant_id == CommuneRow.tenant_id)
        .join(TenantLinkRow, attached)
        .where(CommuneRow.epci_siren == epci_siren, TenantRow.closed_at.is_(None))
    )
    return {row.insee: row.tenant_id for row in await connection.execute(asked)}
