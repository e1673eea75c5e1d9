"""Real databases for tests: one embedded server a session, a migrated template, a clone wherever one is asked."""

import itertools
import os
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from bocage.database.embedded import LOGIN, SUPERUSER, EmbeddedServer
from bocage.database.engine import Database
from bocage.database.migrate import upgrade

TEMPLATE = "bocage_template"
NUMBERS = itertools.count(1)
IN_MEMORY = "/dev/shm"  # noqa: S108 -- a folder of its own is made in it
ROOM_BYTES = 2 * 1024**3


@dataclass(frozen=True, slots=True, kw_only=True)
class FreshDatabase:
    """A database of a test's own; three addresses, by the strength of the login."""

    name: str
    url: str
    superuser_url: str

    @property
    def migrate_url(self) -> str:
        """Address that may create roles and tables."""
        return self.superuser_url

    def url_of(self, login: str, password: str) -> str:
        """Address of another login."""
        return make_url(self.url).set(username=login, password=password).render_as_string(hide_password=False)


def memory() -> str | None:
    """The file system kept in memory, None where there is none with room: a copy costs 25 ms there, up to 400 on a disk."""
    there = os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM_BYTES
    return IN_MEMORY if there else None


@pytest.fixture(scope="session")
def postgres() -> Iterator[EmbeddedServer]:
    """Start one server for the session; each worker of pytest-xdist has its own."""
    with (
        tempfile.TemporaryDirectory(prefix="bocage-tests-", dir=memory()) as folder,
        EmbeddedServer(Path(folder) / "données de tests", durable=False) as server,
    ):
        statement(server, f"create database {TEMPLATE}")
        upgrade(server.url(SUPERUSER, TEMPLATE), server.url(LOGIN, TEMPLATE))
        yield server


def statement(server: EmbeddedServer, words: str) -> None:
    """Run one statement on the server's own database."""
    with psycopg.connect(server.plain_url(), autocommit=True) as connection:
        connection.execute(words.encode())


def cloned(server: EmbeddedServer, template: str = TEMPLATE) -> FreshDatabase:
    """Copy a database nobody is connected to."""
    name = f"test_{os.getpid()}_{next(NUMBERS)}"
    statement(server, f"create database {name} template {template} strategy file_copy")
    return FreshDatabase(name=name, url=server.url(LOGIN, name), superuser_url=server.url(SUPERUSER, name))


def dropped(server: EmbeddedServer, database: FreshDatabase) -> None:
    """Remove a copy, whoever is still connected."""
    statement(server, f"drop database if exists {database.name} with (force)")


@pytest.fixture
def fresh_database(postgres: EmbeddedServer) -> Iterator[FreshDatabase]:
    """Give one test a migrated, empty database."""
    database = cloned(postgres)
    yield database
    dropped(postgres, database)


@pytest.fixture
async def database(fresh_database: FreshDatabase) -> AsyncIterator[Database]:
    """Give one test the pool of the run-time login on its own database."""
    opened = Database(fresh_database.url, pool_size=5)
    yield opened
    await opened.close()
