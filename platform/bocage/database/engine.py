"""Transactions that say what they may see before they see anything.

PostgreSQL reads three settings that last as long as the transaction: the role, the tenants that may be read and the
one tenant that may be written. They are set by one function, from integers, and a transaction opened any other way
is refused here before the database has to refuse it.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from typing import Final

import msgspec
from sqlalchemy import Connection, event
from sqlalchemy.engine.interfaces import DBAPIConnection, ExecutionContext
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

from bocage.database.roles import Role

SCOPED: Final = "bocage_scoped"
UNLIMITED: Final = 2**31
FEW: Final = 10
"""How many tenants the server's planner believes a scope to hold, whatever it holds."""
BY_HASH: Final = "SET LOCAL enable_nestloop = off;"
"""Over a wide scope a nested loop reads the whole list of tenants again for each row: seconds at a thousand of them."""

BEGIN: Final = "BEGIN;"

_opening: ContextVar[bool] = ContextVar("bocage_opening_transaction", default=False)


class ScopeMissingError(RuntimeError):
    """A transaction was opened without saying for whom."""


class Database:
    """The pool of one process, and the only door to it."""

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        """Prepare the pool; nothing is connected yet."""
        # A desk reads thousands of JSON values: msgspec takes a quarter of the time of the standard library.
        self.engine: AsyncEngine = create_async_engine(
            url, pool_size=pool_size, pool_pre_ping=False, json_deserializer=msgspec.json.decode
        )
        event.listen(self.engine.sync_engine, "connect", begin_nothing)
        event.listen(self.engine.sync_engine, "begin", refuse_unscoped)

    @asynccontextmanager
    async def transaction(
        self,
        role: Role,
        *,
        readable: Iterable[int] = (),
        writable: int | None = None,
    ) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that sees `readable` tenants and writes `writable`; it commits when the block ends well.

        The tenant written is always readable: RETURNING and ON CONFLICT read what they write.
        """
        async with self.opened(f"{BEGIN}{scope_statement(role, readable, writable)}") as connection:
            yield connection

    @asynccontextmanager
    async def bare_login(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction as the login itself, which has no right on any table: for questions about the server."""
        async with self.opened(BEGIN) as connection:
            yield connection

    @asynccontextmanager
    async def opened(self, statement: str) -> AsyncIterator[AsyncConnection]:
        """Open a transaction by its first message, which also says its scope."""
        async with self.engine.connect() as connection:
            opening = _opening.set(True)
            try:
                await connection.begin()
            finally:
                _opening.reset(opening)
            await connection.exec_driver_sql(statement)
            yield connection
            # What did not get here is rolled back when the connection goes back to the pool.
            await connection.commit()

    async def close(self) -> None:
        """Give every connection back to the server."""
        await self.engine.dispose()


def scope_statement(role: Role, readable: Iterable[int], writable: int | None) -> str:
    """Write the `SET LOCAL` lines of one transaction; every value is checked to be a tenant's integer first."""
    tenants = sorted(
        {checked(tenant) for tenant in readable} | ({checked(writable)} if writable is not None else set())
    )
    written = "" if writable is None else str(checked(writable))
    joined = BY_HASH if len(tenants) > FEW else ""
    return (
        f"SET LOCAL ROLE {Role(role)};{joined}"
        f"SET LOCAL bocage.tenants = '{{{','.join(map(str, tenants))}}}';"
        f"SET LOCAL bocage.write_tenant = '{written}'"
    )


def enrolment_statement(host: int) -> str:
    """Write the lines after which a transaction does nothing but give birth to tenants of `host`."""
    return (
        f"SET LOCAL ROLE {Role.ENROL};SET LOCAL bocage.tenants = '{{}}';SET LOCAL bocage.write_tenant = '';"
        f"SET LOCAL bocage.enrols_for = '{checked(host)}'"
    )


def checked(tenant: int) -> int:
    """Refuse what is not a plain positive integer, since it is written into a statement."""
    if type(tenant) is not int or not 0 < tenant < UNLIMITED:
        message = f"not a tenant: {tenant!r}"
        raise ScopeMissingError(message)
    return tenant


def begin_nothing(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    """Keep the driver from opening transactions by a message of its own: ours opens them with their scope."""
    connection.autocommit = True


def refuse_unscoped(connection: Connection, _context: ExecutionContext | None = None) -> None:
    """Stop a transaction that `Database.transaction` did not open."""
    if not _opening.get():
        message = f"transaction without a scope on {connection.engine.url.database}"
        raise ScopeMissingError(message)
