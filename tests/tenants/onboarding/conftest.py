"""A syndicate at its desk, over the part of the register that these tests speak of."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import insert, text
from uuid_utils.compat import uuid7

from bocage.communes.spelling import spelled
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor
from bocage.onboarding.desk import Desk, reading_desk
from bocage.tenancy import TenantId
from bocage.tenancy.numbers import next_number
from bocage.tenancy.rows import TenantRow
from bocage.testing.database import FreshDatabase
from bocage.testing.site import running_site

from .a_register import EPCIS, ROWS
from .an_administrator import KARIM_PERSON, Administered, Administrator, administered

KARIM = Actor(actor_id=None, name="Karim Bessonat", request_id="request-1")
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DEPARTMENTS = {"42": "Loire", "01": "Ain", "69": "Rhône", "71": "Saône-et-Loire", "21": "Côte-d’Or", "73": "Savoie"}
POSTAL = {"42012": ["42600"], "42089": ["42600"], "42147": ["42600"], "01004": ["01500"]}
FORMER = {"42147": ["42144"], "01025": ["01144"]}


@pytest.fixture
def with_register(fresh_database: FreshDatabase) -> FreshDatabase:
    """Load the small register."""
    address = fresh_database.superuser_url.replace("+psycopg", "", 1)
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.executemany(
            "insert into register_department (code, name, spelled) values (%s, %s, %s)",
            [(code, name, spelled(name)) for code, name in DEPARTMENTS.items()],
        )
        cursor.executemany(
            "insert into register_epci (siren, name) values (%s, %s)", [(one.siren, one.name) for one in EPCIS.values()]
        )
        cursor.executemany(
            "insert into register_commune (insee, name, department, siren, epci_siren, population, spelled, postal_codes,"
            " former_codes) values (%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [(*row, spelled(str(row[1])), POSTAL.get(str(row[0]), []), FORMER.get(str(row[0]), [])) for row in ROWS],
        )
    return fresh_database


@pytest.fixture
async def desk(with_register: FreshDatabase) -> AsyncIterator[Desk]:
    """A syndicate without a commune."""
    database = Database(with_register.url, pool_size=5)
    yield await founded(database, "Syndicat des territoires de la Loire")
    await database.close()


@pytest.fixture
async def site(desk: Desk, with_register: FreshDatabase) -> AsyncIterator[Administered]:
    """The product, where Karim administers the syndicate."""
    place = await administered(desk)
    with running_site(with_register.url, (KARIM_PERSON,)) as running:
        administered_site = Administered(site=running, desk=f"/bureau/{place.uid}")
        yield administered_site
        for visitor in administered_site.opened:
            visitor.close()


@pytest.fixture
def karim(site: Administered) -> Administrator:
    """The administrator, signed in."""
    return site.administrator()


async def founded(database: Database, name: str) -> Desk:
    """Create a syndicate and sit at its desk."""
    async with database.transaction(Role.CONSOLE) as connection:
        number = TenantId(await next_number(connection))
    async with database.transaction(Role.CONSOLE, writable=number) as connection:
        row = {"tenant_id": number, "uid": uuid7(), "kind": "syndicate", "name": name}
        await connection.execute(insert(TenantRow).values(row))
    return Desk(database=database, syndicate=number, actor=KARIM, now=NOW)


def founded_at(database: FreshDatabase, name: str) -> None:
    """Create a syndicate for a program that will come by its own connection."""
    asyncio.run(founding(database.url, name))


async def founding(url: str, name: str) -> None:
    """Create it and let the database go."""
    opened = Database(url, pool_size=1)
    await founded(opened, name)
    await opened.close()


async def rows(desk: Desk, asked: str) -> Sequence[Any]:
    """Ask as the desk does."""
    async with reading_desk(desk) as connection:
        return (await connection.execute(text(asked))).all()
