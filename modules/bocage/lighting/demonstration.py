"""A handful of communes of the demonstration with an inventory, brought in by the very road of a real file."""

import csv
import io
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from random import Random
from typing import Final

from sqlalchemy import select

from bocage.catalogue.discovery import directory
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor
from bocage.imports.importer import Dock
from bocage.imports.importing import bring_in
from bocage.lighting.importers.importers import IMPORTERS
from bocage.tenancy import TenantId
from bocage.tenancy.ports import Whereabouts
from bocage.tenancy.rows import TenantLinkRow

SYSTEM: Final = Actor(actor_id=None, name="Bocage, mise en place de la démonstration", request_id="demonstration")
SYNDICATE: Final = TenantId(1)
COMMUNES: Final = ("42290", "42012", "42089")
"""Saint-Thomas-la-Garde, Bard and Essertines-en-Châtelneuf, as on the drawings; the first ones elsewhere."""
FEWEST: Final = 3
POINTS: Final = ("id_point", "x", "y", "id_armoire", "depart", "support", "type_support", "hauteur_m", "type_lampe",
                 "puissance_w", "puissance_auxiliaire_w", "date_pose_lanterne", "regime")  # fmt: skip
CABINETS: Final = ("id_armoire", "prm", "puissance_souscrite_kva", "comptage", "type_commande", "lon", "lat")
STREETS: Final = ((31, "LED"), (24, "LED"), (46, "SHP"), (38, "LED"), (12, "SHP"), (14, "SHP"), (9, "SHP"), (11, "LED"),
                  (19, "LED"))  # fmt: skip
"""Points and lamp of each cabinet."""
LAMPS: Final = {"SHP": ("70", "13", "1998"), "LED": ("36", "", "2019")}
METRE: Final = 1 / 111_200
STEP: Final = 32
"""Metres between two masts."""


async def load(database_url: str, department: str) -> None:
    """Bring the files in, once."""
    database = Database(database_url, pool_size=2)
    try:
        for rank, (tenant, here) in enumerate(await communes(database, department)):
            await bring(database, tenant, here, Random(rank))  # noqa: S311 -- streets of fiction
    finally:
        await database.close()


load.title = "Inventaires d’éclairage"  # type: ignore[attr-defined]  # read by `bocage up`


async def communes(database: Database, department: str) -> Sequence[tuple[TenantId, Whereabouts]]:
    """The communes that are given an inventory, with their centre."""
    codes = COMMUNES if department == "42" else ()
    links = select(TenantLinkRow.child_id).where(TenantLinkRow.tenant_id == SYNDICATE, TenantLinkRow.until.is_(None))
    chosen = links.where(TenantLinkRow.code.in_(codes)) if codes else links.order_by(TenantLinkRow.code).limit(FEWEST)
    async with database.transaction(Role.CONSOLE, readable=[SYNDICATE]) as connection:
        tenants = [TenantId(one) for one in await connection.scalars(chosen)]
    async with database.transaction(Role.APP, readable=tenants) as connection:
        found = [(one, await directory().whereabouts(connection, one)) for one in tenants]
    return [(tenant, here) for tenant, here in found if here is not None and here.centre is not None]


async def bring(database: Database, tenant: TenantId, here: Whereabouts, dice: Random) -> None:
    """Bring one commune's two files in, unless it has an inventory."""
    points, cabinets = IMPORTERS
    dock = Dock(importer=points, database=database, tenant=tenant, role=Role.APP, actor=SYSTEM, now=datetime.now(UTC))
    async with database.transaction(Role.APP, readable=[tenant]) as connection:
        if (await points.known(connection, dock, ())).points:
            return
    roads = tuple(streets(here, dice))
    described = [road[0] for road in roads]
    content = written(CABINETS, (cabinet(rank, line) for rank, line in enumerate(described, start=1)))
    await bring_in(replace(dock, importer=cabinets), cabinets.file_name, content)
    await bring_in(dock, points.file_name, written(POINTS, (line for road in roads for line in road)))


def streets(here: Whereabouts, dice: Random) -> Iterator[list[tuple[str, ...]]]:
    """One street a cabinet, its points in a line that bends a little, within two kilometres of the centre."""
    number = 0
    for rank, (count, lamp) in enumerate(STREETS, start=1):
        angle, away = dice.uniform(0, 2 * math.pi), dice.uniform(0, 900)
        east, north, heading = away * math.cos(angle), away * math.sin(angle), dice.uniform(0, 2 * math.pi)
        road = []
        for _ in range(count):
            number += 1
            heading += dice.uniform(-0.25, 0.25)
            east, north = east + STEP * math.cos(heading), north + STEP * math.sin(heading)
            road.append(point(number, (f"A-{rank:02}", lamp), at(here, east, north)))
        yield road


def at(here: Whereabouts, east: float, north: float) -> tuple[str, str]:
    """Degrees, so many metres from the centre."""
    longitude, latitude = here.centre or (0.0, 0.0)
    return f"{longitude + east * METRE / math.cos(math.radians(latitude)):.6f}", f"{latitude + north * METRE:.6f}"


def point(number: int, fed: tuple[str, str], place: tuple[str, str]) -> tuple[str, ...]:
    """One line of points_lumineux.csv."""
    cabinet_name, lamp = fed
    power, gear, year = LAMPS[lamp]
    support = "poteau béton" if number % 7 == 0 else "mât"
    circuit = str(1 + number % 2)
    return (
        f"PL-{number:04}", *place, cabinet_name, circuit, f"M-{number:04}", support, "6", lamp, power, gear, year,
        "semi-permanent",
    )  # fmt: skip


def cabinet(rank: int, first: Sequence[str]) -> tuple[str, ...]:
    """One line of armoires.csv, beside the first point of its street."""
    return (first[3], f"{4200000000000 + rank * 1117:014}", "6", "compté", "horloge astronomique", first[1], first[2])


def written(headings: Sequence[str], lines: Iterator[Sequence[str]]) -> bytes:
    """Write a file as a contractor would send it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows(lines)
    return text.getvalue().encode()
