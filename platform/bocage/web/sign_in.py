"""The way in and the way out."""

from typing import Annotated, Any, Final, Literal
from urllib.parse import urlsplit

import structlog
from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from litestar.response import Redirect, Response

from bocage.database.engine import Database
from bocage.governance.journal import Actor, Deed, Work
from bocage.identity.cookies import LOGIN_SECONDS, CookieNames, cookie_value
from bocage.identity.current import session_of
from bocage.identity.provider import Provider, ProviderSilentRefusal
from bocage.identity.sessions import IDLE, choose_theme, end_session, limit_idle
from bocage.identity.sign_in import Arrival, arrive, depart, local_path
from bocage.identity.tokens import SignInRefusal
from bocage.settings import WebSettings
from bocage.tenancy import Person, Standing
from bocage.web.guard import AnyRequest, request_id
from bocage.web.page import page

LOG: Final = structlog.get_logger("bocage.web")
OPEN: Final = {"open_to": "anyone"}


@get("/auth/entree", opt=OPEN)
async def enter(
    request: AnyRequest,
    database: NamedDependency[Database],
    return_to: Annotated[str, QueryParameter(name="retour")] = "/",
) -> Redirect:
    """Leave for the provider, from the one address that it sends back to."""
    elsewhere = other_address(request)
    if elsewhere is not None:
        return Redirect(elsewhere, status_code=303)
    names = cookies_of(request)
    browser = cookie_value(request.scope, names.attempt)
    departure = await depart(database, provider_of(request), return_to, browser)
    cookie = names.header(names.attempt, departure.browser, seconds=LOGIN_SECONDS)
    return Redirect(departure.address, status_code=303, headers={"Set-Cookie": cookie})


@get("/auth/callback", opt={**OPEN, "verb": "session.opened"})
async def callback(request: AnyRequest, database: NamedDependency[Database]) -> Response[Any]:
    """Come back from the provider, signed in or not."""
    names = cookies_of(request)
    browser = cookie_value(request.scope, names.attempt)
    try:
        arrival = await arrive(database, provider_of(request), only_values(request), browser)
    except SignInRefusal as refusal:
        LOG.warning("sign-in refused", reason=refusal.reason, request=request_id(request))
        return await page(request, "sign_in/refused.html", status=refusal.status, sentence=refusal.sentence)
    await settle(request, database, arrival)
    cookie = names.header(names.session, arrival.cookie)
    return Redirect(arrival.return_to, status_code=303, headers={"Set-Cookie": cookie})


def only_values(request: AnyRequest) -> dict[str, str]:
    """What the provider answers; a parameter given twice is an answer that somebody mended."""
    given = list(request.query_params.multi_items())
    answer = {name: str(value) for name, value in given}
    if len(answer) != len(given):
        raise SignInRefusal("parameter given twice")
    return answer


async def settle(request: AnyRequest, database: Database, arrival: Arrival) -> None:
    """End the session that this browser had, fit the new one to the person's roles, and tell the journals."""
    before = session_of(request.scope)
    if before is not None:
        await end_session(database, before.key)
    standings = await tell(request, database, arrival.person, "session.opened")
    await limit_idle(database, arrival.cookie, min((standing.idle for standing in standings), default=IDLE))


@get("/auth/absent", opt=OPEN)
async def absent(request: AnyRequest, return_to: Annotated[str, QueryParameter(name="retour")] = "/") -> Response[str]:
    """Say that a session has ended while a form was open."""
    return await page(request, "sign_in/absent.html", status=401, return_to=local_path(return_to))


@post("/auth/sortie", opt={**OPEN, "verb": "session.closed"}, status_code=303)
async def leave(request: AnyRequest, database: NamedDependency[Database]) -> Redirect:
    """End the session here first, then at the provider."""
    session = session_of(request.scope)
    if session is not None:
        await end_session(database, session.key)
        await tell(request, database, session.person, "session.closed")
    names = cookies_of(request)
    gone = {"Set-Cookie": names.header(names.session, "", seconds=0), "Clear-Site-Data": '"cache"'}
    return Redirect(await way_out(request), status_code=303, headers=gone)


async def way_out(request: AnyRequest) -> str:
    """The provider's own way out; ours when it has none or does not answer, since here the session is over already."""
    after = f"{public_url(request)}/auth/parti"
    try:
        return await provider_of(request).sign_out_address(after) or after
    except ProviderSilentRefusal:
        return after


@get("/auth/parti", opt=OPEN)
async def gone(request: AnyRequest) -> Response[str]:
    """Say that the way out is behind."""
    return await page(request, "sign_in/gone.html")


@post("/apparence", opt={"open_to": "signed_in", "verb": "theme.chosen"}, status_code=303)
async def appearance(request: AnyRequest, database: NamedDependency[Database]) -> Redirect:
    """Remember the mood a person reads in, and come back to the page."""
    form = await request.form()
    session = session_of(request.scope)
    if session is not None and form.get("theme") in THEMES:
        await choose_theme(database, session.person.person_id, str(form["theme"]))
        await tell(request, database, session.person, "theme.chosen")
    return Redirect(local_path(str(form.get("retour", "/"))), status_code=303)


THEMES: Final[tuple[Literal["auto", "light", "dark"], ...]] = ("auto", "light", "dark")


async def tell(request: AnyRequest, database: Database, person: Person, verb: str) -> tuple[Standing, ...]:
    """Leave a line in the journal of each place open to the person, and return what they are there."""
    standings: tuple[Standing, ...] = await request.app.state.rights.standings(database, person.person_id)
    actor = Actor(actor_id=person.person_id, name=person.name, request_id=request_id(request))
    deed = Deed(verb=verb, object_kind="person", object_id=str(person.person_id), object_label=person.name)
    for place in (standing.place for standing in standings):
        async with database.transaction(place.database_role, writable=place.tenant_id) as connection:
            await Work(connection, actor, place.tenant_id).record(deed)
    return standings


def other_address(request: AnyRequest) -> str | None:
    """Our own address for a request that came by another name of this machine, whose cookies would not come back.

    In demonstration on loopback only: elsewhere a proxy may well write another name on what it hands over.
    """
    settings: WebSettings = request.app.state.settings
    if not settings.on_loopback or request.headers.get("Host") == urlsplit(settings.public_url).netloc:
        return None
    return f"{settings.public_url}/auth/entree?{request.url.query}"


def public_url(request: AnyRequest) -> str:
    """The address that people type."""
    settings: WebSettings = request.app.state.settings
    return settings.public_url


def provider_of(request: AnyRequest) -> Provider:
    """The provider of this installation."""
    provider: Provider = request.app.state.provider
    return provider


def cookies_of(request: AnyRequest) -> CookieNames:
    """The names of the cookies here."""
    names: CookieNames = request.app.state.cookies
    return names


ROUTES: Final = (enter, callback, absent, leave, gone, appearance)
