"""Reminders as they are read: the last of each path of a desk, all those of one path, those that still wait at home."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.catalogue.awaited import Awaited
from bocage.database.among import among
from bocage.database.engine import Database
from bocage.joining.audience import ROLES, Audience
from bocage.joining.kept import Kept, paths_of
from bocage.joining.lists import host_of_paths
from bocage.joining.rows import ReminderRow
from bocage.joining.spot import address_of
from bocage.joining.summary import derived
from bocage.joining.surroundings import Surroundings, surroundings
from bocage.tenancy import Visit
from bocage.web.french import civil_day, day, long_day

MOST: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminded:
    """One reminder; `outcome_said` says what became of its letters."""

    tenant_id: int
    path_id: UUID
    step: str
    label: str
    sentence: str
    hand: str
    written_to: tuple[str, ...]
    actor_name: str
    at: datetime
    on_day: date
    outcome: str
    outcome_said: str

    def said(self, now: datetime) -> str:
        """« relancée le 26 nov. par Luc Pradeval »."""
        return f"relancée le {day(self.at, now)} par {self.actor_name}"


READ: Final = tuple(getattr(ReminderRow, name) for name in Reminded.__dataclass_fields__)


async def read(connection: AsyncConnection, asked: Select[Any]) -> tuple[Reminded, ...]:
    """Run a question about reminders."""
    rows = (await connection.execute(asked)).mappings()
    return tuple(Reminded(**{**row, "written_to": tuple(row["written_to"])}) for row in rows)


async def reminders_of(connection: AsyncConnection, kept: Kept) -> tuple[Reminded, ...]:
    """The reminders of one path, newest first."""
    asked = select(*READ).where(ReminderRow.tenant_id == kept.tenant_id, ReminderRow.path_id == kept.path_id)
    return await read(connection, asked.order_by(ReminderRow.at.desc()).limit(MOST))


async def last_reminders(connection: AsyncConnection, tenants: Collection[int]) -> dict[UUID, Reminded]:
    """The newest reminder of each path of some tenants."""
    asked = select(*READ).ext(distinct_on(ReminderRow.path_id)).where(ReminderRow.tenant_id == among(tenants))
    found = await read(connection, asked.order_by(ReminderRow.path_id, ReminderRow.at.desc()))
    return {one.path_id: one for one in found}


async def awaited(database: Database, visit: Visit) -> tuple[Awaited, ...]:
    """What somebody of a commune was reminded of and did not bring yet, for their first page."""
    if visit.place.kind.is_portfolio or not visit.may("path.read"):
        return ()
    scope, now = visit.scope.readable, datetime.now(UTC)
    async with database.transaction(visit.database_role, readable=scope) as connection:
        kept = await paths_of(connection, scope)
        last = await last_reminders(connection, scope)
    waiting = [one for one in kept if one.path_id in last and concerns(visit, last[one.path_id])]
    if not waiting:
        return ()
    host = host_of_paths(visit, kept)
    async with database.transaction(visit.database_role, readable=scope | {host}) as connection:
        around = await surroundings(connection, host, waiting)
    still = [one for one in waiting if lacks_still(one, around, last[one.path_id], civil_day(now))]
    return tuple(awaited_of(visit, one, last[one.path_id]) for one in still)


def concerns(visit: Visit, reminded: Reminded) -> bool:
    """Tell whether a reminder was written for the role of a visit."""
    return visit.standing.role in ROLES.get(Audience(reminded.hand), ())


def lacks_still(kept: Kept, around: Surroundings, reminded: Reminded, today: date) -> bool:
    """Tell whether what was asked for is still missing."""
    state = derived(kept.path, kept, around.context(kept), today)
    return any(one.step == reminded.step for one in state.missing)


def awaited_of(visit: Visit, kept: Kept, reminded: Reminded) -> Awaited:
    """Say it as a task."""
    return Awaited(
        word="Relance",
        title=reminded.label,
        sentence=f"{reminded.sentence} {reminded.actor_name} vous l’a demandé {long_day(reminded.at)}.",
        href=address_of(visit, kept),
        action="Ouvrir le dossier",
    )
