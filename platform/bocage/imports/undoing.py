"""A whole import taken back, while nothing else was built on it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.imports import kept
from bocage.imports.dock import writing_dock
from bocage.imports.importer import Dock
from bocage.imports.importing import deed
from bocage.imports.kept import Import, Status
from bocage.imports.rows import ImportRow


async def undo(dock: Dock, import_id: UUID) -> Import:
    """Take out what an import brought in; the importer refuses when something was built on it."""
    async with writing_dock(dock) as work:
        batch = await kept.found(work.connection, dock, import_id)
        if batch.status is not Status.CONFIRMED:
            return batch
        gone = await dock.importer.undo(work, dock, await outcome_of(work.connection, dock, import_id))
        await kept.change(work.connection, dock, batch, {"status": Status.UNDONE})
        told = {dock.importer.wording.taken_out: gone}
        await work.record(deed("import.undone", import_id, batch.file_name, told))
    return batch


async def outcome_of(connection: AsyncConnection, dock: Dock, import_id: UUID) -> list[dict[str, Any]]:
    """Return what the import did, line by line."""
    asked = select(ImportRow.outcome).where(*kept.named(dock, import_id))
    told: list[dict[str, Any]] = (await connection.execute(asked)).scalar_one()
    return told
