"""The platform's question « who may what », answered from the members of each tenant."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select

from bocage.access.roles import GRANTERS, HOME, Role, role_of
from bocage.access.rows import MemberRow
from bocage.catalogue.discovery import permissions_held_by, writing_permissions
from bocage.database.engine import Database
from bocage.database.roles import Role as DatabaseRole
from bocage.identity.people import places_of
from bocage.tenancy import Kind, Place, Scope, Standing, TenantId
from bocage.tenancy.rows import TenantLinkRow, TenantRow

WRITING: Final = frozenset({"communes.write", "people.cut", "people.invite"})


def in_force() -> tuple[ColumnElement[bool], ...]:
    """What makes a right one of today."""
    return (
        MemberRow.since <= func.current_date(),
        or_(MemberRow.until.is_(None), MemberRow.until >= func.current_date()),
        MemberRow.cut_at.is_(None),
    )


class MemberRights:
    """Rights held as members; where a person is a member is looked up first, then each tenant's own rows decide."""

    async def standings(self, database: Database, person_id: UUID) -> tuple[Standing, ...]:
        """Every place open today, syndicates first, then by name; the scope of each is the place alone."""
        tenants = await places_of(database, person_id)
        if not tenants:
            return ()
        query = (
            select(TenantRow.tenant_id, TenantRow.uid, TenantRow.kind, TenantRow.name, MemberRow.role)
            .join(MemberRow, MemberRow.tenant_id == TenantRow.tenant_id)
            .where(TenantRow.tenant_id.in_(tenants), TenantRow.closed_at.is_(None))
            .where(MemberRow.person_id == person_id, *in_force())
            .order_by(TenantRow.kind == Kind.COMMUNE, TenantRow.name, MemberRow.since)
        )
        async with database.transaction(DatabaseRole.APP, readable=tenants) as connection:
            rows = (await connection.execute(query)).all()
        return tuple(standing_of(row) for row in merged(rows))

    async def standing(self, database: Database, person_id: UUID, place: UUID) -> Standing | None:
        """The standing at one place; officers also read the communes below it, an operator those of its syndicates."""
        held = next((each for each in await self.standings(database, person_id) if each.place.uid == place), None)
        if held is None or held.place.kind not in role_of(held.role).sees_at:
            return held
        below = await attached_to(database, held.place, {held.place.tenant_id})
        if held.place.kind is Kind.OPERATOR:
            below |= await attached_to(database, held.place, below)
        return widened(held, below)


async def attached_to(database: Database, place: Place, parents: Collection[int]) -> frozenset[int]:
    """The tenants attached today to some parents that a place reads."""
    children = select(TenantLinkRow.child_id).where(TenantLinkRow.tenant_id.in_(parents), TenantLinkRow.until.is_(None))
    async with database.transaction(place.database_role, readable=parents) as connection:
        return frozenset(await connection.scalars(children))


def merged(rows: Sequence[Any]) -> list[Any]:
    """Keep one row a tenant: two roles at one place are shown as the first one given."""
    return list({row.tenant_id: row for row in reversed(rows)}.values())[::-1]


def standing_of(row: Any) -> Standing:  # noqa: ANN401 -- a row of this package
    """Turn a member's row into what the platform reads."""
    role = role_of(row.role)
    kind = Kind(row.kind)
    own = frozenset({int(row.tenant_id)})
    permissions = permissions_at(role, kind)
    return Standing(
        place=Place(tenant_id=TenantId(row.tenant_id), uid=row.uid, kind=kind, name=row.name),
        role=role.key,
        role_title=role.title,
        permissions=permissions,
        granted_by=GRANTERS[kind],
        scope=Scope(readable=own, writable=own if permissions & (WRITING | writing_permissions()) else frozenset()),
        idle=role.idle,
    )


def permissions_at(role: Role, kind: Kind) -> frozenset[str]:
    """What a role permits at a kind of place: nothing but the first page where it is not meant to be."""
    if kind not in role.only_at:
        return frozenset({HOME})
    return role.permissions | permissions_held_by(role.key) | permissions_held_by(role.also)


def widened(held: Standing, children: frozenset[int]) -> Standing:
    """Let an officer reach what is below: to write it too when the role writes."""
    readable = held.scope.readable | children
    writable = held.scope.writable | children if held.scope.writable else frozenset()
    return replace(held, scope=Scope(readable=readable, writable=writable))


RIGHTS: Final = MemberRights()
