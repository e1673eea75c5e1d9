"""Any sequence of scoped transactions reads and writes what plain sets say, and one without a scope does not begin."""

import asyncio
import os
from typing import Any, ClassVar

import psycopg
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bocage.database.engine import Database, ScopeMissingError
from bocage.database.roles import OWNER, Role
from bocage.database.row_security import secure_tenant_table
from bocage.testing.database import FreshDatabase
from bocage.testing.isolation.world import plain

EXAMPLES = int(os.environ.get("BOCAGE_EXAMPLES", "60"))
STEPS = 40
TENANTS = st.integers(1, 4)
SCOPES = st.frozensets(TENANTS)
WRITTEN = st.none() | TENANTS
KEYS = st.integers(1, 3)


class Superuser:
    """What a migration calls, on a connection."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection

    def execute(self, sqltext: str) -> Any:
        return self.connection.execute(sqltext.encode())


class Ledger(RuleBasedStateMachine):
    """The table of the test beside its oracle: the key of each row, and its value."""

    superuser: ClassVar[psycopg.Connection[Any]]
    database: ClassVar[Database]
    runner: ClassVar[asyncio.Runner]

    def __init__(self) -> None:
        super().__init__()
        self.superuser.execute("truncate ledger")
        self.rows: dict[tuple[int, int], int] = {}

    def run(self, statement: str, readable: frozenset[int], writable: int | None, **values: int) -> list[Any] | None:
        """Run one statement in one scoped transaction; None when the server refuses."""

        async def once() -> list[Any]:
            async with self.database.transaction(Role.APP, readable=readable, writable=writable) as connection:
                result = await connection.execute(text(statement), values)
                return [tuple(row) for row in result] if result.returns_rows else []

        try:
            return self.runner.run(once())
        except ProgrammingError as refused:
            assert "row-level security" in str(refused)
            return None

    def seen(self, readable: frozenset[int], writable: int | None) -> frozenset[int]:
        return readable | ({writable} if writable is not None else frozenset())

    @rule(readable=SCOPES, writable=WRITTEN)
    def read(self, readable: frozenset[int], writable: int | None) -> None:
        found = self.run("select tenant_id, key, value from ledger", readable, writable)
        assert found is not None
        seen = self.seen(readable, writable)
        assert set(found) == {(*key, value) for key, value in self.rows.items() if key[0] in seen}

    @rule(readable=SCOPES, writable=WRITTEN, tenant=TENANTS, key=KEYS, value=KEYS)
    def write(self, readable: frozenset[int], writable: int | None, tenant: int, key: int, value: int) -> None:
        statement = "insert into ledger values (:tenant, :key, :value) on conflict (tenant_id, key) do update set value = :value"
        found = self.run(statement, readable, writable, tenant=tenant, key=key, value=value)
        assert (found is None) == (tenant != writable)
        if tenant == writable:
            self.rows[tenant, key] = value

    @rule(readable=SCOPES, writable=WRITTEN, value=KEYS)
    def update_all(self, readable: frozenset[int], writable: int | None, value: int) -> None:
        assert self.run("update ledger set value = :value", readable, writable, value=value) is not None
        self.rows |= {key: value for key in self.rows if key[0] == writable}

    @rule(readable=SCOPES, writable=WRITTEN, key=KEYS)
    def delete(self, readable: frozenset[int], writable: int | None, key: int) -> None:
        assert self.run("delete from ledger where key = :key", readable, writable, key=key) is not None
        self.rows.pop((writable or 0, key), None)

    @rule(readable=SCOPES, writable=TENANTS, tenant=TENANTS)
    def give_away(self, readable: frozenset[int], writable: int, tenant: int) -> None:
        own = any(key[0] == writable for key in self.rows)
        if tenant != writable:
            found = self.run("update ledger set tenant_id = :tenant", readable, writable, tenant=tenant)
            assert (found is None) == own

    @rule(tenant=st.sampled_from([0, -1, 2**31, "1", 1.0, True, "1}'; reset role; --"]))
    def name_no_tenant(self, tenant: Any) -> None:
        with pytest.raises(ScopeMissingError):
            self.run("select 1", frozenset({tenant}), None)

    @rule()
    def begin_without_a_scope(self) -> None:
        async def once() -> None:
            async with self.database.engine.connect() as connection:
                await connection.execute(text("select * from ledger"))

        with pytest.raises(ScopeMissingError):
            self.runner.run(once())


@pytest.mark.slow
def test_scoped_transactions_do_what_plain_sets_say(fresh_database: FreshDatabase) -> None:
    with psycopg.connect(plain(fresh_database.superuser_url), autocommit=True) as superuser, asyncio.Runner() as runner:
        superuser.execute(
            "create table ledger (tenant_id integer not null, key integer, value integer, primary key (tenant_id, key))",
        )
        secure_tenant_table(Superuser(superuser), "ledger", app="select, insert, update, delete")
        superuser.execute(f"alter table ledger owner to {OWNER}".encode())
        Ledger.superuser, Ledger.database, Ledger.runner = superuser, Database(fresh_database.url, pool_size=1), runner
        lasting = settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        run_state_machine_as_test(Ledger, settings=lasting)
        runner.run(Ledger.database.close())
