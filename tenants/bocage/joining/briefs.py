"""Where every path of a desk stands: one question, and the facts of those alone whose summary is old."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.among import among
from bocage.joining.kept import every_path, kept_of
from bocage.joining.path import Parcours, Variant
from bocage.joining.path_words import PARCOURS
from bocage.joining.remembered import remember, remembered
from bocage.joining.rows import MarketRow, PathRow, ProcedureRow
from bocage.joining.summary import Summary, is_complete, line_of
from bocage.joining.surroundings import rules_of, statutes, surroundings
from bocage.tenancy import TenantId


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A path as a desk shows it: whose, which, how it is called, where it stands."""

    tenant_id: int
    path_id: UUID
    named: str
    modules: tuple[str, ...]
    summary: Summary


READ: Final = (
    PathRow.tenant_id,
    PathRow.path_id,
    PathRow.path,
    PathRow.procedure_id,
    PathRow.market_id,
    PathRow.version,
    PathRow.summary,
    PathRow.summary_on,
)
Row = Mapping[str, Any]


async def briefs_of(
    connection: AsyncConnection, host: TenantId, tenants: Collection[int], today: date
) -> tuple[Brief, ...]:
    """Read the paths of some tenants, ruled by one syndicate, in the transaction of a desk."""
    wanted = select(*READ).where(PathRow.tenant_id == among(tenants)).order_by(PathRow.created_at)
    rows = [dict(row) for row in (await connection.execute(wanted)).mappings()]
    ruling = await ruling_at(connection, host)
    sources = {row["path_id"]: source_of(row, ruling, host, today) for row in rows if not is_fresh(row, ruling, today)}
    again = remembered(sources)
    missing = [path for path in sources if path not in again]
    if missing:
        found = await computed(connection, host, missing, tenants, today)
        remember((path, sources[path], summary) for path, summary in found.items())
        again |= found
    return tuple(brief_of(row, again) for row in rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What rules the paths of a syndicate, by its versions: what they point to, and the number of its rules."""

    versions: Mapping[UUID, int]
    rules: int

    def pointed(self, row: Row) -> list[int]:
        """The same list as `Surroundings.versions` gives for the path, which its summary bears."""
        told = (self.versions.get(row[name], 0) if row[name] else 0 for name in ("procedure_id", "market_id"))
        return [*told, self.rules]


async def ruling_at(connection: AsyncConnection, host: TenantId) -> Ruling:
    """Read it for every path at once."""
    procedures = select(ProcedureRow.procedure_id, ProcedureRow.version).where(ProcedureRow.tenant_id == host)
    markets = select(MarketRow.market_id, MarketRow.version).where(MarketRow.tenant_id == host)
    rows: list[Any] = list(await connection.execute(union_all(procedures, markets)))
    return Ruling(versions={row[0]: row[1] for row in rows}, rules=rules_of(await statutes(connection, host)))


def is_fresh(row: Row, ruling: Ruling, today: date) -> bool:
    """Tell whether a stored summary is of today, and of what rules the path as it is now."""
    stored = row["summary"]
    return row["summary_on"] == today and is_complete(stored) and stored["pointed"] == ruling.pointed(row)


def source_of(row: Row, ruling: Ruling, host: int, today: date) -> tuple[int | date, ...]:
    """All that a summary is computed from, by its versions."""
    return (row["version"], *ruling.pointed(row), host, today)


async def computed(
    connection: AsyncConnection, host: TenantId, paths: Collection[UUID], tenants: Collection[int], today: date
) -> dict[UUID, Summary]:
    """Derive the summaries of some paths again."""
    asked = every_path().where(PathRow.tenant_id == among(tenants), PathRow.path_id.in_(paths))
    kept = tuple(kept_of(row) for row in (await connection.execute(asked)).mappings())
    around = await surroundings(connection, host, kept)
    return {one.path_id: line_of(one, around, today).summary for one in kept}


def brief_of(row: Row, again: Mapping[UUID, Summary]) -> Brief:
    """Turn a row into what a desk shows."""
    path, variant = row["path"], row["path"].get("variant")
    found = again.get(row["path_id"])
    return Brief(
        tenant_id=row["tenant_id"],
        path_id=row["path_id"],
        named=PARCOURS[Parcours(path["parcours"]), Variant(variant) if variant else None],
        modules=tuple(sorted(path["modules"])),
        summary=msgspec.convert(row["summary"], Summary) if found is None else found,
    )
