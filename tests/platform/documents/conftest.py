"""A commune, its neighbour, and somebody who writes at the first."""

from collections.abc import AsyncIterator
from uuid import UUID

import pytest
from sqlalchemy import insert
from uuid_utils.compat import uuid7

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor, Work
from bocage.tenancy import Kind, Place, TenantId
from bocage.tenancy.rows import TenantRow

NADEGE = Actor(actor_id=UUID(int=1), name="Nadège Coursac", request_id="request-1")


async def founded(database: Database, number: int, name: str) -> Place:
    """Create a commune."""
    place = Place(tenant_id=TenantId(number), uid=uuid7(), kind=Kind.COMMUNE, name=name)
    row = {"tenant_id": number, "uid": place.uid, "kind": place.kind, "name": name}
    async with database.transaction(Role.APP, writable=number) as connection:
        await connection.execute(insert(TenantRow).values(row))
    return place


@pytest.fixture
async def commune(database: Database) -> Place:
    """A commune."""
    return await founded(database, 7, "Bard")


@pytest.fixture
async def neighbour(database: Database) -> Place:
    """Its neighbour."""
    return await founded(database, 8, "Essertines")


@pytest.fixture
async def work(database: Database, commune: Place) -> AsyncIterator[Work]:
    """A writing transaction of the commune."""
    async with database.transaction(Role.APP, writable=commune.tenant_id) as connection:
        yield Work(connection, NADEGE, commune.tenant_id)
