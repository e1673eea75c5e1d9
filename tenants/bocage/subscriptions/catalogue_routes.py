"""« Modules » in a commune: what each brings to it, what it asks, whom to call."""

from datetime import UTC, datetime
from typing import Any, Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Response

from bocage.access.host import Host, host_of
from bocage.access.members import MemberLine
from bocage.access.roles import ROLES
from bocage.catalogue import discovery
from bocage.catalogue.manifest import Manifest
from bocage.database.engine import Database
from bocage.governance.journal import writing
from bocage.subscriptions import asking
from bocage.subscriptions.cards import cards
from bocage.subscriptions.requirements import own_eyes
from bocage.tenancy import Kind, NotFoundRefusal, Visit
from bocage.web.flash import Message, redirect_with
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest
from bocage.web.page import page

KINDS: Final = frozenset({Kind.COMMUNE})
ASKS: Final = {"permission": "modules.ask", "kinds": KINDS}


@get("/modules/{place:uuid}", opt={"permission": "modules.read", "kinds": KINDS})
async def catalogue(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[str]:
    """Every module, for this place."""
    titles = await discovery.entitlements().subscribed(database)
    async with own_eyes(database, visit.place.tenant_id) as connection:
        found = await cards(connection, visit.place.tenant_id, titles, civil_day(datetime.now(UTC)))
    host = await host_of(database, visit)
    there = [one for one in found if one.installed]
    values: dict[str, Any] = {"visit": visit, "cards": there, "host": host, "callee": callee_of(host)}
    return await page(request, "subscriptions/catalogue.html", asks=visit.may("modules.ask"), **values)


def callee_of(host: Host | None) -> MemberLine | None:
    """Whom to call: the syndicate's officer for the communes, else its administrator."""
    for role in ("charge_affaires", "administrateur"):
        for person in host.people if host else ():
            if person.role == ROLES[role].title:
                return person
    return None


def installed(slug: str) -> Manifest:
    """The module of an address."""
    part = next((one for one in discovery.modules() if one.slug == slug), None)
    if part is None:
        raise NotFoundRefusal
    return part


@post("/modules/{place:uuid}/{module:str}/demander", opt={**ASKS, "verb": "module.asked"}, status_code=303)
async def ask(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database], module: FromPath[str]
) -> Redirect:
    """Ask the syndicate for a module."""
    part, here = installed(module), f"/modules/{visit.place.uid}"
    async with writing(database, visit) as work:
        await asking.ask(work, part.slug, part.title, civil_day(datetime.now(UTC)))
    sentence = f"Le module « {part.title} » est demandé. Le syndicat voit votre demande et vous répond."
    undo = f"{here}/{part.slug}/ne-plus-demander"
    return await redirect_with(request, here, Message(sentence=sentence, undo_action=undo))


@post(
    "/modules/{place:uuid}/{module:str}/ne-plus-demander",
    opt={**ASKS, "verb": "module.request_withdrawn"},
    status_code=303,
)
async def take_back(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database], module: FromPath[str]
) -> Redirect:
    """Take a request back."""
    part, here = installed(module), f"/modules/{visit.place.uid}"
    async with writing(database, visit) as work:
        await asking.take_back(work, part.slug, part.title, civil_day(datetime.now(UTC)))
    return await redirect_with(request, here, Message(sentence=f"La demande de « {part.title} » est retirée."))


ROUTES: Final = (catalogue, ask, take_back)
