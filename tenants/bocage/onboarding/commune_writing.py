"""Communes written each in its own tenant, with its line of journal.

Row security lets a statement write one tenant: `SET LOCAL` names it just before. For communes that were never here the
server does both itself, one after the other (`bring_communes_in`): hundreds go in one message. Changes go one by one,
without waiting for an answer when the connection is in libpq's pipeline mode.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from psycopg import AsyncConnection, AsyncCursor
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

from bocage.communes.spelling import spelled
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewriting:
    """All that will be stored of a commune, in place of its `version`; what is absent becomes empty."""

    version: int
    values: Mapping[str, Value]


JOURNAL: Final = (
    "insert into journal_entry (tenant_id, entry_id, actor_id, actor_name, verb, object_kind, object_id, object_label,"
    " before, after, request_id) values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
CREATE: Final = "select bring_communes_in(%s)"
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


async def create(raw: Connection, communes: Sequence[tuple[int, Newcomer]], actor: Actor) -> None:
    """Write communes that were never here: tenant, what is known, contact, their journal's first line."""
    if communes:
        await raw.execute(CREATE, [Jsonb([rows_of(number, commune, actor) for number, commune in communes])])


def rows_of(number: int, commune: Newcomer, actor: Actor) -> dict[str, dict[str, Any]]:
    """The rows of one commune, by table, as plain JSON."""
    values, name, own = commune.values, str(commune.values["nom"]), {"tenant_id": number}
    deed = Deed(
        verb="commune.attached",
        object_kind="commune",
        object_id=commune.insee,
        object_label=name,
        after=dict(values),
    )
    (line,) = journal_rows(TenantId(number), actor, [deed])
    known = {"insee": commune.insee, "department": commune.department, "spelled": spelled(name)}
    return {
        "tenant": {**own, "uid": str(uuid7()), "kind": Kind.COMMUNE, "name": name, "host_id": commune.host},
        "commune": {**own, **known, **dict(zip(COMMUNE.values(), commune_values(values), strict=True))},
        "contact": {**own, **dict(zip(CONTACT.values(), contact_values(values), strict=True))},
        "journal_entry": {key: str(value) if isinstance(value, UUID) else value for key, value in line.items()},
    }


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
