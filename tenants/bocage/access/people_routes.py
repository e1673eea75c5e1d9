"""« Qui voit ma commune »: the people, cutting an access and giving it back."""

from datetime import UTC
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Response

from bocage.access import cutting
from bocage.access.host import Host, host_of
from bocage.access.invitations import waiting_here
from bocage.access.members import PER_PAGE, MemberFilter, MemberLine, all_members, members
from bocage.database.engine import Database
from bocage.governance.journal import exported, note
from bocage.tenancy import Visit, reading
from bocage.web.address import address, pages
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.page import page
from bocage.web.spreadsheet import csv_file

HEADINGS: Final = ("personne", "adresse", "role", "ou", "origine", "depuis", "jusqu_au", "coupe_le", "coupe_par")
LONGEST: Final = 200


async def asked_members(
    words: Annotated[str, QueryParameter(name="mots")] = "",
    cut_ones: Annotated[str, QueryParameter(name="coupes")] = "",
    number: Annotated[int, QueryParameter(name="page", ge=1, le=10_000)] = 1,
) -> MemberFilter:
    """Read the filter of the list from the address."""
    return MemberFilter(words=words[:LONGEST], cut=cut_ones == "1", page=number)


ASKED: Final = {"asked": Provide(asked_members)}


@get("/acces/{place:uuid}", opt={"permission": "people.read"}, dependencies=ASKED)
async def people(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    asked: NamedDependency[MemberFilter],
) -> Response[str]:
    """Who sees the commune, or every commune of a syndicate."""
    async with reading(database, visit) as connection:
        found = await members(connection, visit, asked)
    invited = await waiting_here(database, visit) if visit.may("people.invite") else ()
    host = await host_unless_portfolio(database, visit)
    links = pages(found.matching, PER_PAGE, lambda number: list_address(visit, asked, number))
    values: dict[str, Any] = {"members": found, "host": host, "asked": asked, "visit": visit, "pages": links}
    return await page(request, "access/people.html", part="personnes", waiting=invited, **values)


async def host_unless_portfolio(database: Database, visit: Visit) -> Host | None:
    """The syndicate behind a commune."""
    return None if visit.place.kind.is_portfolio else await host_of(database, visit)


def list_address(visit: Visit, asked: MemberFilter, number: int) -> str:
    """Address of one page of the list."""
    kept = {"mots": asked.words, "coupes": "1" if asked.cut else "", "page": str(number)}
    return address(f"/acces/{visit.place.uid}", kept)


@post(
    "/acces/{place:uuid}/{member_id:uuid}/couper",
    opt={"permission": "people.cut", "verb": "access.cut"},
    status_code=303,
)
async def cut(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    member_id: FromPath[UUID],
) -> Redirect:
    """Cut an access."""
    done = await cutting.cut(database, visit, member_id)
    here = f"/acces/{visit.place.uid}"
    sentence = f"Accès de {done.name} à {done.where} coupé. Sa prochaine page lui est refusée."
    return await redirect_with(request, here, Message(sentence=sentence, undo_action=f"{here}/{member_id}/rendre"))


@post(
    "/acces/{place:uuid}/{member_id:uuid}/rendre",
    opt={"permission": "people.cut", "verb": "access.restored"},
    status_code=303,
)
async def restore(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    member_id: FromPath[UUID],
) -> Redirect:
    """Give an access back."""
    done = await cutting.restore(database, visit, member_id)
    message = Message(sentence=f"Accès de {done.name} à {done.where} rendu, comme avant.")
    return await redirect_with(request, f"/acces/{visit.place.uid}", message)


@get("/acces/{place:uuid}/export.csv", opt={"permission": "people.read"}, dependencies=ASKED)
async def people_export(
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    asked: NamedDependency[MemberFilter],
) -> Response[str]:
    """The list as a file, the syndicate's people included."""
    async with reading(database, visit) as connection:
        lines = await all_members(connection, visit, asked)
    host = await host_unless_portfolio(database, visit)
    everybody = (*lines, *(host.people if host else ()))
    await note(database, visit, exported(visit, "people.exported", "people", len(everybody)))
    return csv_file("acces.csv", HEADINGS, map(cells, everybody))


def cells(line: MemberLine) -> tuple[object, ...]:
    """The cells of a line; instants are in UTC."""
    cut_at = None if line.cut_at is None else line.cut_at.astimezone(UTC).isoformat(timespec="seconds")
    return (line.name, line.email, line.role, line.where, line.origin, line.since, line.until, cut_at, line.cut_by)


ROUTES: Final = (people, cut, restore, people_export)
