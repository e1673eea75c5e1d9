"""Tables × contexts × verbs: what each run-time role can do to rows that are not its own.

Attempts are made from the server's catalogue, with rows that are really there: a new table is attacked the day it
exists, and one that holds no row of a stranger fails the suite until somebody plants one.
"""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, LiteralString, cast

import psycopg
from psycopg import sql

from bocage.database.engine import scope_statement
from bocage.database.roles import Role

TABLES: Final = """
    select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname = 'public' order by 1
"""
VERBS: Final[Mapping[str, LiteralString]] = {
    "read": "select 1 from {table} where tenant_id <> all (%(readable)s)",
    "insert": "insert into {table} select * from jsonb_populate_record(null::{table}, %(row)s)",
    "update": "update {table} set tenant_id = tenant_id where tenant_id <> all (%(writable)s)",
    "steal": "update {table} set tenant_id = %(own)s where tenant_id <> all (%(writable)s)",
    "give": "update {table} set tenant_id = %(stranger)s where tenant_id = %(own)s",
    "delete": "delete from {table} where tenant_id <> all (%(writable)s)",
    "lock": "select 1 from {table} where tenant_id <> all (%(readable)s) for update",
    "truncate": "truncate {table} cascade",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A transaction as the product opens it: a role, the tenants it reads, the one it writes."""

    name: str
    role: Role
    readable: tuple[int, ...]
    writable: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One verb on one table in one context."""

    table: str
    context: Context
    verb: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """A stranger's row of each table, as JSON; tables without one are those the suite cannot attack."""

    by_table: Mapping[str, dict[str, Any]]
    missing: tuple[str, ...]


def tenant_tables(superuser: psycopg.Connection, global_tables: Collection[str]) -> tuple[str, ...]:
    """Every table that holds tenants' rows."""
    return tuple(name for (name,) in superuser.execute(TABLES) if name not in {*global_tables, "alembic_version"})


def strangers_rows(superuser: psycopg.Connection, tables: Collection[str], strangers: Collection[int]) -> Rows:
    """Take one row of a stranger from each table."""
    found = {table: one_row(superuser, table, strangers) for table in tables}
    return Rows(
        by_table={table: row for table, row in found.items() if row is not None},
        missing=tuple(table for table, row in found.items() if row is None),
    )


def one_row(superuser: psycopg.Connection, table: str, strangers: Collection[int]) -> dict[str, Any] | None:
    """A row of one table that belongs to one of the strangers."""
    query = sql.SQL("select to_jsonb(t) from {} t where tenant_id = any (%s) limit 1").format(sql.Identifier(table))
    row = superuser.execute(query, [list(strangers)]).fetchone()
    return None if row is None else cast("dict[str, Any]", row[0])


def contexts(own: int, portfolio: Collection[int]) -> Iterator[Context]:
    """Every role, with no scope, its own to read, its own to write, and a portfolio of which it writes one."""
    for role in Role:
        yield Context(name="no scope", role=role, readable=(), writable=None)
        yield Context(name="reads its own", role=role, readable=(own,), writable=None)
        yield Context(name="writes its own", role=role, readable=(own,), writable=own)
        yield Context(name="reads a portfolio", role=role, readable=tuple(portfolio), writable=None)
        yield Context(name="writes one of a portfolio", role=role, readable=tuple(portfolio), writable=own)


def attempts(tables: Collection[str], own: int, portfolio: Collection[int]) -> tuple[Attempt, ...]:
    """All of them."""
    return tuple(
        Attempt(table=table, context=context, verb=verb)
        for context in contexts(own, portfolio)
        for table in tables
        for verb in VERBS
    )


def succeeds(login: psycopg.Connection, attempt: Attempt, row: dict[str, Any], own: int) -> bool:
    """Make an attempt and undo it; it succeeds when it reaches a row, or refuses for anything but permission."""
    context = attempt.context
    statement = sql.SQL(VERBS[attempt.verb]).format(table=sql.Identifier(attempt.table))
    values = {
        "readable": list(context.readable),
        "writable": [] if context.writable is None else [context.writable],
        "own": own,
        "row": json.dumps(row),
        "stranger": row["tenant_id"],
    }
    try:
        login.execute(scope_statement(context.role, context.readable, context.writable).encode())
        cursor = login.execute(statement, values)
        reached = attempt.verb in {"insert", "truncate"} or cursor.rowcount > 0
    except psycopg.errors.InsufficientPrivilege:
        reached = False
    finally:
        login.rollback()
    return reached
