"""The inventory as it is stored, read for a file that comes or that goes."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.lighting import fields
from bocage.lighting.figures import written
from bocage.lighting.importers.lines import degrees
from bocage.lighting.inventory import Held
from bocage.lighting.rows import CabinetRow, PointRow
from bocage.tenancy import TenantId

CABINETS: Final = (CabinetRow.cabinet_id.label("ref"), CabinetRow.version, CabinetRow.same)
POINTS: Final = (PointRow.point_id.label("ref"), PointRow.version, PointRow.same)


def cabinets_of(tenant: TenantId) -> Select[Any]:
    """The cabinets, each column under its name in the file."""
    named = [getattr(CabinetRow, column).label(name) for name, (column, _) in fields.CABINET.items()]
    places = [getattr(CabinetRow, column).label(name) for name, column in fields.PLACE.items()]
    return select(*CABINETS, *named, *places).where(CabinetRow.tenant_id == tenant).order_by(CabinetRow.same)


def points_of(tenant: TenantId) -> Select[Any]:
    """The points with their cabinet, each column under its name in the file."""
    named = [getattr(PointRow, column).label(name) for name, (column, _) in fields.POINT.items()]
    places = [getattr(PointRow, column).label(name) for name, column in fields.PLACE.items()]
    cabinet = (CabinetRow.identifier.label(fields.CABINET_OF), CabinetRow.prm.label("prm"))
    return (
        select(*POINTS, *named, *places, *cabinet)
        .outerjoin(
            CabinetRow,
            (CabinetRow.tenant_id == PointRow.tenant_id) & (CabinetRow.cabinet_id == PointRow.cabinet_id),
        )
        .where(PointRow.tenant_id == tenant)
        .order_by(PointRow.same)
    )


def as_text(row: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, str]:
    """The values of a row as a file writes them, without what is empty."""
    return {name: told(name, row[name]) for name in names if row[name] is not None}


def told(name: str, value: Any) -> str:  # noqa: ANN401 -- a value of any column
    """One value."""
    if name in fields.PLACE:
        return degrees(value)
    return written(value) if hasattr(value, "as_tuple") else str(value)


POINT_NAMES: Final = (*fields.POINT, *fields.PLACE, fields.CABINET_OF)
CABINET_NAMES: Final = (*fields.CABINET, *fields.PLACE)


async def held(connection: AsyncConnection, asked: Select[Any], names: tuple[str, ...]) -> dict[str, Held]:
    """Read objects by their `same` identifier."""
    rows = (await connection.execute(asked)).mappings()
    return {row["same"]: Held(ref=str(row["ref"]), version=row["version"], values=as_text(row, names)) for row in rows}
