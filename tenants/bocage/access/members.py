"""Who sees what: the members of a commune, and those of the syndicate that its attachment lets in."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.access.roles import ROLES, role_of
from bocage.access.rows import MemberRow
from bocage.database.among import among
from bocage.tenancy import Kind, TenantId, Visit
from bocage.tenancy.rows import TenantRow

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """Somebody who sees: `origin` says where the right comes from, `can_be_cut` whether it can be cut from here."""

    member_id: UUID
    tenant_id: TenantId
    person_id: UUID
    name: str
    email: str
    role: str
    where: str
    origin: str
    since: date
    until: date | None
    cut_at: datetime | None
    cut_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberFilter:
    """What the page is asked to show; `page` starts at 1."""

    words: str = ""
    cut: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Members:
    """A page of people: `matching` lines answer the filter; `people` and `places` are counted before it."""

    lines: tuple[MemberLine, ...]
    matching: int
    people: int
    places: int
    cut: int


def here(visit: Visit) -> Select[*tuple[Any, ...]]:
    """The members of every tenant that the visit reads."""
    joined = select().select_from(MemberRow).join(TenantRow, TenantRow.tenant_id == MemberRow.tenant_id)
    return joined.where(MemberRow.tenant_id == among(visit.scope.readable))


async def members(connection: AsyncConnection, visit: Visit, asked: MemberFilter) -> Members:
    """Read one page of the list, and what is said above it."""
    wanted = conditions(asked)
    counts = (await connection.execute(here(visit).add_columns(*counted(wanted)))).one()
    page = lines_query(visit, wanted).limit(PER_PAGE).offset((asked.page - 1) * PER_PAGE)
    lines = tuple(line_of(row) for row in await connection.execute(page))
    return Members(lines=lines, matching=counts.matching, people=counts.people, places=counts.places, cut=counts.cut)


async def all_members(connection: AsyncConnection, visit: Visit, asked: MemberFilter) -> tuple[MemberLine, ...]:
    """Read every line that answers the filter."""
    return tuple(line_of(row) for row in await connection.execute(lines_query(visit, conditions(asked))))


async def members_at(connection: AsyncConnection, tenant_id: TenantId) -> tuple[MemberLine, ...]:
    """The members of one tenant today, by name."""
    query = select(*LINE).join(TenantRow, TenantRow.tenant_id == MemberRow.tenant_id)
    wanted = conditions(MemberFilter())
    rows = await connection.execute(query.where(MemberRow.tenant_id == tenant_id, *wanted).order_by(MemberRow.name))
    return tuple(line_of(row) for row in rows)


def lines_query(visit: Visit, wanted: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    """The lines, the syndicate's own people first, then by commune and name."""
    order = (TenantRow.kind == Kind.COMMUNE, TenantRow.name, MemberRow.name, MemberRow.since)
    return here(visit).add_columns(*LINE).where(*wanted).order_by(*order)


LINE: Final = (
    MemberRow.member_id,
    MemberRow.tenant_id,
    MemberRow.person_id,
    MemberRow.name,
    MemberRow.email,
    MemberRow.role,
    MemberRow.lot,
    TenantRow.name.label("place"),
    MemberRow.given_by,
    MemberRow.since,
    MemberRow.until,
    MemberRow.cut_at,
    MemberRow.cut_by,
)


def conditions(asked: MemberFilter) -> list[ColumnElement[bool]]:
    """Rights of today, or those that were cut; words are sought in the person, the place and the role."""
    ended = func.coalesce(MemberRow.until < func.current_date(), false())
    over = or_(MemberRow.cut_at.is_not(None), ended)
    asks: list[ColumnElement[bool]] = [over if asked.cut else ~over]
    for word in asked.words.split():
        titled = [key for key, role in ROLES.items() if word.lower() in role.title.lower()]
        asks.append(
            or_(
                MemberRow.name.icontains(word, autoescape=True),
                MemberRow.email.icontains(word, autoescape=True),
                TenantRow.name.icontains(word, autoescape=True),
                MemberRow.role.in_(titled),
            ),
        )
    return asks


def counted(wanted: list[ColumnElement[bool]]) -> tuple[ColumnElement[Any], ...]:
    """What the sentence under the title says."""
    today, over = conditions(MemberFilter())[0], conditions(MemberFilter(cut=True))[0]
    return (
        func.count().filter(and_(*wanted)).label("matching"),
        func.count(MemberRow.person_id.distinct()).filter(today).label("people"),
        func.count(MemberRow.tenant_id.distinct()).filter(today).label("places"),
        func.count().filter(over).label("cut"),
    )


def line_of(row: Any, origin: str | None = None) -> MemberLine:  # noqa: ANN401 -- a row of this package
    """Turn a row into a line."""
    lot = f", lot {row.lot}" if row.lot else ""
    return MemberLine(
        member_id=row.member_id,
        tenant_id=TenantId(row.tenant_id),
        person_id=row.person_id,
        name=row.name,
        email=row.email,
        role=role_of(row.role).title + lot,
        where=row.place,
        origin=origin or f"Donné par\u00a0: {row.given_by}",
        since=row.since,
        until=row.until,
        cut_at=row.cut_at,
        cut_by=row.cut_by,
    )
