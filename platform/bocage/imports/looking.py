"""An import as a page shows it: judged as of now, or as it was kept when it is long."""

from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.imports import kept
from bocage.imports.dock import reading_dock
from bocage.imports.dry_run import FILTERS, Shown
from bocage.imports.dry_run_page import Look
from bocage.imports.importer import Dock
from bocage.imports.importing import Dossier, dossier
from bocage.imports.kept import Import
from bocage.imports.long import shelf
from bocage.imports.pages import page_of, rejected_of, summary_of
from bocage.imports.rejects import reasons_of, rejects
from bocage.imports.summary import REFUSED, Line, Summing


async def batch_of(dock: Dock, import_id: UUID) -> Import:
    """Return an import as it is kept."""
    async with shelf(dock) as work:
        return await kept.found(work.connection, dock, import_id)


async def look_at(dock: Dock, batch: Import, shown: Shown) -> Look:
    """Return what a page shows of an import."""
    if batch.is_long:
        async with shelf(dock) as work:
            return await look_kept(work.connection, dock, batch, shown)
    async with reading_dock(dock) as connection:
        return look_judged(dock, await dossier(connection, dock, batch.import_id), shown)


async def look_kept(connection: AsyncConnection, dock: Dock, batch: Import, shown: Shown) -> Look:
    """Take the pages that were kept."""
    list_name, refused_page = wanted(shown)
    return Look(
        importer=dock.importer,
        batch=batch,
        summary=await summary_of(connection, dock, batch.import_id),
        refused=await page_of(connection, dock, batch.import_id, REFUSED, refused_page),
        ready=await page_of(connection, dock, batch.import_id, list_name, shown.page),
    )


def look_judged(dock: Dock, found: Dossier, shown: Shown) -> Look:
    """Make the pages that are asked, and let the others go."""
    list_name, refused_page = wanted(shown)
    kept_pages: dict[tuple[str, int], list[Any]] = {(REFUSED, refused_page): [], (list_name, shown.page): []}

    def spill(key: str, page: int, lines: list[Line]) -> None:
        if (key, page) in kept_pages:
            kept_pages[key, page] = lines

    summing = Summing(dock.importer, found.sheet, found.batch.choices, spill)
    for line in found.verdict.lines:
        summing.take(line)
    return Look(
        importer=dock.importer,
        batch=found.batch,
        summary=summing.ended(),
        refused=kept_pages[REFUSED, refused_page],
        ready=kept_pages[list_name, shown.page],
    )


def wanted(shown: Shown) -> tuple[str, int]:
    """The list of ready lines that is asked, and the page of refused ones."""
    return shown.filter if shown.filter in FILTERS else "", shown.refused_page


async def refused_file(dock: Dock, import_id: UUID) -> tuple[bytes, str]:
    """The refused lines of an import as a file, and its encoding."""
    batch = await batch_of(dock, import_id)
    async with reading_dock(dock) as connection:
        if batch.is_long:
            return await rejected_of(connection, dock, import_id)
        found = await dossier(connection, dock, import_id)
    table = found.sheet.table
    return rejects(table, dock.importer.layout, reasons_of(found.verdict.refused)), table.encoding
