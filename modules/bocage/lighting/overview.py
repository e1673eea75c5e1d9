"""The inventory at a glance: what there is, what is missing from it, cabinet by cabinet."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.lighting.fields import GONE
from bocage.lighting.rows import CabinetRow, PointRow
from bocage.tenancy import TenantId

THERE: Final[ColumnElement[bool]] = PointRow.state != GONE


def total(condition: ColumnElement[bool]) -> ColumnElement[int]:
    """Points that answer a condition: a row may stand for several."""
    return func.coalesce(func.sum(PointRow.quantity).filter(condition), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class CabinetLine:
    """A cabinet with its points; `measured` are those whose power is known, `watts` what these draw."""

    cabinet_id: UUID
    identifier: str
    prm: str | None
    subscribed_kva: Decimal | None
    control: str | None
    points: int
    measured: int
    gone: int
    watts: Decimal | None
    lamps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What the page says of the whole; `rows` is how many lines stand for the `points`."""

    rows: int
    points: int
    watts: Decimal
    supports: int
    gone: int
    without_cabinet: int
    without_power: int
    without_position: int
    to_complete: int
    cabinets: tuple[CabinetLine, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing was brought in yet."""
        return not self.rows and not self.cabinets


async def overview(connection: AsyncConnection, tenant: TenantId) -> Overview:
    """Read the whole page in two questions."""
    counted = (await connection.execute(select(*FIGURES).where(PointRow.tenant_id == tenant))).mappings().one()
    return Overview(**counted, cabinets=await cabinets(connection, tenant))


FIGURES: Final = (
    func.count().label("rows"),
    total(THERE).label("points"),
    func.coalesce(func.sum(PointRow.drawn_watts).filter(THERE), 0).label("watts"),
    func.count(PointRow.support.distinct()).filter(THERE).label("supports"),
    total(~THERE).label("gone"),
    total(THERE & PointRow.cabinet_id.is_(None)).label("without_cabinet"),
    total(THERE & PointRow.drawn_watts.is_(None)).label("without_power"),
    total(THERE & PointRow.longitude.is_(None)).label("without_position"),
    total(
        THERE & (PointRow.flux_lumens.is_(None) | PointRow.cct_kelvins.is_(None) | PointRow.ulr_percent.is_(None))
    ).label("to_complete"),
)


async def cabinets(connection: AsyncConnection, tenant: TenantId) -> tuple[CabinetLine, ...]:
    """Every cabinet with the sums of its points."""
    lamps = func.array_agg(PointRow.lamp.distinct()).filter(THERE & PointRow.lamp.is_not(None))
    query = (
        select(
            CabinetRow.cabinet_id,
            CabinetRow.identifier,
            CabinetRow.prm,
            CabinetRow.subscribed_kva,
            CabinetRow.control,
            total(THERE).label("points"),
            total(THERE & PointRow.drawn_watts.is_not(None)).label("measured"),
            total(~THERE).label("gone"),
            func.sum(PointRow.drawn_watts).filter(THERE).label("watts"),
            lamps.label("lamps"),
        )
        .outerjoin(
            PointRow,
            (PointRow.tenant_id == CabinetRow.tenant_id) & (PointRow.cabinet_id == CabinetRow.cabinet_id),
        )
        .where(CabinetRow.tenant_id == tenant)
        .group_by(CabinetRow.tenant_id, CabinetRow.cabinet_id)
        .order_by(func.length(CabinetRow.same), CabinetRow.same)
    )
    rows = (await connection.execute(query)).mappings()
    return tuple(cabinet_line(dict(row)) for row in rows)


def cabinet_line(row: Mapping[str, Any]) -> CabinetLine:
    """One cabinet."""
    return CabinetLine(**{**row, "lamps": tuple(row["lamps"] or ())})
