"""Long files: read, judged and written by a process of their own, their verdict kept as it is shown.

A page only reads what was kept. Each process says every second that it lives; one that was killed leaves a
transaction that the server undoes and an import that anybody may take up again.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from bocage.governance.journal import Work
from bocage.imports import kept
from bocage.imports.apart import READ, WRITE
from bocage.imports.importer import Dock
from bocage.imports.importing import OVER, PlanChangedRefusal, deed, keep_sent
from bocage.imports.kept import Import, Status
from bocage.imports.pages import summary_of, tear
from bocage.imports.recognition import refuse_foreign
from bocage.imports.refusals import ImportRefusal
from bocage.imports.work import begin, is_full

LONG: Final = 2_000
"""Lines above which a file is read apart."""
SILENCE: Final = timedelta(seconds=15)
"""After so long without a sign, the process is taken for dead."""
FULL: Final = (
    "Deux longs fichiers sont déjà en cours\u00a0: attendez que l’un soit terminé, puis recommencez. Rien n’est changé."
)
WAITING: Final = {"stage": READ, "done": 0, "total": 0}


def is_long(content: bytes) -> bool:
    """Tell whether a file has more lines than a page may wait for."""
    return max(content.count(b"\n"), content.count(b"\r")) > LONG


def is_stalled(batch: Import, now: datetime) -> bool:
    """Tell whether the process of an import gives no sign any more."""
    return batch.is_busy and (batch.beaten_at is None or now - batch.beaten_at > SILENCE)


@asynccontextmanager
async def shelf(dock: Dock) -> AsyncIterator[Work]:
    """Open a transaction on what is kept of imports only: it waits for nobody who writes."""
    async with dock.database.transaction(dock.role, readable=[dock.tenant], writable=dock.tenant) as connection:
        yield Work(connection, dock.actor, dock.tenant)


async def send(dock: Dock, file_name: str, content: bytes) -> UUID:
    """Keep a long file and begin to read it."""
    refuse_foreign(content)
    refuse_when_full()
    async with shelf(dock) as work:
        waiting = {"status": Status.READING, "progress": WAITING, "beaten_at": datetime.now(UTC)}
        import_id = await keep_sent(work, dock, file_name, content, waiting)
    begin(dock, import_id, READ)
    return import_id


def refuse_when_full() -> None:
    """Refuse a third long file at a time: each takes a processor."""
    if is_full():
        raise ImportRefusal(FULL)


async def read_again(work: Work, dock: Dock, batch: Import) -> None:
    """Put an import back to reading; the caller begins once this is committed."""
    waiting = {"status": Status.READING, "progress": WAITING, "beaten_at": datetime.now(UTC)}
    await kept.change(work.connection, dock, batch, waiting)


async def confirm(dock: Dock, import_id: UUID, plan: str) -> None:
    """Begin to write what was shown; the process judges again under the lock before it writes."""
    refuse_when_full()
    async with shelf(dock) as work:
        batch = await kept.found(work.connection, dock, import_id)
        if batch.status in {Status.WRITING, Status.CONFIRMED}:
            return
        if batch.status is not Status.PREVIEWED:
            raise ImportRefusal(OVER)
        if (await summary_of(work.connection, dock, import_id)).plan != plan:
            raise PlanChangedRefusal(dock.importer.wording.moved)
        writing = {"status": Status.WRITING, "progress": {**WAITING, "stage": WRITE}, "beaten_at": datetime.now(UTC)}
        await kept.change(work.connection, dock, batch, writing)
    begin(dock, import_id, WRITE, plan)


async def resume(dock: Dock, import_id: UUID) -> None:
    """Take up an import whose process died: read it again, whatever it was doing, since nothing was written."""
    refuse_when_full()
    async with shelf(dock) as work:
        batch = await kept.found(work.connection, dock, import_id)
        if not is_stalled(batch, datetime.now(UTC)):
            return
        await read_again(work, dock, batch)
        await work.record(deed("import.resumed", import_id, batch.file_name))
    begin(dock, import_id, READ)


async def forget_pages(dock: Dock, import_id: UUID) -> None:
    """Erase the pages of an import that is over."""
    async with shelf(dock) as work:
        await tear(work.connection, dock, import_id)
