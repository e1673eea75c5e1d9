"""Writing a plan: every commune in its own tenant, all of them in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from psycopg import AsyncConnection as DriverConnection
from psycopg import AsyncCursor
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.governance.journal import Actor, Deed
from bocage.imports.verdict import Action, LineVerdict
from bocage.onboarding.commune_writing import Connection, Newcomer, Rewriting, at, change, create, reading_only
from bocage.onboarding.known import Attached, Known
from bocage.onboarding.refusals import StaleRefusal
from bocage.tenancy import TenantId

LINKS: Final = """
insert into tenant_link (tenant_id, child_id, since, code)
select %s, child, %s, code from unnest(%s::integer[], %s::text[]) as sent (child, code)
on conflict (tenant_id, child_id, since) do update set until = null, code = excluded.code
"""
NUMBERS: Final = text("select nextval('tenant_number')::integer from generate_series(1, :count)")
MOVED: Final = (
    "Une commune du fichier vient d’être corrigée par quelqu’un d’autre : relisez le verdict à jour, puis confirmez. "
    "Rien n’est écrit."
)
# Communes sent before answers are read: enough to fill the way, few enough to keep little in memory.
AT_ONCE: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What is written, for which syndicate, by whom, as of which day."""

    syndicate: TenantId
    actor: Actor
    today: date
    lines: Sequence[LineVerdict]
    known: Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What one line did, kept with the import so that it can be undone."""

    tenant_id: int
    insee: str
    action: Action
    version: int


async def enrol(connection: AsyncConnection, enrolment: Enrolment) -> tuple[Written, ...]:
    """Write the lines that change something; the caller holds the syndicate's lock and writes its own journal."""
    told = await numbered(connection, enrolment.lines)
    raw = await driver(connection)
    for start in range(0, len(told), AT_ONCE):
        await send(raw, enrolment, told[start : start + AT_ONCE])
    await link(raw, enrolment, [(line, number) for line, number in told if line.action is not Action.UPDATE])
    return tuple(written(line, number) for line, number in told)


async def numbered(connection: AsyncConnection, lines: Sequence[LineVerdict]) -> list[tuple[LineVerdict, int]]:
    """Give a number to the communes that have none yet."""
    missing = sum(line.ref is None for line in lines)
    drawn = iter((await connection.execute(NUMBERS, {"count": missing})).scalars().all())
    return [(line, next(drawn) if line.ref is None else int(line.ref)) for line in lines]


async def driver(connection: AsyncConnection) -> Connection:
    """Return the driver's own connection, in the same transaction."""
    raw = (await connection.get_raw_connection()).driver_connection
    if not isinstance(raw, DriverConnection):
        message = f"not psycopg: {raw!r}"
        raise TypeError(message)
    return raw


async def send(raw: Connection, enrolment: Enrolment, told: Sequence[tuple[LineVerdict, int]]) -> None:
    """Write newcomers a statement a table, then the others one by one, each under its own tenant; read answers last."""
    newcomers = [(number, newcomer(enrolment, line)) for line, number in told if line.action is Action.CREATE]
    others = [(line, number) for line, number in told if line.action is not Action.CREATE]
    async with raw.pipeline():
        await create(raw, enrolment.syndicate, newcomers, enrolment.actor)
        changes = [await one_change(raw, enrolment, line, number) for line, number in others]
    if any(cursor.rowcount != 1 for cursor in changes):
        raise StaleRefusal(MOVED)


def newcomer(enrolment: Enrolment, line: LineVerdict) -> Newcomer:
    """A commune that was never here."""
    insee = str(line.key)
    department = enrolment.known.communes[insee].department
    return Newcomer(host=enrolment.syndicate, insee=insee, department=department, values=line.values)


async def one_change(raw: Connection, enrolment: Enrolment, line: LineVerdict, number: int) -> AsyncCursor[Any]:
    """Write what changes in one commune; return the cursor, whose count is checked."""
    insee = str(line.key)
    held = enrolment.known.attached.get(insee) or enrolment.known.former[insee]
    after = Rewriting(version=held.version, values={**held.values, **line.values})
    return await change(raw, number, after, enrolment.actor, deed_of(line, held))


def deed_of(line: LineVerdict, held: Attached) -> Deed:
    """Say what a change does, in the commune's own journal."""
    return Deed(
        verb="commune.corrected" if line.action is Action.UPDATE else "commune.attached",
        object_kind="commune",
        object_id=held.insee,
        object_label=line.name,
        before={one.column: one.before for one in line.changes} or None,
        after={one.column: one.after for one in line.changes},
    )


async def link(raw: Connection, enrolment: Enrolment, told: Sequence[tuple[LineVerdict, int]]) -> None:
    """Attach the communes to the syndicate in one statement; the database refuses a second link on a code."""
    syndicate, numbers = enrolment.syndicate, [number for _, number in told]
    await at(raw, syndicate)
    await reading_only(raw, syndicate)
    if told:
        await raw.execute(LINKS, [syndicate, enrolment.today, numbers, [line.key for line, _ in told]])


def written(line: LineVerdict, number: int) -> Written:
    """Say what a line did."""
    version = 1 if line.version is None else line.version + 1
    return Written(tenant_id=number, insee=str(line.key), action=line.action, version=version)
