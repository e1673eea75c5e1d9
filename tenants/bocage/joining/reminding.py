"""« Relancer »: a reminder is kept first, with its line of journal; its letters leave after, and what became of them is kept.

Whoever is reminded finds it on their own page, whether a letter left or not.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.database.engine import Database, scope_statement
from bocage.database.locks import hold
from bocage.governance.journal import Deed, Work, actor_of
from bocage.joining.audience import is_reminded
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.reminder_letters import Matter, Recipient
from bocage.joining.reminder_people import Addressed, addressed, people_of
from bocage.joining.rows import ReminderRow
from bocage.joining.summary import PathLine
from bocage.tenancy import NotPermittedRefusal, TenantId, Visit
from bocage.web.french import civil_day

READ_ONLY: Final = "Votre rôle permet de lire ce rattachement ; le syndicat qui le suit relance."
NOBODY: Final = "Il n’y a personne à relancer pour {place} : {why}."
NOTHING_MISSING: Final = "rien ne manque"
OUR_OWN: Final = "la prochaine action revient au syndicat, à l’EPCI ou aux membres"


class TwiceRefusal(JoiningRefusal):
    """Some of the paths were reminded of the same thing on the same day: it is asked whether to do it again."""

    def __init__(self, paths: frozenset[UUID]) -> None:
        """Keep which."""
        super().__init__("Déjà relancée aujourd’hui. Confirmez pour relancer encore.")
        self.paths = paths


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who reminds, of which paths, on which clock; `again` confirms what was done today already."""

    database: Database
    visit: Visit
    lines: tuple[PathLine, ...]
    public_url: str
    now: datetime
    again: bool = False

    @property
    def today(self) -> date:
        """The civil day of the clock."""
        return civil_day(self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReminder:
    """A reminder that was kept: where, what it is about, and who is to be written to."""

    tenant_id: TenantId
    reminder_id: UUID
    matter: Matter
    recipients: tuple[Recipient, ...]


def refuse_unless_remindable(visit: Visit, lines: Iterable[PathLine]) -> None:
    """Refuse what nobody can be reminded of, or what the visit may not write."""
    for line in lines:
        if line.kept.tenant_id not in visit.scope.writable:
            raise NotPermittedRefusal(READ_ONLY)
        if not is_reminded(line.summary.hand):
            why = OUR_OWN if line.summary.step else NOTHING_MISSING
            raise JoiningRefusal(NOBODY.format(place=line.kept.path.place, why=why))


async def keep(asked: Asked) -> tuple[KeptReminder, ...]:
    """Keep a reminder of each path in one transaction, or none; nothing is sent yet."""
    visit, host = asked.visit, asked.visit.place.tenant_id
    refuse_unless_remindable(visit, asked.lines)
    async with asked.database.transaction(visit.database_role, readable=visit.scope.readable) as connection:
        # Two people do not remind the same paths at once.
        await hold(connection, "reminders", host)
        twice = await already_today(connection, asked.lines, asked.today)
        if twice and not asked.again:
            raise TwiceRefusal(twice)
        people = await people_of(connection, host, asked.lines)
        return tuple([await kept_one(connection, asked, line, addressed(line, host, people)) for line in asked.lines])


async def already_today(connection: AsyncConnection, lines: Collection[PathLine], today: date) -> frozenset[UUID]:
    """The paths that were reminded of the same thing on the day."""
    steps = {line.kept.path_id: line.summary.step for line in lines}
    asked = select(ReminderRow.path_id, ReminderRow.step).where(
        ReminderRow.tenant_id.in_({line.kept.tenant_id for line in lines}),
        ReminderRow.path_id.in_(list(steps)),
        ReminderRow.on_day == today,
    )
    return frozenset(row.path_id for row in await connection.execute(asked) if steps[row.path_id] == row.step)


async def kept_one(connection: AsyncConnection, asked: Asked, line: PathLine, to: Addressed) -> KeptReminder:
    """Keep one reminder and its line of journal, in the tenant that walks the path."""
    tenant, summary = line.kept.tenant_id, line.summary
    await connection.exec_driver_sql(scope_statement(asked.visit.database_role, [tenant], tenant))
    work, reminder_id = Work(connection, actor_of(asked.visit), tenant), uuid7()
    row = {
        "tenant_id": tenant,
        "reminder_id": reminder_id,
        "path_id": line.kept.path_id,
        "step": summary.step,
        "label": summary.label,
        "sentence": summary.sentence,
        "hand": summary.hand,
        "written_to": [one.address for one in to.recipients],
        "actor_id": work.actor.actor_id,
        "actor_name": work.actor.name,
        "at": asked.now,
        "on_day": asked.today,
    }
    await connection.execute(insert(ReminderRow), [row])
    await work.record(deed_of(line))
    matter = matter_of(asked, line, to)
    return KeptReminder(tenant_id=tenant, reminder_id=reminder_id, matter=matter, recipients=to.recipients)


def deed_of(line: PathLine) -> Deed:
    """The line of journal of a reminder."""
    return Deed(
        verb="path.reminded",
        object_kind="path",
        object_id=str(line.kept.path_id),
        object_label=line.kept.path.place,
        after={"etape": line.summary.label, "qui": line.summary.who},
    )


def matter_of(asked: Asked, line: PathLine, to: Addressed) -> Matter:
    """What the letters say; who acts at the syndicate's own door is sent there."""
    kept, place = line.kept, asked.visit.place
    door = f"/a-approuver/{place.uid}" if to.shared else f"/commune/{kept.place_uid}/parcours/{kept.path_id}"
    return Matter(
        place=kept.path.place,
        label=line.summary.label,
        sentence=line.summary.sentence,
        since=line.summary.since,
        syndicate=place.name,
        actor=asked.visit.person.name,
        address=asked.public_url + door,
    )


async def tell(asked: Asked, fates: Iterable[tuple[KeptReminder, bool, str]]) -> None:
    """Keep beside each reminder whether its letters left, and what is said of it."""
    role = asked.visit.database_role
    async with asked.database.transaction(role, readable=[asked.visit.place.tenant_id]) as connection:
        for reminder, sent, said in fates:
            await connection.exec_driver_sql(scope_statement(role, [reminder.tenant_id], reminder.tenant_id))
            here = update(ReminderRow).where(
                ReminderRow.tenant_id == reminder.tenant_id, ReminderRow.reminder_id == reminder.reminder_id
            )
            await connection.execute(here.values(outcome="sent" if sent else "not_sent", outcome_said=said))
