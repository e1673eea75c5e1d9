"""The transaction that says what it may see, and the refusal of any other."""

from typing import Any, cast

import pytest
from sqlalchemy import Executable, text
from sqlalchemy.exc import ProgrammingError

from bocage.database.engine import Database, ScopeMissingError, scope_statement
from bocage.database.roles import Role

SHOW = text("select current_user, current_setting('bocage.tenants'), current_setting('bocage.write_tenant')")


async def test_a_transaction_opened_by_the_side_door_is_refused(database: Database) -> None:
    async with database.engine.connect() as connection:
        with pytest.raises(ScopeMissingError):
            await connection.execute(text("select 1"))


async def test_the_scope_holds_the_role_the_tenants_read_and_the_one_written(database: Database) -> None:
    async with database.transaction(Role.CONSOLE, readable=[9, 7], writable=12) as connection:
        assert (await connection.execute(SHOW)).one() == ("bocage_console", "{7,9,12}", "12")


async def test_nothing_of_a_scope_is_left_on_the_connection(database: Database) -> None:
    async with database.transaction(Role.APP, readable=[7], writable=7):
        pass
    async with database.bare_login() as connection:
        assert (await connection.execute(SHOW)).one() == ("bocage_login", "", "")


async def test_a_block_that_fails_writes_nothing(database: Database) -> None:
    insert = text("insert into tenant (tenant_id, uid, kind, name) values (7, gen_random_uuid(), 'commune', 'Bard')")
    with pytest.raises(ZeroDivisionError):
        await write_then_fail(database, insert)
    async with database.transaction(Role.APP, readable=[7]) as connection:
        assert (await connection.execute(text("select 1 from tenant"))).first() is None


async def write_then_fail(database: Database, statement: Executable) -> None:
    """Write, then stop before the end of the block."""
    async with database.transaction(Role.APP, writable=7) as connection:
        await connection.execute(statement)
        raise ZeroDivisionError


async def test_the_login_itself_reads_no_table(database: Database) -> None:
    async with database.bare_login() as connection:
        with pytest.raises(ProgrammingError, match="permission denied"):
            await connection.execute(text("select 1 from tenant"))


@pytest.mark.parametrize("forged", [0, -1, 2**31, True, "7", "7}'; drop table tenant; --", 7.0, None])
def test_what_is_not_a_tenant_never_reaches_a_statement(forged: Any) -> None:
    with pytest.raises(ScopeMissingError):
        scope_statement(Role.APP, [forged], None)


def test_a_role_that_is_not_ours_never_reaches_a_statement() -> None:
    with pytest.raises(ValueError, match="postgres"):
        scope_statement(cast("Role", "postgres"), [1], None)
