"""Everything known of one point: what it is, where, from what file, what was done to it, what shares its mast."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.lighting.points import LINE, ORDER, PointLine, all_of
from bocage.lighting.rows import CabinetRow, ChangeRow, PointRow
from bocage.tenancy import NotFoundRefusal, TenantId


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point with every value stored."""

    point_id: UUID
    identifier: str
    cabinet: str | None
    prm: str | None
    circuit: str | None
    support: str | None
    support_kind: str | None
    height_m: Decimal | None
    lamp: str | None
    power_watts: Decimal | None
    gear_watts: Decimal | None
    absorbed_watts: Decimal | None
    quantity: int
    drawn_watts: Decimal | None
    flux_lumens: Decimal | None
    ulr_percent: Decimal | None
    cct_kelvins: Decimal | None
    cie3: Decimal | None
    category: str | None
    zone: str | None
    lantern_since: str | None
    lamp_since: str | None
    state: str
    regime: str | None
    longitude: float | None
    latitude: float | None
    read_as: str | None
    precision: str
    originals: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of history."""

    at: datetime
    actor_name: str
    source: str
    deed: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFile:
    """A point, its history newest first, and the other foyers of its support."""

    point: Point
    history: tuple[Change, ...]
    beside: tuple[PointLine, ...]


OWN = tuple(name for name in Point.__dataclass_fields__ if name not in {"cabinet", "prm"})


async def one_point(connection: AsyncConnection, tenant: TenantId, point_id: UUID) -> PointFile:
    """Read one point in three questions, or refuse as for any page that is not there."""
    columns = [getattr(PointRow, name).label(name) for name in OWN]
    query = all_of(tenant).where(PointRow.point_id == point_id)
    query = query.add_columns(*columns, CabinetRow.identifier.label("cabinet"), CabinetRow.prm)
    found = (await connection.execute(query)).mappings().one_or_none()
    if found is None:
        raise NotFoundRefusal
    point = Point(**found)
    return PointFile(
        point=point,
        history=await history(connection, tenant, point_id),
        beside=await beside(connection, tenant, point),
    )


async def history(connection: AsyncConnection, tenant: TenantId, object_id: UUID) -> tuple[Change, ...]:
    """What was done to an object, newest first."""
    columns = [getattr(ChangeRow, name) for name in Change.__dataclass_fields__]
    query = select(*columns).where(ChangeRow.tenant_id == tenant, ChangeRow.object_id == object_id)
    rows = await connection.execute(query.order_by(ChangeRow.at.desc(), ChangeRow.change_id.desc()))
    return tuple(Change(**row) for row in rows.mappings())


async def beside(connection: AsyncConnection, tenant: TenantId, point: Point) -> tuple[PointLine, ...]:
    """The other foyers of the same support."""
    if not point.support:
        return ()
    query = all_of(tenant).where(PointRow.support == point.support, PointRow.point_id != point.point_id)
    rows = await connection.execute(query.add_columns(*LINE).order_by(*ORDER).limit(12))
    return tuple(PointLine(**row) for row in rows.mappings())
