"""A third party's part, installed beside ours for a test, and a commune where its file is brought."""

import importlib
import multiprocessing
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import insert
from uuid_utils.compat import uuid7

from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.database.row_security import secure_tenant_table
from bocage.governance.journal import Actor
from bocage.imports import found, routes
from bocage.imports.importer import Dock
from bocage.tenancy import Kind, Place
from bocage.tenancy.numbers import next_number
from bocage.tenancy.rows import TenantRow
from bocage.testing.database import FreshDatabase

A_PART = Path(__file__).parent / "a_part"
NADEGE = Actor(actor_id=None, name="Nadège Coursac", request_id="request-1")


class Statements:
    """What a migration needs of Alembic."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def execute(self, sqltext: str) -> Any:
        return self.connection.execute(sqltext.encode())


@pytest.fixture
def benches(monkeypatch: pytest.MonkeyPatch, fresh_database: FreshDatabase) -> Iterator[Any]:
    """Install the part: its entry points on the path, its table in the database."""
    monkeypatch.syspath_prepend(A_PART)
    forget()
    part = importlib.import_module("benches")
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "")) as connection:
        connection.execute(part.SQL.encode())
        secure_tenant_table(Statements(connection), "bench", app="select, insert, update, delete")
    yield part
    monkeypatch.undo()
    forget()


def forget() -> None:
    """Let installed parts be found anew."""
    discovery.forget()
    found.importers.cache_clear()
    routes.routes.cache_clear()


@pytest.fixture
async def commune(database: Database) -> Place:
    """A commune."""
    async with database.transaction(Role.CONSOLE) as connection:
        number = await next_number(connection)
    place = Place(tenant_id=number, uid=uuid7(), kind=Kind.COMMUNE, name="Bard")
    row = {"tenant_id": number, "uid": place.uid, "kind": place.kind, "name": place.name}
    async with database.transaction(Role.CONSOLE, writable=number) as connection:
        await connection.execute(insert(TenantRow).values(row))
    return place


@pytest.fixture
def dock(database: Database, commune: Place, benches: Any) -> Iterator[Dock]:
    """The file of benches at the commune; the processes that read it end with the test."""
    yield Dock(
        importer=benches.IMPORTER,
        database=database,
        tenant=commune.tenant_id,
        role=Role.APP,
        actor=NADEGE,
        now=datetime.now(UTC),
    )
    for child in multiprocessing.active_children():
        child.join()
