"""Tenants being born: their first rows go in many at a time, and no row of anybody else goes in with them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Final

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.catalogue.discovery import newborn_tables
from bocage.database.engine import Database, enrolment_statement, scope_statement
from bocage.database.roles import Role
from bocage.testing.database import FreshDatabase

OURS, OLD, THEIRS, THEIR_OLD, NEW = 1, 2, 3, 4, 5
BIRTH: Final = (
    "insert into tenant (tenant_id, uid, kind, name, host_id) values (:number, gen_random_uuid(), :kind, 'Né', :host)"
)
FIRST_ROWS: Final = {
    "commune": "insert into commune (tenant_id, insee, department, spelled) values (:number, '42001', '42', 'ne')",
    "contact": "insert into contact (tenant_id, name) values (:number, 'Camille')",
    "journal_entry": (
        "insert into journal_entry (tenant_id, entry_id, actor_name, verb, object_kind, object_id, object_label,"
        " request_id) values (:number, gen_random_uuid(), 'Karim', 'commune.attached', 'commune', '42001', 'Né', 'r')"
    ),
}
pytestmark = pytest.mark.usefixtures("peopled")
REFUSED: Final = pytest.mark.parametrize("table", FIRST_ROWS)


@pytest.fixture
def peopled(fresh_database: FreshDatabase) -> FreshDatabase:
    """Two syndicates, each with a commune of which nothing is known yet."""
    address = fresh_database.superuser_url.replace("+psycopg", "", 1)
    with psycopg.connect(address) as connection:
        connection.execute(
            """
            insert into tenant (tenant_id, uid, kind, name, host_id) values
              (1, gen_random_uuid(), 'syndicate', 'Ici', null), (2, gen_random_uuid(), 'commune', 'Bard', 1),
              (3, gen_random_uuid(), 'syndicate', 'Ailleurs', null), (4, gen_random_uuid(), 'commune', 'Civens', 3)
            """,
        )
    return fresh_database


@asynccontextmanager
async def enrolling(database: Database) -> AsyncIterator[AsyncConnection]:
    """Open the syndicate's transaction, then only give birth in it."""
    async with database.transaction(Role.CONSOLE, readable=[OURS, OLD], writable=OURS) as connection:
        await connection.exec_driver_sql(enrolment_statement(OURS))
        yield connection


async def born(connection: AsyncConnection, number: int = NEW, *, host: int = OURS, kind: str = "commune") -> None:
    """Make a tenant."""
    await connection.execute(text(BIRTH), {"number": number, "host": host, "kind": kind})


async def enrolled(database: Database, *statements: tuple[str, int], born_first: bool = True) -> None:
    """Give birth to a tenant, then run statements, each on a number."""
    async with enrolling(database) as connection:
        if born_first:
            await born(connection)
        for words, number in statements:
            await connection.execute(text(words), {"number": number})


async def test_a_tenant_being_born_takes_its_first_rows(database: Database) -> None:
    await enrolled(database, *((words, NEW) for words in FIRST_ROWS.values()))
    async with database.transaction(Role.CONSOLE, readable=[NEW]) as connection:
        for table in ("tenant", *FIRST_ROWS):
            assert await connection.scalar(text(f"select count(*) from {table}")) == 1


def test_every_table_that_takes_newborns_is_tried_here() -> None:
    assert set(newborn_tables()) == set(FIRST_ROWS)


@REFUSED
@pytest.mark.parametrize("number", [OLD, THEIR_OLD, OURS, THEIRS], ids=["existing", "neighbour", "itself", "stranger"])
async def test_a_row_of_a_tenant_that_was_there_is_refused(database: Database, table: str, number: int) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        await enrolled(database, (FIRST_ROWS[table], number))


@REFUSED
async def test_a_row_of_the_tenant_born_just_before_is_refused_once_it_is_committed(
    database: Database, table: str
) -> None:
    await enrolled(database)
    with pytest.raises(ProgrammingError, match="row-level security"):
        await enrolled(database, (FIRST_ROWS[table], NEW), born_first=False)


@REFUSED
async def test_a_tenant_only_changed_by_the_transaction_is_not_newborn(database: Database, table: str) -> None:
    async with database.transaction(Role.CONSOLE, readable=[OLD], writable=OLD) as connection:
        await connection.execute(text("update tenant set name = 'Bard-le-Haut' where tenant_id = 2"))
        await connection.exec_driver_sql(enrolment_statement(OURS))
        with pytest.raises(ProgrammingError, match="row-level security"):
            await connection.execute(text(FIRST_ROWS[table]), {"number": OLD})
        await connection.rollback()


async def test_a_tenant_is_born_to_who_enrols_and_to_nobody_else(database: Database) -> None:
    async with enrolling(database) as connection:
        with pytest.raises(ProgrammingError, match="row-level security"):
            await born(connection, host=THEIRS)
        await connection.rollback()


@pytest.mark.parametrize("kind", ["syndicate", "operator", "epci"])
async def test_only_communes_are_born_this_way(database: Database, kind: str) -> None:
    async with enrolling(database) as connection:
        with pytest.raises(ProgrammingError, match="row-level security"):
            await born(connection, kind=kind)
        await connection.rollback()


@pytest.mark.parametrize("number", [OLD, THEIR_OLD])
async def test_a_number_already_taken_is_not_born_again(database: Database, number: int) -> None:
    async with enrolling(database) as connection:
        with pytest.raises(IntegrityError, match="tenant_pkey"):
            await born(connection, number)
        await connection.rollback()


@REFUSED
async def test_no_other_role_is_let_in(database: Database, table: str) -> None:
    async with enrolling(database) as connection:
        await born(connection)
        await connection.exec_driver_sql(f"set local role {Role.CONSOLE}")
        with pytest.raises(ProgrammingError, match="row-level security"):
            await connection.execute(text(FIRST_ROWS[table]), {"number": NEW})
        await connection.rollback()


async def test_who_enrols_sees_the_newborns_alone_and_changes_nothing(database: Database) -> None:
    async with enrolling(database) as connection:
        await born(connection)
        assert (await connection.scalars(text("select tenant_id from tenant"))).all() == [NEW]
        with pytest.raises(ProgrammingError, match="permission denied"):
            await connection.execute(text("update tenant set name = 'x' where tenant_id = 5"))
        await connection.rollback()


async def test_a_birth_undone_leaves_nothing(database: Database) -> None:
    with pytest.raises(ProgrammingError):
        await enrolled(database, (FIRST_ROWS["commune"], NEW), (FIRST_ROWS["commune"], OLD))
    async with database.transaction(Role.CONSOLE, readable=[NEW, OLD]) as connection:
        assert await connection.scalar(text("select count(*) from commune")) == 0


async def test_coming_back_from_a_birth_leaves_no_newborn_writable(database: Database) -> None:
    async with enrolling(database) as connection:
        await born(connection)
        await connection.exec_driver_sql(scope_statement(Role.CONSOLE, [OURS], OURS))
        with pytest.raises(ProgrammingError, match="row-level security"):
            await connection.execute(text(FIRST_ROWS["contact"]), {"number": NEW})
        await connection.rollback()
