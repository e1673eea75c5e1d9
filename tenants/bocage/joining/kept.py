"""Paths as they are kept: read one, read those of many tenants, read what was entered on one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.joining.facts import Facts
from bocage.joining.path import Path
from bocage.joining.rows import PathEntryRow, PathRow
from bocage.tenancy import NotFoundRefusal, TenantId
from bocage.tenancy.rows import TenantRow

MOST_ENTRIES: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A path, its facts, what it points to; `version` moves at each entry."""

    tenant_id: TenantId
    place_uid: UUID
    path_id: UUID
    host_id: TenantId
    path: Path
    facts: Facts
    procedure_id: UUID | None
    market_id: UUID | None
    version: int
    summary: Mapping[str, Any]
    summary_on: date | None
    created_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a path's history."""

    entry_id: UUID
    step: str
    kind: str
    version: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    actor_name: str
    at: datetime


READ: Final = (
    PathRow.tenant_id,
    TenantRow.uid.label("place_uid"),
    PathRow.path_id,
    PathRow.host_id,
    PathRow.path,
    PathRow.facts,
    PathRow.procedure_id,
    PathRow.market_id,
    PathRow.version,
    PathRow.summary,
    PathRow.summary_on,
    PathRow.created_at,
)


def every_path() -> Select[Any]:
    """The paths in scope, each with the address of its tenant; those begun by mistake left out."""
    joined = select(*READ).join(TenantRow, TenantRow.tenant_id == PathRow.tenant_id)
    return joined.where(PathRow.voided.is_(False))


def kept_of(row: Mapping[str, Any]) -> Kept:
    """Turn a row into what the rules read; we wrote its JSON, so only its types are read again."""
    path, facts = msgspec.convert(row["path"], Path), msgspec.convert(row["facts"], Facts)
    return Kept(**{**row, "path": path, "facts": facts})


async def one_path(connection: AsyncConnection, tenants: Collection[int], path_id: UUID) -> Kept:
    """Read one path of these tenants, or refuse as for an address that does not exist."""
    asked = every_path().where(PathRow.path_id == path_id, PathRow.tenant_id.in_(tenants))
    row = (await connection.execute(asked)).mappings().one_or_none()
    if row is None:
        raise NotFoundRefusal
    return kept_of(row)


async def locked(connection: AsyncConnection, tenant: TenantId, path_id: UUID) -> Kept:
    """Read one path that is about to change, and hold it until the transaction ends."""
    asked = every_path().where(PathRow.path_id == path_id, PathRow.tenant_id == tenant)
    row = (await connection.execute(asked.with_for_update(of=PathRow))).mappings().one_or_none()
    if row is None:
        raise NotFoundRefusal
    return kept_of(row)


async def paths_of(connection: AsyncConnection, tenants: Collection[int]) -> tuple[Kept, ...]:
    """Read every path of these tenants in one question."""
    asked = every_path().where(PathRow.tenant_id.in_(tenants)).order_by(TenantRow.name, PathRow.created_at)
    return tuple(kept_of(row) for row in (await connection.execute(asked)).mappings())


async def entries_of(connection: AsyncConnection, kept: Kept) -> tuple[Entry, ...]:
    """What was entered on a path, newest first."""
    columns = [getattr(PathEntryRow, name) for name in Entry.__dataclass_fields__]
    asked = select(*columns).where(PathEntryRow.tenant_id == kept.tenant_id, PathEntryRow.path_id == kept.path_id)
    newest = asked.order_by(PathEntryRow.at.desc(), PathEntryRow.entry_id.desc()).limit(MOST_ENTRIES)
    return tuple(Entry(**row) for row in (await connection.execute(newest)).mappings())
