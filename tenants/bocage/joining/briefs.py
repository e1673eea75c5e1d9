"""Where every path of a desk stands: one question, and the facts of those alone whose summary is old."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.joining.kept import every_path, kept_of
from bocage.joining.path import Parcours, Variant
from bocage.joining.path_words import PARCOURS
from bocage.joining.rows import MarketRow, PathRow, ProcedureRow
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
    PathRow.summary,
    PathRow.summary_on,
)


async def briefs_of(
    connection: AsyncConnection, host: TenantId, tenants: Collection[int], today: date
) -> tuple[Brief, ...]:
    """Read the paths of some tenants, ruled by one syndicate, in the transaction of a desk."""
    wanted = select(*READ).where(PathRow.tenant_id.in_(tenants))
    rows = [dict(row) for row in (await connection.execute(wanted.order_by(PathRow.created_at))).mappings()]
    versions = await versions_at(connection, host)
    old = [row["path_id"] for row in rows if not is_fresh(row, versions, today)]
    again = await computed(connection, host, old, tenants, today) if old else {}
    return tuple(brief_of(row, again) for row in rows)


async def versions_at(connection: AsyncConnection, host: TenantId) -> dict[UUID, int]:
    """The versions of what the paths of a syndicate point to."""
    procedures = select(ProcedureRow.procedure_id, ProcedureRow.version).where(ProcedureRow.tenant_id == host)
    markets = select(MarketRow.market_id, MarketRow.version).where(MarketRow.tenant_id == host)
    found = (*await connection.execute(procedures), *await connection.execute(markets))
    return {row[0]: row[1] for row in found}


def is_fresh(row: Mapping[str, Any], versions: Mapping[UUID, int], today: date) -> bool:
    """Tell whether a stored summary is of today, and of what the path points to as it is now."""
    pointed = [versions.get(row[name], 0) for name in ("procedure_id", "market_id")]
    return row["summary_on"] == today and is_complete(row["summary"]) and row["summary"]["pointed"] == pointed


async def computed(
    connection: AsyncConnection, host: TenantId, paths: Iterable[UUID], tenants: Collection[int], today: date
) -> dict[UUID, Summary]:
    """Derive the summaries of some paths again."""
    asked = every_path().where(PathRow.tenant_id.in_(tenants), PathRow.path_id.in_(list(paths)))
    kept = tuple(kept_of(row) for row in (await connection.execute(asked)).mappings())
    around = await surroundings(connection, host, kept)
    return {one.path_id: line_of(one, around, today).summary for one in kept}


def brief_of(row: Mapping[str, Any], again: Mapping[UUID, Summary]) -> Brief:
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
