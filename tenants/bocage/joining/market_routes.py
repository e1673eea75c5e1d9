"""The markets of a syndicate: dates, ceilings, and every order passed on them."""

from typing import Any, Final
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.database.engine import Database
from bocage.governance.journal import writing
from bocage.joining import market_form as form
from bocage.joining.doors import SYNDICATES
from bocage.joining.kept import Kept, paths_of
from bocage.joining.markets import Market, euros
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.shared import MARKETS, Shared, add, all_of, one_of, replace_with, sent_version
from bocage.joining.spot import address_of
from bocage.joining.typed import Typed
from bocage.tenancy import Visit, reading
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.page import page

HERE: Final = "/bureau/{place:uuid}/marches"
ONE: Final = "/bureau/{place:uuid}/marches/{market:uuid}"
FOLLOWS: Final[dict[str, Any]] = {"permission": "path.follow", "kinds": SYNDICATES}
WRITES: Final = {**FOLLOWS, "verb": "market.changed"}
NEW: Final = Market(number="")


@get(HERE, opt=FOLLOWS)
async def markets(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[str]:
    """Every market, and the form of a new one."""
    return await list_page(request, visit, database, {}, None)


@post(HERE, opt=WRITES, status_code=303)
async def start(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[Any]:
    """Add a market."""
    typed = {name: str(value) for name, value in (await request.form()).items()}
    try:
        market = form.with_typed(NEW, Typed(typed))
    except JoiningRefusal as refusal:
        return await list_page(request, visit, database, typed, refusal)
    async with writing(database, visit) as work:
        new = await add(work, MARKETS, market)
    here = f"/bureau/{visit.place.uid}/marches/{new}"
    return await redirect_with(request, here, Message(sentence=f"Le marché {market.number} est enregistré."))


@get(ONE, opt=FOLLOWS)
async def show(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    market: FromPath[UUID],
) -> Response[str]:
    """One market: ceilings and orders."""
    return await one_page(request, visit, await read(database, visit, market), {}, None)


@post(ONE, opt=WRITES, status_code=303)
async def save(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    market: FromPath[UUID],
) -> Response[Any]:
    """Enter dates and ceilings."""
    held, paths = await read(database, visit, market)
    typed = {name: str(value) for name, value in (await request.form()).items()}
    try:
        after = form.with_typed(held.thing, Typed(typed))
        async with writing(database, visit) as work:
            await replace_with(work, MARKETS, sent_version(held, typed), after)
    except JoiningRefusal as refusal:
        return await one_page(request, visit, (held, paths), typed, refusal)
    here = f"/bureau/{visit.place.uid}/marches/{market}"
    return await redirect_with(request, here, Message(sentence=f"Le marché {after.number} est à jour."))


async def read(database: Database, visit: Visit, market: UUID) -> tuple[Shared[Market], tuple[Kept, ...]]:
    """The market of the address, and the paths that order on it."""
    async with reading(database, visit) as connection:
        held = await one_of(connection, MARKETS, visit.place.tenant_id, market)
        paths = await paths_of(connection, visit.scope.readable)
    return held, tuple(one for one in paths if one.market_id == market)


async def one_page(
    request: AnyRequest,
    visit: Visit,
    read_now: tuple[Shared[Market], tuple[Kept, ...]],
    typed: dict[str, str],
    refusal: JoiningRefusal | None,
) -> Response[str]:
    """Show a market with what was typed."""
    held, paths = read_now
    orders = [(one, order) for one in paths for order in one.facts.orders]
    faults = (refusal.beside("limit"),) if refusal else ()
    values: dict[str, Any] = {
        "visit": visit,
        "held": held,
        "ceilings": form.ceiling_lines(held.thing, (order for _, order in orders)),
        "orders": sorted(orders, key=lambda pair: pair[1].ordered_on, reverse=True),
        "paths": paths,
        "typed": {**form.values(held.thing), **typed},
        "faults": faults,
        "errors": dict(faults),
        "fields": form.FIELDS,
        "ceiling": form.CEILING,
        "at": address_of,
        "euros": euros,
    }
    return await page(request, "joining/market.html", status=422 if refusal else 200, **values)


async def list_page(
    request: AnyRequest, visit: Visit, database: Database, typed: dict[str, str], refusal: JoiningRefusal | None
) -> Response[str]:
    """Show every market and the form."""
    async with reading(database, visit) as connection:
        found = await all_of(connection, MARKETS, visit.place.tenant_id)
    faults = (refusal.beside("number"),) if refusal else ()
    values: dict[str, Any] = {
        "visit": visit,
        "lines": found,
        "typed": typed,
        "faults": faults,
        "errors": dict(faults),
        "fields": form.FIELDS,
    }
    return await page(request, "joining/markets.html", status=422 if refusal else 200, **values)


ROUTES: Final = (markets, start, show, save)
