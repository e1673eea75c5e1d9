"""The verbs of an attempt: a statement, the grants it needs, and what it should reach in a context."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg import sql

from bocage.testing.isolation.catalogue import Table
from bocage.testing.isolation.contexts import Context

Held = Mapping[int, Mapping[str, Any]]
ACCEPTED: Final = "accepted"
REFUSED: Final = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """`words` is the statement; `wanted` is what it should reach once granted: tenants, rows, or nothing at all."""

    name: str
    words: str
    needs: tuple[str, ...]
    wanted: Callable[[Context, Held], Any]
    under_policy: bool = True


def seen(context: Context, _: Held) -> frozenset[int]:
    """The tenants that are read."""
    return context.readable


def locked(context: Context, _: Held) -> frozenset[int]:
    """The tenants that are both read and written."""
    return context.readable & context.written


def rows_of_written(context: Context, held: Held) -> int:
    """How many rows are the written tenant's."""
    return sum(int(held[tenant]["number"]) for tenant in context.written if tenant in held)


def rows_of_locked(context: Context, held: Held) -> int:
    """How many rows are read and written."""
    return sum(int(held[tenant]["number"]) for tenant in locked(context, held) if tenant in held)


def own_insert(context: Context, _: Held) -> str | None:
    """An insert for oneself is taken when oneself is written."""
    return ACCEPTED if context.writable == context.own else REFUSED


def never(_: Context, __: Held) -> None:
    """Refused whatever is granted."""


def none_or_refused(context: Context, held: Held) -> Any:  # noqa: ANN401 -- a count or a refusal
    """Giving one's rows away is refused where there are rows to give, and touches none elsewhere."""
    return REFUSED if context.own in locked(context, held) else 0


VERBS: Final = (
    Verb(name="read", words="select tenant_id from {t}", needs=("SELECT",), wanted=seen),
    Verb(name="copy out", words="copy {t} (tenant_id) to stdout", needs=("SELECT",), wanted=seen),
    Verb(name="lock", words="select tenant_id from {t} for update", needs=("SELECT", "UPDATE"), wanted=locked),
    Verb(
        name="update",
        words="update {t} set tenant_id = tenant_id",
        needs=("SELECT", "UPDATE"),
        wanted=rows_of_locked,
    ),
    Verb(
        name="update a stranger",
        words="update {t} set tenant_id = tenant_id where tenant_id = {foreign}",
        needs=("SELECT", "UPDATE"),
        wanted=lambda _, __: 0,
    ),
    Verb(
        name="take unseen",
        words="update {t} set tenant_id = {written}",
        needs=("UPDATE",),
        wanted=rows_of_written,
    ),
    Verb(
        name="give away",
        words="update {t} set tenant_id = {foreign} where tenant_id = {own}",
        needs=("SELECT", "UPDATE"),
        wanted=none_or_refused,
    ),
    Verb(name="insert for oneself", words="{own_row}", needs=("INSERT",), wanted=own_insert),
    Verb(name="insert for a stranger", words="{foreign_row}", needs=("INSERT",), wanted=never),
    Verb(
        name="delete a stranger",
        words="delete from {t} where tenant_id = {foreign}",
        needs=("SELECT", "DELETE"),
        wanted=lambda _, __: 0,
    ),
    Verb(name="truncate", words="truncate {t} cascade", needs=(), wanted=never, under_policy=False),
    Verb(name="copy in", words="copy {t} from stdin", needs=(), wanted=never),
)


def reached(connection: psycopg.Connection[Any], context: Context, table: Table, verb: Verb, held: Held) -> Any:  # noqa: ANN401 -- tenants, rows or a refusal
    """Run a verb and return what it reached; a refusal for permission is raised, as the server raises it."""
    statement = statement_of(context, table, verb, held)
    if verb.name == "copy in":
        return copied_in(connection, statement)
    if verb.name == "copy out":
        with connection.cursor().copy(statement) as copy:
            return frozenset(int(line) for line in b"".join(bytes(part) for part in copy).split())
    try:
        cursor = connection.execute(statement)
    except psycopg.IntegrityError:
        # The policies let it through: only a key, or a reference, stood in the way.
        return ACCEPTED if "insert" in verb.name else rows_of_written(context, held) or "another's rows"
    if cursor.description:
        return frozenset(tenant for (tenant,) in cursor)
    return ACCEPTED if verb.name in {"insert for oneself", "insert for a stranger", "truncate"} else cursor.rowcount


def statement_of(context: Context, table: Table, verb: Verb, held: Held) -> sql.Composed:
    """Fill a verb's words in."""
    return sql.SQL(verb.words).format(
        t=sql.SQL(table.name),
        own=sql.Literal(context.own),
        foreign=sql.Literal(context.foreign),
        written=sql.Literal(context.writable or context.own),
        own_row=insertion(table, held.get(context.own)),
        foreign_row=insertion(table, held.get(context.foreign)),
    )


def insertion(table: Table, held: Mapping[str, Any] | None) -> sql.Composed:
    """The words that insert a copy of a row; computed columns are left out."""
    columns = sql.SQL(", ").join(sql.Identifier(column.name) for column in table.columns if not column.computed)
    words = "insert into {t} ({columns}) select {columns} from jsonb_populate_record(null::{t}, {row})"
    row = json.dumps(held["row"]) if held else "{}"
    return sql.SQL(words).format(t=sql.SQL(table.name), columns=columns, row=sql.Literal(row))


def copied_in(connection: psycopg.Connection[Any], statement: sql.Composed) -> str | None:
    """Tell whether the server takes rows by COPY, which it never does under row security."""
    try:
        with connection.cursor().copy(statement):
            return ACCEPTED
    except psycopg.errors.FeatureNotSupported:
        return REFUSED
