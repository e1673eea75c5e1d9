"""The journal on screen and as a file."""

import json
from collections.abc import Mapping
from datetime import UTC, date
from typing import Annotated, Any, Final

from litestar import get
from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter
from litestar.response import Response

from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.governance.journal import exported, note
from bocage.governance.lines import PER_PAGE, JournalFilter, JournalLine, journal_export, journal_page
from bocage.tenancy import Visit, reading
from bocage.web.address import address, pages
from bocage.web.guard import AnyRequest
from bocage.web.page import page
from bocage.web.spreadsheet import csv_file

HEADINGS: Final = ("quand_utc", "qui", "quoi", "sur", "ou", "avant", "apres")
LONGEST: Final = 200
KINDS: Final = (
    ("", "Tout"),
    ("access", "Accès"),
    ("session", "Connexions"),
    ("commune", "Communes"),
    ("import", "Imports"),
)


async def asked_lines(
    words: Annotated[str, QueryParameter(name="mots")] = "",
    kind: Annotated[str, QueryParameter(name="quoi")] = "",
    first_day: Annotated[str, QueryParameter(name="du")] = "",
    last_day: Annotated[str, QueryParameter(name="au")] = "",
    number: Annotated[int, QueryParameter(name="page", ge=1, le=10_000)] = 1,
) -> JournalFilter:
    """Read the filter from the address; a day that is not one is not asked."""
    return JournalFilter(
        words=words[:LONGEST],
        kind=kind[:LONGEST],
        first_day=day_or_none(first_day),
        last_day=day_or_none(last_day),
        page=number,
    )


def day_or_none(text: str) -> date | None:
    """Read a day as the browser's field writes it."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


ASKED: Final = {"asked": Provide(asked_lines)}


@get("/journal/{place:uuid}", opt={"permission": "journal.read"}, dependencies=ASKED)
async def journal(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    asked: NamedDependency[JournalFilter],
) -> Response[str]:
    """What was done, newest first."""
    async with reading(database, visit) as connection:
        found = await journal_page(connection, visit, asked)
    links = pages(found.matching, PER_PAGE, lambda number: journal_address(visit, asked, page=str(number)))
    values: dict[str, Any] = {
        "found": found,
        "asked": asked,
        "visit": visit,
        "pages": links,
        "kinds": kind_links(visit, asked),
    }
    export = journal_address(visit, asked, "/export.csv")
    said: dict[str, Any] = {"verbs": discovery.verbs(), "words": discovery.words()}
    return await page(request, "access/journal.html", part="journal", export=export, **said, **values)


def kind_links(visit: Visit, asked: JournalFilter) -> tuple[tuple[str, str, bool], ...]:
    """The segments above the table: words, address, whether chosen."""
    return tuple((words, journal_address(visit, asked, quoi=kind), kind == asked.kind) for kind, words in KINDS)


def journal_address(visit: Visit, asked: JournalFilter, suffix: str = "", **changed: str) -> str:
    """Address of the journal with its filter, in part changed."""
    days = {"du": asked.first_day, "au": asked.last_day}
    kept = {name: day.isoformat() for name, day in days.items() if day is not None}
    wanted = {"mots": asked.words, "quoi": asked.kind, **kept, **changed}
    return address(f"/journal/{visit.place.uid}{suffix}", wanted)


@get("/journal/{place:uuid}/export.csv", opt={"permission": "journal.read"}, dependencies=ASKED)
async def export(
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    asked: NamedDependency[JournalFilter],
) -> Response[str]:
    """The journal as a file."""
    async with reading(database, visit) as connection:
        lines = await journal_export(connection, visit, asked)
    await note(database, visit, exported(visit, "journal.exported", "journal", len(lines)))
    return csv_file("journal.csv", HEADINGS, map(cells, lines))


def cells(line: JournalLine) -> tuple[object, ...]:
    """The cells of a line; instants are in UTC, values as JSON."""
    at = line.at.astimezone(UTC).isoformat(timespec="seconds")
    return (at, line.actor_name, line.verb, line.object_label, line.where, told(line.before), told(line.after))


def told(values: Mapping[str, Any] | None) -> str:
    """Write values so that a program reads them again."""
    return "" if values is None else json.dumps(values, ensure_ascii=False)


ROUTES: Final = (journal, export)
