"""The paths of a place, and the page of one."""

from typing import Any, Final

from litestar import get
from litestar.di import NamedDependency
from litestar.response import Redirect, Response

from bocage.database.engine import Database
from bocage.joining.changing import take_back
from bocage.joining.doors import PATH, PATHS, SYNDICATES
from bocage.joining.file_export import paths_file
from bocage.joining.kept import entries_of
from bocage.joining.lists import Listed, listed_paths
from bocage.joining.path_page import page_values
from bocage.joining.path_words import named
from bocage.joining.pieces import pieces_of
from bocage.joining.spot import Spot, address_of, paths_address
from bocage.joining.summary import PHASES
from bocage.joining.typed import version_in
from bocage.tenancy import Visit, reading
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.page import page


async def paths(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
) -> Response[str]:
    """Every path that the place follows."""
    found: Listed = await listed_paths(database, visit, request.query_params.get("phase", ""))
    values: dict[str, Any] = {"found": found, "visit": visit, "phases": PHASES, "base": paths_address(visit)}
    return await page(request, "joining/paths.html", part="parcours", named=named, at=address_of, **values)


async def take_away(visit: NamedDependency[Visit], database: NamedDependency[Database]) -> Response[str]:
    """Every path as a file that comes back in."""
    return await paths_file(database, visit)


async def show(request: AnyRequest, spot: NamedDependency[Spot]) -> Response[str]:
    """One path."""
    async with reading(spot.database, spot.visit) as connection:
        history = await entries_of(connection, spot.kept)
        pieces = await pieces_of(connection, spot.kept)
    return await page(request, "joining/path.html", pieces=pieces, **page_values(spot, history))


async def undo(request: AnyRequest, spot: NamedDependency[Spot]) -> Redirect:
    """Take the last entry back."""
    typed = {name: str(value) for name, value in (await request.form()).items()}
    await take_back(spot.hand, spot.kept.path_id, version_in(typed))
    return await redirect_with(request, spot.here, Message(sentence="L’entrée est annulée ; l’histoire la garde."))


ROUTES: Final = (
    *PATHS.shows(paths, "path.read"),
    get("/bureau/{place:uuid}/parcours/communes.csv", opt={"permission": "path.follow", "kinds": SYNDICATES})(
        take_away
    ),
    *PATH.shows(show, "path.read"),
    *PATH.takes(undo, "path.write", "path.taken_back", "/annuler"),
)
