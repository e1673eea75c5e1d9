"""Communes written each in its own tenant, with its line of journal.

Communes that were never here are born: a statement a table writes hundreds of them, under policies that take rows of
the tenants this very transaction makes and of no other (`bocage.database.row_security`). Changes go one by one, without
waiting for an answer when the connection is in libpq's pipeline mode: row security lets a statement write one tenant,
which `SET LOCAL` names just before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from psycopg import AsyncConnection, AsyncCursor
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

from bocage.communes.spelling import spelled
from bocage.database.engine import enrolment_statement, scope_statement
from bocage.database.roles import Role
from bocage.governance.journal import Actor, Deed, journal_rows
from bocage.imports.verdict import Value
from bocage.onboarding.stored import COMMUNE, CONTACT, commune_values, contact_values
from bocage.tenancy import Kind, TenantId

Connection = AsyncConnection[Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """A commune that was never here; `host` is the syndicate that brings it in, `values` go by column of the file."""

    host: TenantId
    insee: str
    department: str
    values: Mapping[str, Value]

    @property
    def name(self) -> str:
        """What it is called."""
        return str(self.values["nom"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """All that will be stored of a commune, in place of its `version`; what is absent becomes empty."""

    version: int
    values: Mapping[str, Value]


JOURNAL: Final = (
    "insert into journal_entry (tenant_id, entry_id, actor_id, actor_name, verb, object_kind, object_id, object_label,"
    " before, after, request_id) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
BORN: Final[Mapping[str, tuple[str, ...]]] = {
    "tenant": ("tenant_id", "uid", "kind", "name", "host_id"),
    "commune": ("tenant_id", "insee", "department", "spelled", *COMMUNE.values()),
    "contact": ("tenant_id", *CONTACT.values()),
    "journal_entry": (
        *("tenant_id", "entry_id", "actor_id", "actor_name", "verb", "object_kind", "object_id", "object_label"),
        *("before", "after", "request_id"),
    ),
}
"""The columns of each table that a birth fills, the tenant's own first: the others are let in by it."""
CHANGE: Final = f"""
with named as (update tenant set name = %s where tenant_id = %s),
reachable as (
  insert into contact (tenant_id, {", ".join(CONTACT.values())}) values (%s, {", ".join(["%s"] * len(CONTACT))})
  on conflict (tenant_id) do update
  set {", ".join(f"{name} = excluded.{name}" for name in CONTACT.values())}),
written as ({JOURNAL})
update commune set {", ".join(f"{name} = %s" for name in COMMUNE.values())},
  spelled = %s, version = version + 1, updated_at = clock_timestamp()
where tenant_id = %s and version = %s
"""  # noqa: S608 -- only our own column names enter this statement


async def at(raw: Connection, number: int) -> None:
    """Name the tenant that the next statements write; a change also reads it."""
    await raw.execute(f"SET LOCAL bocage.write_tenant = '{number:d}'".encode(), prepare=False)


async def reading_only(raw: Connection, number: int) -> None:
    """Narrow what is read to one tenant: policies read the list at each statement, and a long one costs."""
    await raw.execute(f"SET LOCAL bocage.tenants = '{{{number:d}}}'".encode(), prepare=False)


async def create(raw: Connection, host: TenantId, communes: Sequence[tuple[int, Newcomer]], actor: Actor) -> None:
    """Write communes that were never here: tenant, what is known, contact, their journal's first line."""
    if not communes:
        return
    await become(raw, enrolment_statement(host))
    # The server writes a table while the rows of the next are made.
    for table, columns in BORN.items():
        rows = [ROWS[table](number, commune, actor) for number, commune in communes]
        await raw.execute(birth(table, columns), [msgspec.json.encode(rows).decode()])
    await become(raw, scope_statement(Role.CONSOLE, [host], host))


async def become(raw: Connection, scope: str) -> None:
    """Go on with another scope; a pipeline takes one command at a time."""
    for command in scope.split(";"):
        await raw.execute(command.encode(), prepare=False)


def birth(table: str, columns: Sequence[str]) -> bytes:
    """The statement that fills a table with rows sent as JSON."""
    named = ", ".join(columns)
    return (
        f"insert into {table} ({named}) select {named} from json_populate_recordset(null::{table}, %s::json)"  # noqa: S608 -- only our own names enter this statement
    ).encode()


def tenant_row(number: int, commune: Newcomer, _actor: Actor) -> dict[str, Any]:
    """The tenant of a commune, as plain JSON."""
    named = {"kind": Kind.COMMUNE, "name": commune.name, "host_id": commune.host}
    return {"tenant_id": number, "uid": uuid7(), **named}


def commune_row(number: int, commune: Newcomer, _actor: Actor) -> dict[str, Any]:
    """What is known of a commune."""
    known = {"insee": commune.insee, "department": commune.department, "spelled": spelled(commune.name)}
    return {"tenant_id": number, **known, **stored(COMMUNE, commune.values)}


def contact_row(number: int, commune: Newcomer, _actor: Actor) -> dict[str, Any]:
    """Whom to call."""
    return {"tenant_id": number, **stored(CONTACT, commune.values)}


def first_line(number: int, commune: Newcomer, actor: Actor) -> dict[str, Any]:
    """The first line of a commune's journal."""
    deed = Deed(
        verb="commune.attached",
        object_kind="commune",
        object_id=commune.insee,
        object_label=commune.name,
        after=commune.values,
    )
    (line,) = journal_rows(TenantId(number), actor, [deed])
    return line


ROWS: Final[Mapping[str, Callable[[int, Newcomer, Actor], dict[str, Any]]]] = {
    "tenant": tenant_row,
    "commune": commune_row,
    "contact": contact_row,
    "journal_entry": first_line,
}


def stored(columns: Mapping[str, str], values: Mapping[str, Value]) -> dict[str, Value]:
    """Values by column of a table, without the empty ones."""
    return {name: values[column] for column, name in columns.items() if column in values}


async def change(raw: Connection, number: int, after: Rewriting, actor: Actor, deed: Deed) -> AsyncCursor[Any]:
    """Replace all that is stored of a commune; the count of the cursor is 0 when the version moved meanwhile."""
    values, name = after.values, str(after.values["nom"])
    await at(raw, number)
    await reading_only(raw, number)
    told = [name, number, number, *contact_values(values), *entry(number, actor, deed)]
    return await raw.execute(
        CHANGE,
        [*told, *commune_values(values), spelled(name), number, after.version],
        prepare=True,
    )


def entry(number: int, actor: Actor, deed: Deed) -> list[Any]:
    """The parameters of a journal's line."""
    (row,) = journal_rows(TenantId(number), actor, [deed])
    return [Jsonb(value) if isinstance(value, dict) else value for value in row.values()]
