"""The points of a commune, as the table and the map show them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.lighting.fields import GONE, same
from bocage.lighting.rows import CabinetRow, PointRow
from bocage.tenancy import TenantId

PER_PAGE: Final = 50
ORDER: Final = (func.length(PointRow.same), PointRow.same)
"""« PL-9 » comes before « PL-10 »."""
STATES: Final[dict[str, ColumnElement[bool]]] = {
    "deposes": PointRow.state == GONE,
    "sans-armoire": PointRow.cabinet_id.is_(None),
    "sans-puissance": PointRow.drawn_watts.is_(None),
    "sans-position": PointRow.longitude.is_(None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFilter:
    """What is asked; `chosen` is the point whose page of the table is wanted."""

    words: str = ""
    cabinet: str = ""
    lamp: str = ""
    state: str = ""
    chosen: UUID | None = None
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class PointLine:
    """One row of the table."""

    point_id: UUID
    identifier: str
    support: str | None
    cabinet: str | None
    circuit: str | None
    lamp: str | None
    quantity: int
    watts: Decimal | None
    gone: bool
    placed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Points:
    """One page of the table: `matching` rows, of which `placed` are on the map."""

    lines: tuple[PointLine, ...]
    page: int
    matching: int
    placed: int
    total: int
    cabinets: tuple[str, ...]
    lamps: tuple[str, ...]


def all_of(tenant: TenantId) -> Select[Any]:
    """The points of a commune with their cabinet."""
    here = (CabinetRow.tenant_id == PointRow.tenant_id) & (CabinetRow.cabinet_id == PointRow.cabinet_id)
    return select().select_from(PointRow).outerjoin(CabinetRow, here).where(PointRow.tenant_id == tenant)


def conditions(asked: PointFilter) -> list[ColumnElement[bool]]:
    """What the filter asks; a number is sought in the point's and in its support's."""
    asks: list[ColumnElement[bool]] = []
    if asked.words.strip():
        sought = same(asked.words)
        support = func.lower(func.replace(PointRow.support, " ", ""))
        asks.append(PointRow.same.contains(sought, autoescape=True) | support.contains(sought, autoescape=True))
    if asked.cabinet:
        asks.append(CabinetRow.same == same(asked.cabinet))
    if asked.lamp:
        asks.append(PointRow.lamp == asked.lamp)
    if asked.state in STATES:
        asks.append(STATES[asked.state])
    return asks


LINE: Final = (
    PointRow.point_id,
    PointRow.identifier,
    PointRow.support,
    CabinetRow.identifier.label("cabinet"),
    PointRow.circuit,
    PointRow.lamp,
    PointRow.quantity,
    PointRow.drawn_watts.label("watts"),
    (PointRow.state == GONE).label("gone"),
    PointRow.longitude.is_not(None).label("placed"),
)


async def points(connection: AsyncConnection, tenant: TenantId, asked: PointFilter) -> Points:
    """Read one page of the table and what its filters offer, in four questions at most."""
    wanted = all_of(tenant).where(*conditions(asked))
    figures = (func.count().label("matching"), func.count(PointRow.longitude).label("placed"))
    counted = (await connection.execute(wanted.add_columns(*figures))).one()
    number = await page_of(connection, wanted, asked)
    shown = wanted.add_columns(*LINE).order_by(*ORDER).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
    lines = (await connection.execute(shown)).mappings()
    offered = (await connection.execute(all_of(tenant).add_columns(*OFFERED))).one()
    return Points(
        lines=tuple(PointLine(**line) for line in lines),
        page=number,
        matching=counted.matching,
        placed=counted.placed,
        total=offered.total,
        cabinets=tuple(sorted(offered.cabinets or (), key=lambda name: (len(name), name))),
        lamps=tuple(sorted(offered.lamps or ())),
    )


OFFERED: Final = (
    func.count().label("total"),
    func.array_agg(CabinetRow.identifier.distinct()).filter(CabinetRow.identifier.is_not(None)).label("cabinets"),
    func.array_agg(PointRow.lamp.distinct()).filter(PointRow.lamp.is_not(None)).label("lamps"),
)


async def page_of(connection: AsyncConnection, wanted: Select[Any], asked: PointFilter) -> int:
    """The page that holds the chosen point, else the one asked."""
    if asked.chosen is None:
        return asked.page
    query = wanted.add_columns(*ORDER).where(PointRow.point_id == asked.chosen)
    place = (await connection.execute(query)).one_or_none()
    if place is None:
        return asked.page
    before = wanted.add_columns(func.count()).where(tuple_(*ORDER) < tuple_(*place))
    return int((await connection.execute(before)).scalar_one()) // PER_PAGE + 1


async def geography(connection: AsyncConnection, tenant: TenantId, asked: PointFilter) -> dict[str, Any]:
    """The points that have a position, as GeoJSON: `u` is the point, `n` its number, `g` whether it may be gone."""
    columns = (PointRow.point_id, PointRow.identifier, PointRow.state == GONE, PointRow.longitude, PointRow.latitude)
    query = all_of(tenant).where(*conditions(asked), PointRow.longitude.is_not(None)).add_columns(*columns)
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [round(longitude, 6), round(latitude, 6)]},
                "properties": {"u": str(point), "n": identifier, "g": int(gone)},
            }
            for point, identifier, gone, longitude, latitude in (await connection.execute(query)).all()
        ],
    }
