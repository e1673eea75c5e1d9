"""The inventory as the two files that it came from: sent back, they change nothing."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.lighting import fields
from bocage.lighting.stored import CABINET_NAMES, POINT_NAMES, as_text, cabinets_of, points_of
from bocage.tenancy import TenantId

WGS84: Final = "4326"
AXES: Final = {"x": "lon", "y": "lat"}
POINTS: Final = (
    "id_point",
    "x",
    "y",
    "srid",
    "id_armoire",
    "prm",
    "depart",
    "support",
    "type_support",
    "hauteur_m",
    "type_lampe",
    "puissance_w",
    "puissance_auxiliaire_w",
    "puissance_totale_w",
    "nombre",
    "flux_lm",
    "ulr_pct",
    "cct_k",
    "cie3",
    "categorie",
    "zone",
    "date_pose_lanterne",
    "date_pose_lampe",
    "etat",
    "regime",
    "precision_xy",
)
CABINETS: Final = (
    "id_armoire",
    "prm",
    "puissance_souscrite_kva",
    "comptage",
    "type_commande",
    "lon",
    "lat",
    "srid",
    "tension",
    "programme",
    "precision_xy",
)


async def points(connection: AsyncConnection, tenant: TenantId) -> Iterator[tuple[str, ...]]:
    """The lines of points_lumineux.csv."""
    rows = (await connection.execute(points_of(tenant))).mappings().all()
    return (cells(row, (*POINT_NAMES, "prm"), POINTS) for row in rows)


async def cabinets(connection: AsyncConnection, tenant: TenantId) -> Iterator[tuple[str, ...]]:
    """The lines of armoires.csv."""
    rows = (await connection.execute(cabinets_of(tenant))).mappings().all()
    return (cells(row, CABINET_NAMES, CABINETS) for row in rows)


def cells(row: Mapping[str, Any], names: tuple[str, ...], headings: tuple[str, ...]) -> tuple[str, ...]:
    """One line, its position in WGS84 and saying so."""
    told = as_text(row, names)
    if fields.PLACE.keys() <= told.keys():
        told["srid"] = WGS84
    return tuple(told.get(AXES.get(heading, heading), "") for heading in headings)
