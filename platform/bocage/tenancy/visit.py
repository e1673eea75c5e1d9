"""A person at a place for the time of one request."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.tenancy.place import Kind, Person, Place, Scope, Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """Proof that the guard looked: only `bocage.web.guard` builds one, and every query asks for one."""

    person: Person
    standing: Standing
    request_id: str

    @property
    def place(self) -> Place:
        """Where the visit happens."""
        return self.standing.place

    @property
    def scope(self) -> Scope:
        """What it may read and write."""
        return self.standing.scope

    @property
    def governed(self) -> frozenset[int]:
        """The tenants whose people and journal it reads: an EPCI sees where its members stand, not who they are."""
        own = frozenset({int(self.place.tenant_id)})
        return own if self.place.kind is Kind.EPCI else self.scope.readable

    @property
    def database_role(self) -> Role:
        """The role of the place."""
        return self.place.database_role

    def may(self, permission: str) -> bool:
        """Tell whether the standing holds a permission."""
        return self.standing.may(permission)


@asynccontextmanager
async def reading(database: Database, visit: Visit) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that reads what the visit may read and writes nothing."""
    async with database.transaction(visit.database_role, readable=visit.scope.readable) as connection:
        yield connection
