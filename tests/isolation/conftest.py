"""The world of the isolation suite: planted once, cloned for each test."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass

import pytest

from bocage.database.embedded import EmbeddedServer
from bocage.database.engine import Database
from bocage.testing.database import FreshDatabase, cloned, dropped

from .world import Planted, planted


@dataclass(frozen=True, slots=True, kw_only=True)
class PlantedDatabase:
    """A database that holds the world, and what was planted in it."""

    database: FreshDatabase
    syndicates: tuple[Planted, ...]

    @property
    def own(self) -> int:
        """A commune of the first syndicate."""
        return int(self.syndicates[0].children[0].place.tenant_id)

    @property
    def portfolio(self) -> tuple[int, ...]:
        """The first syndicate and its communes, the one that is `own` among them."""
        first = self.syndicates[0]
        return tuple(int(each.place.tenant_id) for each in (first, *first.children))

    @property
    def strangers(self) -> tuple[int, ...]:
        """The other syndicate and its communes."""
        other = self.syndicates[1]
        return tuple(int(each.place.tenant_id) for each in (other, *other.children))


@pytest.fixture(scope="session")
def planted_once(postgres: EmbeddedServer) -> Iterator[PlantedDatabase]:
    """Plant the world, in a loop of its own since it outlives each test's."""
    fresh = cloned(postgres)

    async def plant() -> tuple[Planted, ...]:
        database = Database(fresh.url, pool_size=2)
        try:
            return await planted(database, fresh.superuser_url)
        finally:
            await database.close()

    yield PlantedDatabase(database=fresh, syndicates=asyncio.run(plant()))
    dropped(postgres, fresh)


@pytest.fixture
def world_database(postgres: EmbeddedServer, planted_once: PlantedDatabase) -> Iterator[PlantedDatabase]:
    """A copy of the world for one test."""
    copy = cloned(postgres, planted_once.database.name)
    yield PlantedDatabase(database=copy, syndicates=planted_once.syndicates)
    dropped(postgres, copy)


@pytest.fixture
async def world_pool(world_database: PlantedDatabase) -> AsyncIterator[Database]:
    """The run-time login's pool on it."""
    database = Database(world_database.database.url, pool_size=4)
    yield database
    await database.close()
