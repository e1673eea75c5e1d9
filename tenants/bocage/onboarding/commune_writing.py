"""One commune written in its own tenant, with its line of journal, in one statement.

Row security lets a statement write one tenant: `SET LOCAL` names it just before. Nothing here waits for an answer when
the connection is in libpq's pipeline mode, where statements follow one another and the server works meanwhile.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from psycopg import AsyncConnection, AsyncCursor
from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

from bocage.communes.spelling import spelled
from bocage.governance.journal import Actor, Deed, journal_rows
from bocage.imports.verdict import Value
from bocage.onboarding.stored import COMMUNE, CONTACT, commune_values, contact_values
from bocage.tenancy import TenantId

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
CREATE: Final = f"""
with born as (insert into tenant (tenant_id, uid, kind, name, host_id) values (%s, %s, 'commune', %s, %s)),
described as (
  insert into commune (tenant_id, insee, department, spelled, {", ".join(COMMUNE.values())})
  values (%s, %s, %s, %s, {", ".join(["%s"] * len(COMMUNE))})),
reachable as (
  insert into contact (tenant_id, {", ".join(CONTACT.values())}) values (%s, {", ".join(["%s"] * len(CONTACT))}))
{JOURNAL}
"""  # noqa: S608 -- only our own column names enter these statements
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
"""  # noqa: S608 -- the same


async def at(raw: Connection, number: int) -> None:
    """Name the tenant that the next statements write; a change also reads it."""
    await raw.execute(f"SET LOCAL bocage.write_tenant = '{number:d}'".encode(), prepare=False)


async def reading_only(raw: Connection, number: int) -> None:
    """Narrow what is read to one tenant: policies read the list at each statement, and a long one costs."""
    await raw.execute(f"SET LOCAL bocage.tenants = '{{{number:d}}}'".encode(), prepare=False)


async def create(raw: Connection, number: int, commune: Newcomer, actor: Actor) -> None:
    """Write a commune that was never here: its tenant, what is known of it, its journal's first line."""
    values = commune.values
    deed = Deed(
        verb="commune.attached",
        object_kind="commune",
        object_id=commune.insee,
        object_label=str(values["nom"]),
        after=dict(values),
    )
    await at(raw, number)
    name = str(values["nom"])
    told = [number, uuid7(), name, commune.host, number, commune.insee, commune.department, spelled(name)]
    reachable = [number, *contact_values(values)]
    await raw.execute(CREATE, [*told, *commune_values(values), *reachable, *entry(number, actor, deed)], prepare=True)


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
