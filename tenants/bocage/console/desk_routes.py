"""The desk: every commune in a table, and the same table as a file."""

from collections.abc import Iterable
from typing import Annotated, Any, Final

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter
from litestar.response import Response

from bocage.communes.export import HEADINGS, exported
from bocage.communes.portfolio import PER_PAGE, SORTS, PortfolioFilter, portfolio
from bocage.database.engine import Database
from bocage.tenancy import Visit, reading
from bocage.web.address import Sort, address, pages
from bocage.web.guard import AnyRequest
from bocage.web.page import page
from bocage.web.spreadsheet import csv_file

LONGEST: Final = 200


async def asked_communes(
    words: Annotated[str, QueryParameter(name="mots")] = "",
    epci: FromQuery[str] = "",
    wave: Annotated[str, QueryParameter(name="vague")] = "",
    sort: Annotated[str, QueryParameter(name="tri")] = "nom",
    direction: Annotated[str, QueryParameter(name="sens")] = "",
) -> PortfolioFilter:
    """Read the filter and the sort from the address; a sort that is not one is by name."""
    return PortfolioFilter(
        words=words[:LONGEST],
        epci=epci[:LONGEST],
        wave=wave[:LONGEST],
        sort=sort if sort in SORTS else "nom",
        descending=direction == "desc",
    )


ASKED: Final = {"asked": Provide(asked_communes)}
PageNumber = Annotated[int, QueryParameter(name="page", ge=1, le=10_000)]


@get("/bureau/{place:uuid}", opt={"permission": "communes.read"}, dependencies=ASKED)
async def desk(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    asked: NamedDependency[PortfolioFilter],
    number: PageNumber = 1,
) -> Response[str]:
    """Every commune of the syndicate."""
    async with reading(database, visit) as connection:
        found = await portfolio(connection, visit.place.tenant_id, asked, number)
    path = f"/bureau/{visit.place.uid}"
    kept = filter_of(asked)
    links = pages(found.matching, PER_PAGE, lambda each: address(path, {**kept, **sort_of(asked), "page": str(each)}))
    sort = Sort(key=asked.sort, descending=asked.descending, path=path, asked=kept)
    values: dict[str, Any] = {"found": found, "asked": asked, "visit": visit, "pages": links, "number": number}
    return await page(
        request,
        "console/desk.html",
        part="communes",
        sort=sort,
        path=path,
        chips=chips(asked, found.epcis, path),
        **values,
    )


def filter_of(asked: PortfolioFilter) -> dict[str, str]:
    """What is filtered, as the address says it."""
    return {"mots": asked.words, "epci": asked.epci, "vague": asked.wave}


def sort_of(asked: PortfolioFilter) -> dict[str, str]:
    """How it is sorted, as the address says it."""
    return {"tri": "" if asked.sort == "nom" else asked.sort, "sens": "desc" if asked.descending else ""}


def chips(asked: PortfolioFilter, epcis: Iterable[tuple[str, str]], path: str) -> tuple[tuple[str, str], ...]:
    """The filters that are on, each with the address without it."""
    kept = filter_of(asked)
    words = {
        "mots": f"« {asked.words} »",
        "epci": dict(epcis).get(asked.epci, asked.epci),
        "vague": asked.wave,
    }
    return tuple(
        (words[name], address(path, {**kept, **sort_of(asked), name: ""})) for name, value in kept.items() if value
    )


@get("/bureau/{place:uuid}/communes.csv", opt={"permission": "communes.read"}, dependencies=ASKED)
async def export(
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    asked: NamedDependency[PortfolioFilter],
) -> Response[str]:
    """The table as a communes.csv that imports back and changes nothing."""
    async with reading(database, visit) as connection:
        rows = await exported(connection, visit.place.tenant_id, asked)
    return csv_file("communes.csv", HEADINGS, rows)


ROUTES: Final = (desk, export)
