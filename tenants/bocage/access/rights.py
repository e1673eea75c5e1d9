"""The platform's question « who may what », answered from the members of each tenant."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Integer, func, or_, select

from bocage.access.former import former_places
from bocage.access.roles import GRANTERS, HOME, Role, role_of
from bocage.access.rows import MemberRow
from bocage.catalogue.discovery import permissions_held_by, writing_permissions
from bocage.database.among import among
from bocage.database.engine import Database
from bocage.database.roles import Role as DatabaseRole
from bocage.identity.people import places_of
from bocage.tenancy import Kind, Place, Scope, Standing, TenantId
from bocage.tenancy.rows import TenantLinkRow, TenantRow


def linked(kind: str) -> ColumnElement[Any]:
    """The tenants that a place has today under one kind of link."""
    asked = select(TenantLinkRow.child_id).where(
        TenantLinkRow.tenant_id == TenantRow.tenant_id, TenantLinkRow.until.is_(None), TenantLinkRow.kind == kind
    )
    return func.array(asked.correlate(TenantRow).scalar_subquery()).cast(ARRAY(Integer))


QUESTION: Final = select(
    TenantRow.tenant_id,
    TenantRow.uid,
    TenantRow.kind,
    TenantRow.name,
    MemberRow.role,
    linked("member").label("children"),
    linked("predecessor").label("predecessors"),
).join(MemberRow, MemberRow.tenant_id == TenantRow.tenant_id)


def in_force() -> tuple[ColumnElement[bool], ...]:
    """What makes a right one of today."""
    return (
        MemberRow.since <= func.current_date(),
        or_(MemberRow.until.is_(None), MemberRow.until >= func.current_date()),
        MemberRow.cut_at.is_(None),
    )


class MemberRights:
    """Rights held as members; where a person is a member is looked up first, then each tenant's own rows decide."""

    async def standings(
        self,
        database: Database,
        person_id: UUID,
        tenants: Collection[int] | None = None,
    ) -> tuple[Standing, ...]:
        """Every place open today, syndicates first, then by name; a syndicate's officers read its communes too.

        A commune nouvelle reads those it comes from: they come last, and nothing is written there.
        """
        if tenants is None:
            tenants = await places_of(database, person_id)
        if not tenants:
            return ()
        query = (
            QUESTION.where(TenantRow.tenant_id == among(tenants), TenantRow.closed_at.is_(None))
            .where(MemberRow.person_id == person_id, *in_force())
            .order_by(TenantRow.kind == Kind.COMMUNE, TenantRow.name, MemberRow.since)
        )
        async with database.transaction(DatabaseRole.APP, readable=tenants) as connection:
            rows = merged((await connection.execute(query)).all())
        own = tuple([await deepened(database, standing_of(row)) for row in rows])
        former = {number: one for row, one in zip(rows, own, strict=True) for number in row.predecessors}
        return (*own, *await former_places(database, former)) if former else own


async def deepened(database: Database, held: Standing) -> Standing:
    """Let an operator's officer read the communes of its syndicates too: they are attached one floor below."""
    if held.place.kind is not Kind.OPERATOR:
        return held
    children = select(TenantLinkRow.child_id).where(
        TenantLinkRow.tenant_id == among(held.scope.readable), TenantLinkRow.until.is_(None)
    )
    async with database.transaction(held.place.database_role, readable=held.scope.readable) as connection:
        readable = held.scope.readable | frozenset(await connection.scalars(children))
    return replace(held, scope=replace(held.scope, readable=readable))


def merged(rows: Sequence[Any]) -> list[Any]:
    """Keep one row a tenant: two roles at one place are shown as the first one given."""
    return list({row.tenant_id: row for row in reversed(rows)}.values())[::-1]


def standing_of(row: Any) -> Standing:  # noqa: ANN401 -- a row of this package
    """Turn a member's row into what the platform reads."""
    role = role_of(row.role)
    kind = Kind(row.kind)
    own = frozenset({int(row.tenant_id)})
    reached = own | frozenset(row.children if kind in role.sees_at else ())
    permissions = permissions_at(role, kind)
    writes = permissions & writing_permissions()
    return Standing(
        place=Place(tenant_id=TenantId(row.tenant_id), uid=row.uid, kind=kind, name=row.name),
        role=role.key,
        role_title=role.title,
        permissions=permissions,
        granted_by=GRANTERS[kind],
        scope=Scope(readable=reached | frozenset(row.predecessors), writable=reached if writes else frozenset()),
        idle=role.idle,
        opens_on=role.opens_on,
    )


def permissions_at(role: Role, kind: Kind) -> frozenset[str]:
    """What a role permits at a kind of place: nothing but the first page where it is not meant to be."""
    if kind not in role.only_at:
        return frozenset({HOME})
    return role.permissions | permissions_held_by(role.key) | permissions_held_by(role.also)


RIGHTS: Final = MemberRights()
