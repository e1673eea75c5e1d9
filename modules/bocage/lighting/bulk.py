"""Many rows in few statements: sent as JSON, typed by the database."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.lighting import fields
from bocage.tenancy import TenantId

A_BATCH: Final = 4_000
SHARED: Final = {
    "longitude": "double precision",
    "latitude": "double precision",
    "read_as": "text",
    "originals": "jsonb",
}
POINT: Final = {
    "point_id": "uuid",
    "same": "text",
    "cabinet_id": "uuid",
    **dict(fields.POINT.values()),
    **SHARED,
}
CABINET: Final = {"cabinet_id": "uuid", "same": "text", **dict(fields.CABINET.values()), **SHARED}
CHANGE: Final = {
    "change_id": "uuid",
    "object_id": "uuid",
    "at": "timestamptz",
    "actor_name": "text",
    "source": "text",
    "deed": "text",
    "before": "jsonb",
    "after": "jsonb",
}
DEFAULTS: Final = {"precision": "'C'", "originals": "'{}'", "quantity": "1", "state": f"'{fields.SERVICE}'"}
Rows = Sequence[Mapping[str, Any]]


def batches(rows: Rows) -> Iterator[str]:
    """Cut rows into pieces of JSON."""
    for start in range(0, len(rows), A_BATCH):
        yield msgspec.json.encode(rows[start : start + A_BATCH], enc_hook=str).decode()


def record(columns: Mapping[str, str]) -> str:
    """The columns of a set of records with their types."""
    return ", ".join(f"{name} {kind}" for name, kind in columns.items())


async def insert(
    connection: AsyncConnection, tenant: TenantId, table: str, columns: Mapping[str, str], rows: Rows
) -> None:
    """Add rows; one whose identifier is already there is left as it is."""
    chosen = ", ".join(f"coalesce({name}, {DEFAULTS[name]})" if name in DEFAULTS else name for name in columns)
    statement = text(
        f"insert into {table} (tenant_id, {', '.join(columns)}) select :tenant, {chosen} "
        f"from jsonb_to_recordset(cast(:rows as jsonb)) as r({record(columns)}) on conflict do nothing",
    )
    for rows_as_json in batches(rows):
        await connection.execute(statement, {"tenant": tenant, "rows": rows_as_json})


async def alter(
    connection: AsyncConnection, tenant: TenantId, table: str, columns: Mapping[str, str], rows: Rows
) -> int:
    """Put new values in the columns that each row names in `touched`; return how many rows were found.

    A row is found by its identifier and by the version it was read at.
    """
    key = next(iter(columns))
    sets = ", ".join(
        f"{name} = case when r.touched ? '{name}' then {f'coalesce(r.{name}, {DEFAULTS[name]})' if name in DEFAULTS else f'r.{name}'} else t.{name} end"
        for name in columns
        if name != key
    )
    statement = text(
        f"update {table} t set {sets}, version = t.version + 1 "
        f"from jsonb_to_recordset(cast(:rows as jsonb)) as r({record(columns)}, touched jsonb, version integer) "
        f"where t.tenant_id = :tenant and t.{key} = r.{key} and t.version = r.version",
    )
    done = [(await connection.execute(statement, {"tenant": tenant, "rows": one})).rowcount for one in batches(rows)]
    return sum(done)
