"""An overview told from memory looks at every table that it was read from: nothing is told out of date."""

import re
from collections.abc import AsyncIterator, Mapping
from datetime import date

import psycopg
import pytest
from sqlalchemy import event

from bocage.console.desk_reading import OVERVIEWS, Overview, overviews_under
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.tenancy import TenantId
from bocage.testing.isolation.world import World, plain

TODAY = date(2026, 11, 26)
UNSEEN = date(2031, 3, 9)
"""A day of which the process remembers no path: all the tables that paths are derived from are then read."""
READ = re.compile(r"\b(?:from|join) ([a-z_]+)", re.IGNORECASE)
REGISTER = {"register_commune", "register_epci"}
"""They change with their edition only, which is looked at."""


@pytest.fixture
async def pool(world: World) -> AsyncIterator[Database]:
    """Connections to the world's database."""
    found = Database(world.database.url, pool_size=2)
    yield found
    await found.close()


async def overview(world: World, pool: Database, today: date = TODAY) -> Overview:
    """The desk of the first syndicate."""
    here = TenantId(world.tenants["syndicate"].number)
    async with pool.transaction(Role.CONSOLE, readable=world.portfolio) as connection:
        told: Mapping[TenantId, Overview] = await overviews_under(connection, [here], today)
    return told[here]


async def test_every_table_that_an_overview_is_read_from_is_looked_at(world: World, pool: Database) -> None:
    noted: list[str] = []
    event.listen(pool.engine.sync_engine, "before_cursor_execute", lambda *told: noted.append(told[2]))
    assert len((await overview(world, pool, UNSEEN)).lines) == 2
    stamp, *questions = (one for one in noted if not one.startswith("BEGIN"))
    read = {name.lower() for one in questions for name in READ.findall(one)}
    assert {"tenant", "commune", "joining_path", "member", "path_reminder"} <= read
    assert read - REGISTER <= OVERVIEWS.tables
    assert OVERVIEWS.tables == set(READ.findall(stamp))


async def test_a_desk_is_told_from_memory_until_a_row_of_it_moves(world: World, pool: Database) -> None:
    first = await overview(world, pool)
    assert await overview(world, pool) is first
    commune = world.tenants["commune"].number
    with psycopg.connect(plain(world.database.superuser_url), autocommit=True) as superuser:
        superuser.execute("update commune set wave = 'Vague 9' where tenant_id = %s", [commune])
        moved = await overview(world, pool)
        assert [line.commune.wave == "Vague 9" for line in moved.lines].count(True) == 1
        superuser.execute("update tenant_link set until = '2026-11-01' where child_id = %s", [commune])
    assert commune not in {line.commune.tenant_id for line in (await overview(world, pool)).lines}


async def test_the_rows_of_a_neighbour_move_nothing(world: World, pool: Database) -> None:
    first = await overview(world, pool)
    with psycopg.connect(plain(world.database.superuser_url), autocommit=True) as superuser:
        superuser.execute(
            "update commune set wave = 'Vague 9' where tenant_id = %s", [world.tenants["stranger"].number]
        )
    assert await overview(world, pool) is first
