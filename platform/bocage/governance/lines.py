"""Reading the journal: by who, by what, by when, newest first."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.among import among
from bocage.governance.rows import JournalRow
from bocage.tenancy import Visit
from bocage.tenancy.rows import TenantRow

PER_PAGE: Final = 50
MOST: Final = 100_000
PARIS: Final = ZoneInfo("Europe/Paris")


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFilter:
    """What is asked: `words` in who, what or where, `kind` the first half of a verb, days included; page from 1."""

    words: str = ""
    kind: str = ""
    first_day: date | None = None
    last_day: date | None = None
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalLine:
    """One deed."""

    entry_id: UUID
    at: datetime
    actor_name: str
    verb: str
    object_kind: str
    object_label: str
    where: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalPage:
    """A page of deeds, and how many answer the filter."""

    lines: tuple[JournalLine, ...]
    matching: int


async def journal_page(connection: AsyncConnection, visit: Visit, asked: JournalFilter) -> JournalPage:
    """Read one page of the journals that the visit reads."""
    wanted = conditions(visit, asked)
    joined = select(func.count()).select_from(JournalRow).join(TenantRow, TenantRow.tenant_id == JournalRow.tenant_id)
    matching = await connection.scalar(joined.where(*wanted))
    query = lines_query(wanted).limit(PER_PAGE).offset((asked.page - 1) * PER_PAGE)
    return JournalPage(lines=await read(connection, query), matching=matching or 0)


async def journal_export(connection: AsyncConnection, visit: Visit, asked: JournalFilter) -> tuple[JournalLine, ...]:
    """Read every line that answers the filter, a hundred thousand at the most."""
    return await read(connection, lines_query(conditions(visit, asked)).limit(MOST))


async def history_of(connection: AsyncConnection, tenant_id: int, limit: int = 20) -> tuple[JournalLine, ...]:
    """The latest deeds in one tenant."""
    return await read(connection, lines_query([JournalRow.tenant_id == tenant_id]).limit(limit))


def lines_query(wanted: list[ColumnElement[bool]]) -> Any:  # noqa: ANN401 -- a select, whose type is its columns
    """The columns of a line, newest first."""
    return (
        select(
            JournalRow.entry_id,
            JournalRow.at,
            JournalRow.actor_name,
            JournalRow.verb,
            JournalRow.object_kind,
            JournalRow.object_label,
            TenantRow.name.label("where"),
            JournalRow.before,
            JournalRow.after,
        )
        .join(TenantRow, TenantRow.tenant_id == JournalRow.tenant_id)
        .where(*wanted)
        .order_by(JournalRow.at.desc(), JournalRow.entry_id.desc())
    )


async def read(connection: AsyncConnection, query: Any) -> tuple[JournalLine, ...]:  # noqa: ANN401 -- the select above
    """Run it."""
    return tuple(JournalLine(**row) for row in (await connection.execute(query)).mappings())


def conditions(visit: Visit, asked: JournalFilter) -> list[ColumnElement[bool]]:
    """Turn a filter into conditions; days are those of Paris."""
    asks: list[ColumnElement[bool]] = [JournalRow.tenant_id == among(visit.scope.readable)]
    if asked.kind:
        asks.append(JournalRow.verb.startswith(f"{asked.kind}.", autoescape=True))
    if asked.first_day is not None:
        asks.append(JournalRow.at >= midnight(asked.first_day))
    if asked.last_day is not None:
        asks.append(JournalRow.at < midnight(asked.last_day + timedelta(days=1)))
    for word in asked.words.split():
        columns = (JournalRow.actor_name, JournalRow.object_label, TenantRow.name)
        asks.append(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return asks


def midnight(day: date) -> datetime:
    """The first instant of a civil day in Paris."""
    return datetime.combine(day, time.min, PARIS)
