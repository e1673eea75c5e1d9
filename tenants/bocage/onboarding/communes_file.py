"""The file of communes, as the platform brings it in: its columns, its checks, what it writes."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.roles import Role
from bocage.governance.journal import Work
from bocage.imports.entries import Entry
from bocage.imports.importer import Dock, Importer, Outcome
from bocage.imports.verdict import LineVerdict
from bocage.onboarding.columns import COLUMNS, SHOWN
from bocage.onboarding.desk import Desk, open_desk
from bocage.onboarding.enrol import Enrolment, enrol
from bocage.onboarding.judge import aside, judge
from bocage.onboarding.known import Known
from bocage.onboarding.path_lines import of_communes, undo_paths, with_paths, write_paths
from bocage.onboarding.register import known_for
from bocage.onboarding.sentences import WORDING
from bocage.onboarding.undoing import take_out
from bocage.tenancy import Kind
from bocage.web.french import civil_day


async def known(connection: AsyncConnection, dock: Dock, entries: Sequence[Entry]) -> Known:
    """Read the register and the communes that the lines speak of."""
    found = await known_for(connection, dock.tenant, entries)
    return await with_paths(connection, dock.tenant, entries, found, dock.now)


async def write(work: Work, dock: Dock, lines: Sequence[LineVerdict], known: Known) -> list[dict[str, Any]]:
    """Write each commune in its own tenant, then the paths that the file begins."""
    today, own = civil_day(dock.now), of_communes(lines)
    plan = Enrolment(syndicate=dock.tenant, actor=dock.actor, today=today, lines=own, known=known)
    done: list[dict[str, Any]] = msgspec.to_builtins(list(await enrol(work.connection, plan)))
    return await write_paths(work, dock, lines, known, done)


async def undo(work: Work, dock: Dock, outcome: Sequence[Outcome]) -> int:
    """Take back the paths, then the communes out of the syndicate."""
    communes = await undo_paths(work, dock, outcome)
    await open_desk(work.connection, desk_at(dock), writes=True)
    return await take_out(work, desk_at(dock), communes)


async def opening(connection: AsyncConnection, dock: Dock, *, writes: bool) -> None:
    """See every commune that the syndicate ever had, and write while nobody else does at its desk."""
    await open_desk(connection, desk_at(dock), writes=writes)


def desk_at(dock: Dock) -> Desk:
    """Sit at the desk where the file is brought."""
    return Desk(database=dock.database, syndicate=dock.tenant, actor=dock.actor, now=dock.now)


def docked(desk: Desk) -> Dock:
    """Bring the file of communes to a desk."""
    return Dock(
        importer=COMMUNES,
        database=desk.database,
        tenant=desk.syndicate,
        role=Role.CONSOLE,
        actor=desk.actor,
        now=desk.now,
    )


COMMUNES: Final = Importer(
    key="communes",
    permission="communes.write",
    kinds=frozenset({Kind.SYNDICATE}),
    file_name="communes.csv",
    columns=COLUMNS,
    needs=("insee", "nom"),
    wording=WORDING,
    above=("Communes", "/bureau/{place}"),
    known=known,
    judge=judge,
    write=write,
    undo=undo,
    shown=SHOWN,
    opening=opening,
    left_aside=aside,
    address="/bureau/{place:uuid}/imports",
)
IMPORTERS: Final = (COMMUNES,)
