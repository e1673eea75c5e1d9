"""A commune with its neighbours' centres, and the two importers at its door."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor
from bocage.imports.importer import Dock
from bocage.imports.importing import bring_in
from bocage.imports.verdict import Verdict
from bocage.lighting.importers.importers import IMPORTERS
from bocage.tenancy import TenantId
from bocage.testing.database import FreshDatabase

NADEGE = Actor(actor_id=None, name="Nadège Coursac", request_id="request-1")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CENTRE = (4.0712, 45.5904)
DRAWN = "(coalesce(absorbed_watts, power_watts + coalesce(gear_watts, 0)) * quantity)"
TENANT = TenantId(2)
UID = UUID("01900000-0000-7000-8000-000000000002")


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """A commune's inventory, and how tests bring files to it and look at it."""

    database: Database
    points: Dock
    cabinets: Dock

    async def rows(self, asked: str) -> list[tuple[object, ...]]:
        """Ask the database as the commune's pages do."""
        async with self.database.transaction(Role.APP, readable=[TENANT]) as connection:
            return [tuple(row) for row in await connection.execute(text(asked))]

    async def bring(self, content: str) -> Verdict:
        """Bring light points in."""
        return await bring_in(self.points, "points_lumineux.csv", content.encode())


@pytest.fixture
def commune(fresh_database: FreshDatabase) -> FreshDatabase:
    """Found Saint-Thomas-la-Garde, with six centres around it at four to nine kilometres."""
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "", 1)) as connection:
        connection.execute("insert into register_department values ('42', 'Loire', 'loire')")
        around = [("42290", "Saint-Thomas-la-Garde", *CENTRE)]
        around += [(f"4200{rank}", f"Voisine {rank}", CENTRE[0], CENTRE[1] + 0.03 + 0.01 * rank) for rank in range(6)]
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into register_commune (insee, name, spelled, department, postal_codes, former_codes, longitude,"
                " latitude) values (%s, %s, '', '42', '{}', '{}', %s, %s)",
                around,
            )
        connection.execute(
            "insert into tenant (tenant_id, uid, kind, name) values (%s, %s, 'commune', 'Saint-Thomas-la-Garde')",
            [TENANT, UID],
        )
        connection.execute(
            "insert into commune (tenant_id, insee, department, spelled) values (%s, '42290', '42', '')", [TENANT]
        )
    return fresh_database


@pytest.fixture
async def inventory(commune: FreshDatabase) -> AsyncIterator[Inventory]:
    """The empty inventory of the commune."""
    async with opened(commune.url) as inventory:
        yield inventory


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[Inventory]:
    """The inventory of the commune over its database."""
    database = Database(url, pool_size=3)
    points, cabinets = IMPORTERS
    dock = Dock(importer=points, database=database, tenant=TENANT, role=Role.APP, actor=NADEGE, now=NOW)
    yield Inventory(database=database, points=dock, cabinets=replace(dock, importer=cabinets))
    await database.close()
