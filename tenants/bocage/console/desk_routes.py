"""The desk: where every commune stands, in a table and on a map, and the same table as a file."""

from datetime import UTC, datetime
from typing import Any, Final

from litestar import get
from litestar.di import NamedDependency
from litestar.response import Response

from bocage.communes.export import HEADINGS, exported
from bocage.communes.portfolio import PortfolioFilter
from bocage.console.asked import ASKED, PageNumber, chips, filter_of, options, sort_of
from bocage.console.desk_reading import desk_lines
from bocage.console.drawing import drawing_of
from bocage.console.standing import DeskFilter, DeskLine, figures_of, shown
from bocage.console.waves import Wave, coming, waves_of
from bocage.database.engine import Database
from bocage.joining.audience import TITLES
from bocage.tenancy import Kind, Visit, reading
from bocage.web.address import Sort, address, pages
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest
from bocage.web.page import page
from bocage.web.spreadsheet import csv_file

PER_PAGE: Final = 50
DESKS: Final = frozenset({Kind.SYNDICATE, Kind.EPCI})


@get("/bureau/{place:uuid}", opt={"permission": "communes.read", "kinds": DESKS}, dependencies=ASKED)
async def desk(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    asked: NamedDependency[DeskFilter],
    number: PageNumber = 1,
) -> Response[str]:
    """Every commune of the syndicate, or every member of the EPCI."""
    now = datetime.now(UTC)
    lines = await desk_lines(database, visit, civil_day(now))
    async with reading(database, visit) as connection:
        waves = await waves_of(connection, visit.place.tenant_id)
    values = desk_values(visit, lines, asked, waves, number)
    return await page(request, "console/desk.html", part="communes", visit=visit, **values)


def desk_values(
    visit: Visit, lines: tuple[DeskLine, ...], asked: DeskFilter, waves: tuple[Wave, ...], number: int
) -> dict[str, Any]:
    """Everything that the page says."""
    path, kept, figures, found = f"/bureau/{visit.place.uid}", filter_of(asked), figures_of(lines), shown(lines, asked)
    names = [wave.name for wave in waves]
    return {
        "path": path,
        "asked": asked,
        "figures": figures,
        "matching": len(found),
        "lines": found[(number - 1) * PER_PAGE : number * PER_PAGE],
        "map": drawing_of(found),
        "next_wave": coming(waves, lines),
        "wave_options": options(dict.fromkeys((*names, *figures.waves))),
        "titles": TITLES,
        "sort": Sort(key=asked.sort, descending=asked.descending, path=path, asked=kept),
        "chips": chips(asked, figures, path),
        "number": number,
        "here": address(path, {**kept, **sort_of(asked), "page": str(number) if number > 1 else ""}),
        "csv": address(f"{path}/communes.csv", kept),
        "pages": pages(len(found), PER_PAGE, lambda each: address(path, {**kept, **sort_of(asked), "page": str(each)})),
        "may_remind": visit.may("path.remind") and visit.place.kind is Kind.SYNDICATE,
        "may_write": visit.may("communes.write") and visit.place.kind is Kind.SYNDICATE,
        "opens_files": visit.place.kind is Kind.SYNDICATE,
    }


@get(
    "/bureau/{place:uuid}/communes.csv",
    opt={"permission": "communes.read", "kinds": frozenset({Kind.SYNDICATE})},
    dependencies=ASKED,
)
async def export(
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    asked: NamedDependency[DeskFilter],
) -> Response[str]:
    """The communes of the table as a communes.csv that imports back and changes nothing."""
    found = {
        line.commune.tenant_id for line in shown(await desk_lines(database, visit, civil_day(datetime.now(UTC))), asked)
    }
    async with reading(database, visit) as connection:
        rows = await exported(connection, visit.place.tenant_id, PortfolioFilter(), found)
    return csv_file("communes.csv", HEADINGS, rows)


ROUTES: Final = (desk, export)
