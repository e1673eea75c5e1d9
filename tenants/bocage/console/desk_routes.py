"""The desk: where every commune stands, in a table and on a map, and the same table as a file."""

from datetime import UTC, datetime
from typing import Any, Final

from litestar import get
from litestar.di import NamedDependency
from litestar.response import Response

from bocage.communes.export import HEADINGS, commune_rows
from bocage.console.asked import ASKED, PageNumber, options
from bocage.console.desk_reading import Overview, overview_of
from bocage.console.desk_table import table_values
from bocage.console.standing import DeskFilter, shown
from bocage.console.waves import Wave, coming, waves_of
from bocage.database.engine import Database
from bocage.governance.journal import exported, note
from bocage.tenancy import Kind, Visit, reading
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest
from bocage.web.page import page
from bocage.web.spreadsheet import csv_file

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
    read = await overview_of(database, visit, civil_day(now))
    async with reading(database, visit) as connection:
        waves = await waves_of(connection, visit.place.tenant_id)
    values = desk_values(visit, read, asked, waves, number)
    return await page(request, "console/desk.html", part="communes", visit=visit, **values)


def desk_values(
    visit: Visit, desk: Overview, asked: DeskFilter, waves: tuple[Wave, ...], number: int
) -> dict[str, Any]:
    """Everything that the page says; only the syndicate has more than reading to do."""
    own = visit.place.kind is Kind.SYNDICATE
    names = dict.fromkeys((*(wave.name for wave in waves), *desk.figures.waves))
    return {
        **table_values(f"/bureau/{visit.place.uid}", desk, asked, number),
        "next_wave": coming(waves, desk.lines),
        "wave_options": options(names),
        "may_remind": own and visit.may("path.remind"),
        "may_write": own and visit.may("communes.write"),
        "opens_files": own,
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
    read = await overview_of(database, visit, civil_day(datetime.now(UTC)))
    found = {line.commune.tenant_id for line in shown(read.lines, asked)}
    async with reading(database, visit) as connection:
        rows = await commune_rows(connection, visit.place.tenant_id, found)
    await note(database, visit, exported(visit, "communes.exported", "commune", len(rows)))
    return csv_file("communes.csv", HEADINGS, rows)


ROUTES: Final = (desk, export)
