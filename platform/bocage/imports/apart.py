"""Reading and writing a long file in a process of its own, which says every second how far it is."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.governance.journal import Work
from bocage.imports import kept
from bocage.imports.dock import reading_dock, writing_dock
from bocage.imports.importer import Dock, Known, Outcome
from bocage.imports.importing import PlanChangedRefusal, close, dossier, write
from bocage.imports.kept import Import, Status
from bocage.imports.pages import tear, turn
from bocage.imports.plan import digest, known_of, planned
from bocage.imports.reading import Sheet, judged_lines, read_sheet
from bocage.imports.refusals import FileRefusal
from bocage.imports.rejects import reasons_of, rejects
from bocage.imports.rows import ImportRow
from bocage.imports.summary import Line, Summary, Summing
from bocage.imports.verdict import Action
from bocage.tenancy import Refusal

READ: Final = "read"
WRITE: Final = "write"
BEAT: Final = 1.0
TURN: Final = 0.2
"""Seconds between two looks at the pages that are full."""


@dataclass(slots=True)
class Progress:
    """How far the process is; `said` is what made it start again."""

    stage: str
    done: int = 0
    total: int = 0
    said: str = ""

    def as_json(self) -> dict[str, Any]:
        """As it is kept."""
        return {"stage": self.stage, "done": self.done, "total": self.total, "said": self.said}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What judging a long file gives besides its pages."""

    summary: Summary
    reasons: dict[int, str]


async def read_apart(dock: Dock, import_id: UUID, said: str = "") -> None:
    """Judge a file once and keep what is shown of it; a file that cannot be read is given up with its sentence."""
    progress = Progress(READ, said=said)
    async with beating(dock, import_id, progress):
        async with shelved(dock) as connection:
            batch = await kept.found(connection, dock, import_id)
            content = await kept.content(connection, dock, import_id)
        try:
            sheet = await asyncio.to_thread(read_sheet, content, dock.importer.layout, batch.choices)
        except FileRefusal as refusal:
            await give_up(dock, batch, refusal.sentence)
            return
        progress.total = len(sheet.entries)
        async with reading_dock(dock) as connection:
            known = await dock.importer.known(connection, dock, sheet.entries)
        await keep_verdict(dock, batch, sheet, known, progress)


async def keep_verdict(dock: Dock, batch: Import, sheet: Sheet, known: Known, progress: Progress) -> None:
    """Judge line after line, keeping pages as they fill, all in one transaction."""
    full: deque[tuple[str, int, list[Line]]] = deque()
    async with shelved(dock) as connection:
        await tear(connection, dock, batch.import_id)
        judging = asyncio.create_task(asyncio.to_thread(answers, dock, batch, (sheet, known), full, progress))
        while not judging.done() or full:
            await asyncio.wait({judging}, timeout=TURN)
            await turn(connection, dock, batch.import_id, [full.popleft() for _ in range(len(full))])
        found = judging.result()
        values = {
            "status": Status.PREVIEWED,
            "counts": dict(found.summary.counts),
            "judged": {
                **msgspec.to_builtins(found.summary, str_keys=True),
                "encoding": sheet.table.encoding,
                "known": digest(known) if dock.importer.in_pieces else "",
            },
            "rejected": rejects(sheet.table, dock.importer.layout, found.reasons),
            "progress": progress.as_json(),
        }
        await kept.change(connection, dock, batch, values)


def answers(
    dock: Dock,
    batch: Import,
    given: tuple[Sheet, Known],
    full: deque[tuple[str, int, list[Line]]],
    progress: Progress,
) -> Answers:
    """Judge in a thread, counting as lines go by."""
    sheet, known = given
    summing = Summing(dock.importer, sheet, batch.choices, lambda key, page, lines: full.append((key, page, lines)))
    reasons: dict[int, str] = {}
    for line in judged_lines(dock.importer, sheet, known):
        summing.take(line)
        progress.done += 1
        if line.action is Action.REFUSED:
            reasons |= reasons_of([line])
    return Answers(summary=summing.ended(), reasons=reasons)


async def give_up(dock: Dock, batch: Import, sentence: str) -> None:
    """Close an import whose file cannot be read."""
    async with shelved(dock) as connection:
        values = {"status": Status.ABANDONED, "progress": Progress(READ, said=sentence).as_json()}
        await kept.change(connection, dock, batch, values)


async def write_apart(dock: Dock, import_id: UUID, plan: str) -> None:
    """Write what was shown, or show what changed and write nothing."""
    progress = Progress(WRITE)
    try:
        async with beating(dock, import_id, progress), writing_dock(dock) as work:
            batch = await kept.found(work.connection, dock, import_id)
            if batch.status is not Status.WRITING:
                return
            if not (dock.importer.in_pieces and await write_planned(work, dock, batch, progress)):
                await write_again(work, dock, import_id, plan)
            await tear(work.connection, dock, import_id)
    except Refusal as refusal:
        async with shelved(dock) as connection:
            batch = await kept.found(connection, dock, import_id)
            await kept.change(connection, dock, batch, {"status": Status.READING})
        await read_apart(dock, import_id, refusal.sentence)


async def write_again(work: Work, dock: Dock, import_id: UUID, plan: str) -> None:
    """Judge again under the lock and write; when the verdict is another one, nothing is written."""
    found = await dossier(work.connection, dock, import_id)
    if found.verdict.fingerprint != plan:
        raise PlanChangedRefusal(dock.importer.wording.moved)
    await write(work, dock, found)


async def write_planned(work: Work, dock: Dock, batch: Import, progress: Progress) -> bool:
    """Write the lines that were kept with the verdict, or say that what they were judged against has moved.

    A verdict is a function of the file, the choices and what is known: the same three give the same lines.
    """
    known = await dock.importer.known(work.connection, dock, ())
    if digest(known) != await known_of(work.connection, dock, batch.import_id):
        return False
    progress.total = sum(batch.counts.get(action, 0) for action in Action if action.writes)
    outcome: list[Outcome] = []
    async for lines in planned(work.connection, dock, batch.import_id):
        outcome += await dock.importer.write(work, dock, lines, known)
        progress.done += len(lines)
    await close(work, dock, batch, batch.counts, outcome)
    return True


@asynccontextmanager
async def shelved(dock: Dock) -> AsyncIterator[AsyncConnection]:
    """Open a transaction on what is kept of imports only."""
    async with dock.database.transaction(dock.role, readable=[dock.tenant], writable=dock.tenant) as connection:
        yield connection


@asynccontextmanager
async def beating(dock: Dock, import_id: UUID, progress: Progress) -> AsyncIterator[None]:
    """Say every second how far the work is, while it lasts."""
    beat = asyncio.create_task(beats(dock, import_id, progress))
    try:
        yield
    finally:
        beat.cancel()
        with suppress(asyncio.CancelledError):
            await beat


async def beats(dock: Dock, import_id: UUID, progress: Progress) -> None:
    """Write the progress again and again; an import that is over is left as it is."""
    busy = ImportRow.status.in_([Status.READING, Status.WRITING])
    while True:
        asked = update(ImportRow).where(*kept.named(dock, import_id), busy)
        async with shelved(dock) as connection:
            await connection.execute(asked.values(progress=progress.as_json(), beaten_at=datetime.now(UTC)))
        await asyncio.sleep(BEAT)
