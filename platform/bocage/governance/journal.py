"""The journal: every writing action leaves a line in its own transaction, or the transaction is refused.

`writing` is the one way for a page to write. The block's work and its lines are committed together; a block that
leaves none is a fault of ours and is rolled back, so a writing route without a journal cannot even be tried out.
"""

from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.rows import JournalRow
from bocage.tenancy.place import TenantId
from bocage.tenancy.refusal import NotPermittedRefusal
from bocage.tenancy.visit import Visit


class JournalMissingError(RuntimeError):
    """A writing transaction ended without a line in the journal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who acts: a person, or by name only the system's user of a command."""

    actor_id: UUID | None
    name: str
    request_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What was done to what; `before` and `after` hold only the values that changed, as plain JSON."""

    verb: str
    object_kind: str
    object_id: str
    object_label: str
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


class Work:
    """A writing transaction under way on one tenant."""

    def __init__(self, connection: AsyncConnection, actor: Actor, tenant: TenantId) -> None:
        """Start without a line."""
        self.connection = connection
        self.actor = actor
        self.tenant = tenant
        self.recorded = 0

    async def record(self, *deeds: Deed) -> None:
        """Leave one line a deed in the journal of the tenant being written."""
        rows = journal_rows(self.tenant, self.actor, deeds)
        if rows:
            await self.connection.execute(insert(JournalRow), rows)
        self.recorded += len(rows)


def journal_rows(tenant: TenantId, actor: Actor, deeds: Iterable[Deed]) -> list[dict[str, Any]]:
    """Turn deeds into rows ready for an insert; bulk writers use it with their own statement."""
    return [
        {
            "tenant_id": tenant,
            "entry_id": uuid7(),
            "actor_id": actor.actor_id,
            "actor_name": actor.name,
            "verb": deed.verb,
            "object_kind": deed.object_kind,
            "object_id": deed.object_id,
            "object_label": deed.object_label,
            "before": None if deed.before is None else dict(deed.before),
            "after": None if deed.after is None else dict(deed.after),
            "request_id": actor.request_id,
        }
        for deed in deeds
    ]


def actor_of(visit: Visit) -> Actor:
    """Name the person of a visit."""
    return Actor(actor_id=visit.person.person_id, name=visit.person.name, request_id=visit.request_id)


async def note(database: Database, visit: Visit, deed: Deed) -> None:
    """Leave a line in the journal of the visit's own place about a reading that deserves one: a file taken away."""
    tenant = visit.place.tenant_id
    async with database.transaction(visit.database_role, writable=tenant) as connection:
        await Work(connection, actor_of(visit), tenant).record(deed)


def exported(visit: Visit, verb: str, kind: str, lines: int) -> Deed:
    """The deed of taking `lines` lines away as a file."""
    place = visit.place
    return Deed(verb=verb, object_kind=kind, object_id=str(place.uid), object_label=place.name, after={"lignes": lines})


@asynccontextmanager
async def writing(
    database: Database, visit: Visit, at: TenantId | None = None, *, alone: Role | None = None
) -> AsyncIterator[Work]:
    """Open a transaction that writes one tenant of the visit, by default its own place.

    `alone` is another role than the visit's, under which that tenant only is read.
    """
    tenant = visit.place.tenant_id if at is None else at
    if tenant not in visit.scope.writable:
        sentence = "Votre rôle permet de lire cette page ; il ne permet pas d’y écrire."
        raise NotPermittedRefusal(sentence)
    readable = {tenant} if alone else visit.scope.readable | {tenant}
    async with database.transaction(alone or visit.database_role, readable=readable, writable=tenant) as connection:
        work = Work(connection, actor_of(visit), tenant)
        yield work
        if not work.recorded:
            message = f"nothing was recorded by {visit.request_id} on tenant {tenant}"
            raise JournalMissingError(message)
