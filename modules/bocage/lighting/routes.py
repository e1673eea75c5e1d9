"""The pages of the inventory and its two files."""

from typing import Any, Final
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.database.engine import Database
from bocage.lighting import export, words
from bocage.lighting.asked import ASKED, base
from bocage.lighting.one_point import one_point
from bocage.lighting.overview import overview
from bocage.lighting.point_pages import points_values
from bocage.lighting.points import PointFilter, geography, points
from bocage.tenancy import Kind, Visit, reading
from bocage.web.guard import AnyRequest
from bocage.web.page import page
from bocage.web.spreadsheet import csv_file

READ: Final = {"permission": "lighting.read", "kinds": frozenset({Kind.COMMUNE})}


@get("/eclairage/{place:uuid}", opt=READ)
async def overview_page(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[str]:
    """The inventory at a glance."""
    async with reading(database, visit) as connection:
        found = await overview(connection, visit.place.tenant_id)
    values: dict[str, Any] = {"visit": visit, "found": found, "power": words.power, "base": base(visit)}
    return await page(request, "lighting/overview.html", **values)


@get("/eclairage/{place:uuid}/points", opt=READ, dependencies=ASKED)
async def points_page(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    asked: NamedDependency[PointFilter],
) -> Response[str]:
    """The points on a map and in a table."""
    async with reading(database, visit) as connection:
        found = await points(connection, visit.place.tenant_id, asked)
    return await page(request, "lighting/points.html", part="points", visit=visit, **points_values(visit, asked, found))


@get("/eclairage/{place:uuid}/points.geojson", opt=READ, dependencies=ASKED, media_type="application/geo+json")
async def points_geography(
    visit: NamedDependency[Visit], database: NamedDependency[Database], asked: NamedDependency[PointFilter]
) -> dict[str, Any]:
    """The points that the map draws."""
    async with reading(database, visit) as connection:
        return await geography(connection, visit.place.tenant_id, asked)


@get("/eclairage/{place:uuid}/points/{point_id:uuid}", opt=READ)
async def point_page(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    point_id: FromPath[UUID],
) -> Response[str]:
    """One point."""
    async with reading(database, visit) as connection:
        found = await one_point(connection, visit.place.tenant_id, point_id)
    return await page(request, "lighting/point.html", visit=visit, found=found, words=words, base=base(visit))


@get("/eclairage/{place:uuid}/points_lumineux.csv", opt=READ)
async def points_file(visit: NamedDependency[Visit], database: NamedDependency[Database]) -> Response[str]:
    """The points as the file that brings them in."""
    async with reading(database, visit) as connection:
        lines = await export.points(connection, visit.place.tenant_id)
    return csv_file("points_lumineux.csv", export.POINTS, lines)


@get("/eclairage/{place:uuid}/armoires.csv", opt=READ)
async def cabinets_file(visit: NamedDependency[Visit], database: NamedDependency[Database]) -> Response[str]:
    """The cabinets as the file that brings them in."""
    async with reading(database, visit) as connection:
        lines = await export.cabinets(connection, visit.place.tenant_id)
    return csv_file("armoires.csv", export.CABINETS, lines)


ROUTES: Final = (overview_page, points_page, points_geography, point_page, points_file, cabinets_file)
