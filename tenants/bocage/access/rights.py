"""The platform's question « who may what », answered from the members of each tenant."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ARRAY, ColumnElement, Integer, func, or_, select

from bocage.access.roles import GRANTERS, role_of
from bocage.access.rows import MemberRow
from bocage.catalogue.discovery import permissions_held_by, writing_permissions
from bocage.database.engine import Database
from bocage.database.roles import Role as DatabaseRole
from bocage.identity.people import places_of
from bocage.tenancy import Kind, Place, Scope, Standing, TenantId
from bocage.tenancy.rows import TenantLinkRow, TenantRow
from bocage.web.french import day

PREDECESSORS: Final = (
    func.array(
        select(TenantLinkRow.child_id)
        .where(TenantLinkRow.tenant_id == TenantRow.tenant_id, TenantLinkRow.kind == "predecessor")
        .correlate(TenantRow)
        .scalar_subquery()
    )
    .cast(ARRAY(Integer))
    .label("predecessors")
)
ONE_DAY: Final = timedelta(days=1)
WRITING: Final = frozenset({"communes.write", "people.cut"})


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
        """Every place open today, syndicates first, then by name; the scope of each is the place alone.

        A commune nouvelle reads those it comes from: they come last, and nothing is written there.
        """
        tenants = await places_of(database, person_id)
        if not tenants:
            return ()
        query = (
            select(TenantRow.tenant_id, TenantRow.uid, TenantRow.kind, TenantRow.name, MemberRow.role, PREDECESSORS)
            .join(MemberRow, MemberRow.tenant_id == TenantRow.tenant_id)
            .where(TenantRow.tenant_id.in_(tenants), TenantRow.closed_at.is_(None))
            .where(MemberRow.person_id == person_id, *in_force())
            .order_by(TenantRow.kind == Kind.COMMUNE, TenantRow.name, MemberRow.since)
        )
        async with database.transaction(DatabaseRole.APP, readable=tenants) as connection:
            rows = merged((await connection.execute(query)).all())
        own = tuple(standing_of(row) for row in rows)
        former = {number: one for row, one in zip(rows, own, strict=True) for number in row.predecessors}
        return (*own, *await former_places(database, former)) if former else own

    async def standing(self, database: Database, person_id: UUID, place: UUID) -> Standing | None:
        """The standing at one place; a syndicate's officers also read the communes attached to it."""
        held = next((each for each in await self.standings(database, person_id) if each.place.uid == place), None)
        if held is None or not (held.place.kind.is_portfolio and role_of(held.role).sees_communes):
            return held
        children = select(TenantLinkRow.child_id).where(
            TenantLinkRow.tenant_id == held.place.tenant_id,
            TenantLinkRow.until.is_(None),
        )
        async with database.transaction(held.place.database_role, readable=[held.place.tenant_id]) as connection:
            found = frozenset(await connection.scalars(children))
        return widened(held, found)


async def former_places(database: Database, former: Mapping[int, Standing]) -> tuple[Standing, ...]:
    """The communes that another took over, as its people read them."""
    query = select(TenantRow.tenant_id, TenantRow.uid, TenantRow.name, TenantRow.closed_at)
    asked = query.where(TenantRow.tenant_id.in_(former)).order_by(TenantRow.name)
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
        permissions=heir.permissions - WRITING - writing_permissions(),
        granted_by="Cette commune est devenue une commune nouvelle, son dossier ne s’écrit plus : personne ne",
        scope=Scope(readable=frozenset({int(number)}), writable=frozenset()),
    )


def merged(rows: Sequence[Any]) -> list[Any]:
    """Keep one row a tenant: two roles at one place are shown as the first one given."""
    return list({row.tenant_id: row for row in reversed(rows)}.values())[::-1]


def standing_of(row: Any) -> Standing:  # noqa: ANN401 -- a row of this package
    """Turn a member's row into what the platform reads."""
    role = role_of(row.role)
    kind = Kind(row.kind)
    own = frozenset({int(row.tenant_id)})
    readable = own | frozenset(map(int, row.predecessors))
    permissions = role.permissions | permissions_held_by(role.key) | permissions_held_by(role.also)
    return Standing(
        place=Place(tenant_id=TenantId(row.tenant_id), uid=row.uid, kind=kind, name=row.name),
        role=role.key,
        role_title=role.title,
        permissions=permissions,
        granted_by=GRANTERS[kind],
        scope=Scope(
            readable=readable, writable=own if permissions & (WRITING | writing_permissions()) else frozenset()
        ),
        idle=role.idle,
    )


def widened(held: Standing, children: frozenset[int]) -> Standing:
    """Let a syndicate's officer reach the communes: to write them too when the role writes."""
    readable = held.scope.readable | children
    writable = held.scope.writable | children if held.scope.writable else frozenset()
    return replace(held, scope=Scope(readable=readable, writable=writable))


RIGHTS: Final = MemberRights()
