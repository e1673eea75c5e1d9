"""« Modules » at the syndicate: which commune has which, and one commune's own page."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Response

from bocage.catalogue import discovery
from bocage.communes.portfolio import PER_PAGE
from bocage.database.engine import Database
from bocage.subscriptions import words
from bocage.subscriptions.attached import attached
from bocage.subscriptions.cards import cards
from bocage.subscriptions.grid import grid
from bocage.subscriptions.requirements import own_eyes
from bocage.tenancy import Kind, Visit, reading
from bocage.tenancy.stage import Stage
from bocage.web.address import address, pages
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest
from bocage.web.page import page

KINDS: Final = frozenset({Kind.SYNDICATE})
READ: Final = {"permission": "subscriptions.read", "kinds": KINDS}
COMMUNE: Final = "/abonnements/{place:uuid}/communes/{commune:uuid}"
LONGEST: Final = 200


@get("/abonnements/{place:uuid}", opt=READ)
async def communes(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    sought: Annotated[str, QueryParameter(name="mots")] = "",
    number: Annotated[int, QueryParameter(name="page", ge=1, le=10_000)] = 1,
) -> Response[str]:
    """Every commune with its modules."""
    sought, path = sought[:LONGEST], f"/abonnements/{visit.place.uid}"
    async with reading(database, visit) as connection:
        found = await grid(connection, visit, sought, number, civil_day(datetime.now(UTC)))
    links = pages(found.communes.matching, PER_PAGE, lambda n: address(path, {"mots": sought, "page": str(n)}))
    values: dict[str, Any] = {"visit": visit, "found": found, "sought": sought, "path": path, "number": number}
    gone = [words.gone(one.title) for one in found.tallies if not one.installed]
    return await page(request, "subscriptions/communes.html", part="communes", pages=links, gone=gone, **values)


@get(COMMUNE, opt=READ)
async def commune(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    commune: FromPath[UUID],
) -> Response[str]:
    """Every module at one commune."""
    there = await attached(database, visit, commune)
    titles = await discovery.entitlements().subscribed(database)
    today = civil_day(datetime.now(UTC))
    async with own_eyes(database, there.tenant_id) as connection:
        found = await cards(connection, there.tenant_id, titles, today)
    values: dict[str, Any] = {"visit": visit, "there": there, "cards": found, "today": today, "stages": words.STAGES}
    gone = [words.gone(one.title) for one in found if not one.installed and one.is_held]
    return await page(request, "subscriptions/commune.html", Stage=Stage, gone=gone, **values)


ROUTES: Final = (communes, commune)
