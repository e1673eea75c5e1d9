"""Where every path of a desk stands: one question, and the facts of those alone whose summary is old."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import null, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.among import among
from bocage.joining.kept import every_path, kept_of
from bocage.joining.path import Parcours, Variant
from bocage.joining.path_words import PARCOURS
from bocage.joining.remembered import remember, remembered
from bocage.joining.rows import MarketRow, PathRow, ProcedureRow, RulesRow
from bocage.joining.summary import Summary, is_complete, line_of
from bocage.joining.surroundings import surroundings
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
    versions = await versions_at(connection, host)
    sources = {
        row["path_id"]: source_of(row, versions, host, today) for row in rows if not is_fresh(row, versions, today)
    }
    again = remembered(sources)
    missing = [path for path in sources if path not in again]
    if missing:
        found = await computed(connection, host, missing, tenants, today)
        remember((path, sources[path], summary) for path, summary in found.items())
        again |= found
    return tuple(brief_of(row, again) for row in rows)


async def versions_at(connection: AsyncConnection, host: TenantId) -> dict[UUID | None, int]:
    """The versions of what the paths of a syndicate point to, and under None that of its statutes."""
    procedures = select(ProcedureRow.procedure_id, ProcedureRow.version).where(ProcedureRow.tenant_id == host)
    markets = select(MarketRow.market_id, MarketRow.version).where(MarketRow.tenant_id == host)
    rules = select(null(), RulesRow.version).where(RulesRow.tenant_id == host)
    rows: list[Any] = list(await connection.execute(union_all(procedures, markets, rules)))
    return {row[0]: row[1] for row in rows}


def pointed(row: Row, versions: Mapping[UUID | None, int]) -> list[int]:
    """The versions of what a path points to, 0 for what it does not."""
    return [versions.get(row[name], 0) if row[name] else 0 for name in ("procedure_id", "market_id")]


def is_fresh(row: Row, versions: Mapping[UUID | None, int], today: date) -> bool:
    """Tell whether a stored summary is of today, and of what the path points to as it is now."""
    stored = row["summary"]
    return row["summary_on"] == today and is_complete(stored) and stored["pointed"] == pointed(row, versions)


def source_of(row: Row, versions: Mapping[UUID | None, int], host: int, today: date) -> tuple[int | date, ...]:
    """All that a summary is computed from, by its versions."""
    return (row["version"], *pointed(row, versions), versions.get(None, 0), host, today)


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
