"""Transactions of an importer at a place."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.governance.journal import Work
from bocage.imports.importer import Dock


@asynccontextmanager
async def reading_dock(dock: Dock) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that reads what the importer reads."""
    async with dock.database.transaction(dock.role, readable=[dock.tenant]) as connection:
        await dock.importer.opening(connection, dock, writes=False)
        yield connection


@asynccontextmanager
async def writing_dock(dock: Dock) -> AsyncIterator[Work]:
    """Open a transaction that no other import writes beside; one that records nothing leaves nothing."""
    async with dock.database.transaction(dock.role, readable=[dock.tenant], writable=dock.tenant) as connection:
        await dock.importer.opening(connection, dock, writes=True)
        work = Work(connection, dock.actor, dock.tenant)
        yield work
        if not work.recorded:
            await connection.rollback()
