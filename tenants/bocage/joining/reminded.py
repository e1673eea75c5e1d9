"""Reminders as they are read: the last of each path of a desk, all those of one path."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.among import among
from bocage.joining.kept import Kept
from bocage.joining.rows import ReminderRow
from bocage.web.french import day

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
