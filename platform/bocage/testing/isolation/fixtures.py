"""The world as fixtures: planted once a session, copied for each test that asks."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest

from bocage.database.embedded import EmbeddedServer
from bocage.testing.database import cloned, dropped
from bocage.testing.isolation.application import Callers, callers
from bocage.testing.isolation.world import World, plant


@pytest.fixture(scope="session")
def world_planted(postgres: EmbeddedServer) -> Iterator[World]:
    """Plant the world, in a loop of its own since it outlives each test's."""
    fresh = cloned(postgres)
    yield asyncio.run(plant(fresh))
    dropped(postgres, fresh)


@pytest.fixture
def world(postgres: EmbeddedServer, world_planted: World) -> Iterator[World]:
    """Give one test a copy of the world."""
    copy = cloned(postgres, world_planted.database.name)
    yield replace(world_planted, database=copy)
    dropped(postgres, copy)


@pytest.fixture
async def people(world: World) -> AsyncIterator[Callers]:
    """Give one test the application, and everybody of the world in front of it."""
    async with callers(world) as everybody:
        yield everybody
