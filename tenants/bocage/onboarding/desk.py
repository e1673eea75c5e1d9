"""The syndicate's desk as transactions: every commune it ever had is in sight, and only one person writes at a time."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.engine import Database, scope_statement
from bocage.database.locks import hold
from bocage.database.roles import Role
from bocage.governance.journal import Actor, Work, actor_of
from bocage.tenancy import NotPermittedRefusal, TenantId, Visit
from bocage.tenancy.rows import TenantLinkRow

READ_ONLY: Final = "Votre rôle permet de voir ces communes ; l’administrateur du syndicat les rattache et les corrige."


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A syndicate and who works at its desk; `now` is the clock of the request."""

    database: Database
    syndicate: TenantId
    actor: Actor
    now: datetime


def desk_of(database: Database, visit: Visit, now: datetime) -> Desk:
    """Sit at the desk of the place visited, or refuse."""
    syndicate = visit.place.tenant_id
    if syndicate not in visit.scope.writable:
        raise NotPermittedRefusal(READ_ONLY)
    return Desk(database=database, syndicate=syndicate, actor=actor_of(visit), now=now)


@asynccontextmanager
async def reading_desk(desk: Desk) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that reads the syndicate and its communes, those that left included."""
    async with desk.database.transaction(Role.CONSOLE, readable=[desk.syndicate]) as connection:
        await open_desk(connection, desk, writes=False)
        yield connection


@asynccontextmanager
async def writing_desk(desk: Desk) -> AsyncIterator[Work]:
    """Open a transaction that nobody else writes beside; one that records nothing in the journal leaves nothing."""
    async with desk.database.transaction(
        Role.CONSOLE, readable=[desk.syndicate], writable=desk.syndicate
    ) as connection:
        await open_desk(connection, desk, writes=True)
        work = Work(connection, desk.actor, desk.syndicate)
        yield work
        if not work.recorded:
            await connection.rollback()


async def open_desk(connection: AsyncConnection, desk: Desk, *, writes: bool) -> None:
    """Widen a transaction that was just opened on the syndicate alone; hold the desk when it writes."""
    if writes:
        await hold(connection, "desk", desk.syndicate)
    await widen(connection, desk, writable=desk.syndicate if writes else None)


async def widen(connection: AsyncConnection, desk: Desk, *, writable: int | None) -> None:
    """Let the transaction read every commune that the syndicate's own links lead to."""
    links = select(TenantLinkRow.child_id).where(TenantLinkRow.tenant_id == desk.syndicate)
    children = (await connection.execute(links)).scalars().all()
    await connection.exec_driver_sql(scope_statement(Role.CONSOLE, [desk.syndicate, *children], writable))
