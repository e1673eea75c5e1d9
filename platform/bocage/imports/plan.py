"""What confirming a long file will write, kept beside its verdict: nothing is judged twice while nothing moves."""

import hashlib
from collections.abc import AsyncIterator
from itertools import count
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.imports import kept
from bocage.imports.importer import Dock, Known
from bocage.imports.pages import page_of
from bocage.imports.rows import ImportRow
from bocage.imports.summary import PLAN
from bocage.imports.verdict import LineVerdict


def digest(known: Known) -> str:
    """Name what a verdict is made against: two that hold the same have one name."""
    return hashlib.sha256(msgspec.json.encode(known, order="deterministic")).hexdigest()


async def known_of(connection: AsyncConnection, dock: Dock, import_id: UUID) -> str:
    """The name of what the kept verdict was made against."""
    asked = select(ImportRow.judged["known"].astext).where(*kept.named(dock, import_id))
    return (await connection.execute(asked)).scalar_one() or ""


async def planned(connection: AsyncConnection, dock: Dock, import_id: UUID) -> AsyncIterator[list[LineVerdict]]:
    """The lines that confirming will write, page after page, one in memory at a time."""
    for number in count(1):
        lines = await page_of(connection, dock, import_id, PLAN, number)
        if not lines:
            return
        yield lines
