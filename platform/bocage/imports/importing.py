"""An import from the file to what it wrote: shown first, repaired line by line, then confirmed or given up.

A long file goes another way from `preview` to `confirm`: see `bocage.imports.long`.
"""

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.governance.journal import Deed, Work
from bocage.imports import kept, words
from bocage.imports.dock import reading_dock, writing_dock
from bocage.imports.importer import Dock, Known, Outcome
from bocage.imports.kept import Import, Status
from bocage.imports.reading import Sheet, read_sheet, verdict_on
from bocage.imports.refusals import ImportRefusal, StaleRefusal
from bocage.imports.verdict import Verdict

OVER: Final = "Cet import est terminé : envoyez de nouveau le fichier pour en faire un autre."


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """An import with its file read and judged as of now."""

    batch: Import
    sheet: Sheet
    verdict: Verdict
    known: Known


async def preview(dock: Dock, file_name: str, content: bytes) -> UUID:
    """Keep a file that can be read, and return its name; nothing of it is written but the file."""
    sheet = await asyncio.to_thread(read_sheet, content, dock.importer.layout, {})
    async with writing_dock(dock) as work:
        _, verdict = await judged(work.connection, dock, sheet)
        return await keep_file(work, dock, file_name, content, verdict)


async def judged(connection: AsyncConnection, dock: Dock, sheet: Sheet) -> tuple[Known, Verdict]:
    """Judge a file that was read, as things are now."""
    known = await dock.importer.known(connection, dock, sheet.entries)
    return known, await asyncio.to_thread(verdict_on, dock.importer, sheet, known)


async def keep_file(work: Work, dock: Dock, file_name: str, content: bytes, verdict: Verdict) -> UUID:
    """Keep a file that was judged, with its line of journal."""
    return await keep_sent(work, dock, file_name, content, {"counts": verdict.counts()})


async def keep_sent(work: Work, dock: Dock, file_name: str, content: bytes, values: Mapping[str, Any]) -> UUID:
    """Keep a file that was sent, with its line of journal."""
    import_id = await keep(work, dock, file_name, content, values)
    told = words.for_journal(values["counts"]) if "counts" in values else None
    await work.record(deed("import.previewed", import_id, file_name, told))
    return import_id


async def keep(work: Work, dock: Dock, file_name: str, content: bytes, values: Mapping[str, Any]) -> UUID:
    """Keep a file under a name of its own."""
    import_id = uuid7()
    sent = {
        "import_id": import_id,
        "file_name": file_name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": content,
    }
    await kept.kept(work.connection, dock, {**sent, **values})
    return import_id


async def bring_in(dock: Dock, file_name: str, content: bytes) -> Verdict:
    """Read, judge and write a file in one go, for who asked not to be shown it first."""
    sheet = await asyncio.to_thread(read_sheet, content, dock.importer.layout, {})
    async with writing_dock(dock) as work:
        known, verdict = await judged(work.connection, dock, sheet)
        outcome = await dock.importer.write(work, dock, verdict.written, known)
        counts = verdict.counts()
        import_id = await keep(work, dock, file_name, content, done(dock, counts, outcome))
        await work.record(deed("import.confirmed", import_id, file_name, words.for_journal(counts)))
    return verdict


async def tried(dock: Dock, content: bytes) -> Verdict:
    """Judge a file without keeping it."""
    sheet = await asyncio.to_thread(read_sheet, content, dock.importer.layout, {})
    async with reading_dock(dock) as connection:
        known = await dock.importer.known(connection, dock, sheet.entries)
    return await asyncio.to_thread(verdict_on, dock.importer, sheet, known)


def deed(verb: str, import_id: UUID, file_name: str, after: Mapping[str, Any] | None = None) -> Deed:
    """The line of journal on an import."""
    return Deed(verb=verb, object_kind="import", object_id=str(import_id), object_label=file_name, after=after)


async def look(dock: Dock, import_id: UUID) -> Dossier:
    """Read and judge an import again, as things are now."""
    async with reading_dock(dock) as connection:
        return await dossier(connection, dock, import_id)


async def dossier(connection: AsyncConnection, dock: Dock, import_id: UUID) -> Dossier:
    """Read and judge an import in a transaction under way."""
    batch = await kept.found(connection, dock, import_id)
    content = await kept.content(connection, dock, import_id)
    sheet = await asyncio.to_thread(read_sheet, content, dock.importer.layout, batch.choices)
    known, verdict = await judged(connection, dock, sheet)
    return Dossier(batch=batch, sheet=sheet, verdict=verdict, known=known)


async def abandon(dock: Dock, import_id: UUID) -> None:
    """Give an import up; it stays in the list."""
    async with writing_dock(dock) as work:
        batch = await kept.found(work.connection, dock, import_id)
        if batch.status is Status.PREVIEWED:
            await kept.change(work.connection, dock, batch, {"status": Status.ABANDONED})
            await work.record(deed("import.abandoned", import_id, batch.file_name))


async def confirm(dock: Dock, import_id: UUID, fingerprint: str) -> Verdict | None:
    """Write what was shown, once; None when it is already written.

    The verdict is made again under the lock: when it is no longer the one that was shown, nothing is written and
    PlanChangedRefusal is raised.
    """
    async with writing_dock(dock) as work:
        found = await dossier(work.connection, dock, import_id)
        if found.batch.status is Status.CONFIRMED:
            return None
        if found.batch.status is not Status.PREVIEWED:
            raise ImportRefusal(OVER)
        if found.verdict.fingerprint != fingerprint:
            raise PlanChangedRefusal(dock.importer.wording.moved)
        await write(work, dock, found)
    return found.verdict


class PlanChangedRefusal(StaleRefusal):
    """What is stored or the choices changed since the verdict that was confirmed."""


async def write(work: Work, dock: Dock, found: Dossier) -> None:
    """Write the lines that change something, and close the import."""
    outcome = await dock.importer.write(work, dock, found.verdict.written, found.known)
    await close(work, dock, found.batch, found.verdict.counts(), outcome)


async def close(work: Work, dock: Dock, batch: Import, counts: Mapping[str, int], outcome: Sequence[Outcome]) -> None:
    """Keep what was done with the import, and one line for the whole of it in the journal of the place."""
    await kept.change(work.connection, dock, batch, done(dock, counts, outcome))
    await work.record(deed("import.confirmed", batch.import_id, batch.file_name, words.for_journal(counts)))


def done(dock: Dock, counts: Mapping[str, int], outcome: Sequence[Outcome]) -> dict[str, Any]:
    """What an import that was written says of itself."""
    return {
        "status": Status.CONFIRMED,
        "counts": counts,
        "outcome": [dict(one) for one in outcome],
        "confirmed_by": dock.actor.actor_id,
        "confirmed_by_name": dock.actor.name,
        "confirmed_at": dock.now,
    }
