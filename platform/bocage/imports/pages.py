"""Pages of the verdict on a long file, kept as they are shown."""

from collections.abc import Iterable
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.imports.dry_run import ReadyLine, RefusedLine
from bocage.imports.importer import Dock
from bocage.imports.rows import ImportRow, PageRow
from bocage.imports.summary import PLAN, REFUSED, Line, Summary
from bocage.imports.verdict import LineVerdict

KINDS: Final = {REFUSED: RefusedLine, PLAN: LineVerdict}


async def turn(
    connection: AsyncConnection, dock: Dock, import_id: UUID, pages: Iterable[tuple[str, int, list[Line]]]
) -> None:
    """Keep pages."""
    rows = [
        {
            "tenant_id": dock.tenant,
            "import_id": import_id,
            "listing": key,
            "page": page,
            "lines": msgspec.to_builtins(lines),
        }
        for key, page, lines in pages
    ]
    if rows:
        await connection.execute(insert(PageRow), rows)


async def tear(connection: AsyncConnection, dock: Dock, import_id: UUID) -> None:
    """Forget every page of an import."""
    await connection.execute(delete(PageRow).where(*of(dock, import_id)))


async def refused_lines(
    connection: AsyncConnection, dock: Dock, import_id: UUID, number: int | None = None
) -> list[RefusedLine]:
    """Every refused line, or the one of this number."""
    asked = select(PageRow.lines).where(*of(dock, import_id), PageRow.listing == REFUSED).order_by(PageRow.page)
    if number is not None:
        asked = asked.where(PageRow.lines.contains([{"number": number}]))
    found = [
        line
        for lines in (await connection.execute(asked)).scalars()
        for line in msgspec.convert(lines, list[RefusedLine])
    ]
    return [line for line in found if number in {None, line.number}]


async def page_of(connection: AsyncConnection, dock: Dock, import_id: UUID, key: str, number: int) -> list[Any]:
    """One page as it was kept; nothing when there is no such page."""
    kind = KINDS.get(key, ReadyLine)
    asked = select(PageRow.lines).where(*of(dock, import_id), PageRow.listing == key, PageRow.page == number)
    lines = (await connection.execute(asked)).scalar_one_or_none()
    return [] if lines is None else msgspec.convert(lines, list[kind])  # type: ignore[valid-type]


async def summary_of(connection: AsyncConnection, dock: Dock, import_id: UUID) -> Summary:
    """What was said of the whole."""
    asked = select(ImportRow.judged).where(ImportRow.tenant_id == dock.tenant, ImportRow.import_id == import_id)
    return msgspec.convert((await connection.execute(asked)).scalar_one(), Summary, strict=False)


async def rejected_of(connection: AsyncConnection, dock: Dock, import_id: UUID) -> tuple[bytes, str]:
    """The file of refused lines, and its encoding."""
    asked = select(ImportRow.rejected, ImportRow.judged["encoding"].astext).where(
        ImportRow.tenant_id == dock.tenant, ImportRow.import_id == import_id
    )
    content, encoding = (await connection.execute(asked)).one()
    return content or b"", encoding


def of(dock: Dock, import_id: UUID) -> tuple[Any, ...]:
    """Say which import, its place first."""
    return PageRow.tenant_id == dock.tenant, PageRow.import_id == import_id
