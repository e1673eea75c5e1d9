"""What the bench times: an import by the road of the pages, and the same rows inserted plainly."""

import csv
import io
import time
from datetime import UTC, datetime
from typing import Any, Final

import psycopg
from psycopg.types.json import Jsonb
from sqlalchemy import text

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor
from bocage.imports.verdict import Verdict
from bocage.onboarding.desk import Desk
from bocage.onboarding.importing import bring_in
from bocage.tenancy import TenantId
from bocage.tenancy.numbers import next_number

ACTOR: Final = Actor(actor_id=None, name="bench", request_id="bench")
HEADINGS: Final = (
    "insee",
    "nom",
    "siren",
    "epci_siren",
    "population_municipale",
    "contact_nom",
    "contact_email",
    "contact_telephone",
    "vague",
)
REGISTER: Final = b"""
select insee, name, siren, epci_siren, population::text, 'Camille Exemple', 'mairie@exemple.fr', '04 77 00 00 00', '1'
from register_commune where siren is not null and epci_siren is not null and population is not null
order by department <> '42', insee limit %s
"""
SYNDICATE: Final = text(
    "insert into tenant (tenant_id, uid, kind, name) values (:number, gen_random_uuid(), 'syndicate', 'Mesure')",
)
TABLES: Final = ("tenant", "commune", "contact", "tenant_link", "journal_entry")


def file_of(address: str, size: int) -> bytes:
    """Write communes.csv for real communes, the Loire's first."""
    with psycopg.connect(address) as connection:
        rows = connection.execute(REGISTER, [size]).fetchall()
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";")
    writer.writerow(HEADINGS)
    writer.writerows(rows)
    return held.getvalue().encode()


async def measured(address: str, content: bytes) -> float:
    """Bring a file into a syndicate that has nothing; return the seconds from its bytes to the commit."""
    database = Database(address, pool_size=2)
    async with database.transaction(Role.CONSOLE) as connection:
        number = await next_number(connection)
    async with database.transaction(Role.CONSOLE, writable=number) as connection:
        await connection.execute(SYNDICATE, {"number": number})
    desk = Desk(database=database, syndicate=TenantId(number), actor=ACTOR, now=datetime.now(UTC))
    started = time.perf_counter()
    verdict = await bring_in(desk, "communes.csv", content)
    seconds = time.perf_counter() - started
    await database.close()
    refuse_partial(verdict)
    return seconds


def refuse_partial(verdict: Verdict) -> None:
    """Stop when a line stayed out: the figures would be those of another department."""
    if verdict.refused or not verdict.written:
        message = f"the measured import refused {len(verdict.refused)} lines"
        raise RuntimeError(message)


def referenced(source: str, target: str) -> float:
    """Insert the rows that an import wrote into an empty copy, by a login that no policy holds; return the seconds."""
    with psycopg.connect(source) as connection:
        copied = {table: rows_of(connection, table) for table in TABLES}
    with psycopg.connect(target) as connection, connection.cursor() as cursor:
        started = time.perf_counter()
        for table, (columns, rows) in copied.items():
            places = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"insert into {table} ({', '.join(columns)}) values ({places})".encode(), rows)  # noqa: S608 -- names of TABLES and of their columns
        connection.commit()
        return time.perf_counter() - started


def rows_of(connection: psycopg.Connection[Any], table: str) -> tuple[list[str], list[list[Any]]]:
    """Read a table whole."""
    cursor = connection.execute(f"select * from {table}".encode())  # noqa: S608 -- a name of TABLES
    columns = [column.name for column in cursor.description or ()]
    return columns, [[Jsonb(value) if isinstance(value, dict) else value for value in row] for row in cursor]
