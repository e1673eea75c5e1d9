"""The composition root: what entry points bring becomes one application."""

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx
from litestar import Litestar
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.identity.cookies import CookieNames
from bocage.identity.current import find_sessions
from bocage.identity.demonstration import PATH, DemonstrationPerson, DemonstrationProvider
from bocage.identity.headers import with_headers
from bocage.identity.people import follow_demonstration
from bocage.identity.provider import Client, Provider
from bocage.settings import NOTHING_LEAVES, MailSettings, WebSettings
from bocage.tenancy import Refusal
from bocage.tenancy.ports import Entitlements, Rights
from bocage.web import demonstration_provider, sign_in, statements
from bocage.web.assets import Assets
from bocage.web.classification import refuse_strays, refuse_unclassified
from bocage.web.edge import accident, http_error, refused, sign_in_needed
from bocage.web.guard import SignInNeededError, guard, provide_database, provide_visit
from bocage.web.health import live, ready
from bocage.web.home import home
from bocage.web.icons import Icons
from bocage.web.machine_routes import openapi
from bocage.web.request_name import name_requests
from bocage.web.static import asset
from bocage.web.templates_of import environment

LARGEST_BODY: Final = 11 * 1024 * 1024
"""Bytes: a file of 10 MB and the form around it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the application stands on; the ports are the installed answers unless a test gives others."""

    settings: WebSettings
    database_url: str
    npm_folder: Path
    people: tuple[DemonstrationPerson, ...] = ()
    rights: Rights = field(default_factory=discovery.rights)
    entitlements: Entitlements = field(default_factory=discovery.entitlements)
    mail: MailSettings = NOTHING_LEAVES
    pool_size: int = 10


class NoProviderError(Refusal):
    """Nobody to sign in with."""


def create_app(surroundings: Surroundings) -> ASGIApp:
    """Build the application inside its wrappers: the name of the request, the headers, the session."""
    litestar = build(surroundings)
    settings = surroundings.settings
    inner = find_sessions(litestar, litestar.state.database, litestar.state.cookies)
    headed = with_headers(inner, secure=settings.secure, form_targets=form_targets(settings))
    return name_requests(headed)


def form_targets(settings: WebSettings) -> tuple[str, ...]:
    """The provider's origin: the sign-out form ends there after a redirection."""
    return () if settings.issuer is None else ("/".join(settings.issuer.split("/")[:3]),)


def build(surroundings: Surroundings) -> Litestar:
    """Put routes, guard, errors and state together, refusing a route that says nothing of itself."""
    handlers = route_handlers()
    refuse_unclassified(handlers, permissions=discovery.permissions(), verbs=discovery.verbs())
    refuse_strays(discovery.modules())
    return Litestar(
        route_handlers=handlers,
        guards=[guard],
        dependencies={"visit": Provide(provide_visit), "database": Provide(provide_database)},
        exception_handlers={
            Refusal: refused,
            SignInNeededError: sign_in_needed,
            HTTPException: http_error,
            Exception: accident,
        },
        lifespan=[living],
        # Pages are not for programs: a machine's route says that it is one.
        include_in_schema=False,
        openapi_config=openapi(),
        logging_config=None,
        request_max_body_size=LARGEST_BODY,
        state=State(state_of(surroundings)),
    )


def set_aside_what_lasts() -> None:
    """Take what was imported and built out of the collector's sight: whoever serves calls it once, before the first page.

    A full collection looked at all of it in the midst of a page: the slowest pages took twice the time of the others.
    """
    gc.collect()
    gc.freeze()


def route_handlers() -> list[HTTPRouteHandler]:
    """The platform's own routes, then those that parts bring."""
    own = (live, ready, home, asset, *sign_in.ROUTES, *statements.ROUTES, *demonstration_provider.ROUTES)
    return [*own, *discovery.routes()]


def state_of(surroundings: Surroundings) -> dict[str, Any]:
    """What handlers find on the application."""
    settings = surroundings.settings
    demonstration = demonstration_of(surroundings)
    # The demonstration's provider is this very machine: a proxy of the network could not reach it.
    http = httpx.AsyncClient(follow_redirects=False, trust_env=demonstration is None)
    assets = Assets.of(surroundings.npm_folder)
    return {
        "settings": settings,
        "mail": surroundings.mail,
        "database": Database(surroundings.database_url, pool_size=surroundings.pool_size),
        "rights": surroundings.rights,
        "entitlements": surroundings.entitlements,
        "cookies": CookieNames.fit_for(secure=settings.secure),
        "http": http,
        "demonstration_provider": demonstration,
        "provider": Provider(client_of(settings, demonstration), http),
        "assets": assets,
        "templates": environment(asset=assets.url, icon=Icons(surroundings.npm_folder / "lucide-static" / "icons")),
    }


def demonstration_of(surroundings: Surroundings) -> DemonstrationProvider | None:
    """The demonstration's provider, in demonstration mode and on loopback only."""
    settings = surroundings.settings
    if not settings.demonstration or not settings.on_loopback:
        return None
    return DemonstrationProvider(
        address=settings.public_url + PATH,
        client_id=settings.client_id,
        redirect_uri=callback_of(settings),
        people=surroundings.people,
    )


def client_of(settings: WebSettings, demonstration: DemonstrationProvider | None) -> Client:
    """What the provider knows us by; without a provider the process does not start."""
    if settings.issuer is None and demonstration is None:
        sentence = "Aucun service de connexion : donnez OIDC_ISSUER, OIDC_CLIENT_ID et OIDC_CLIENT_SECRET."
        raise NoProviderError(sentence)
    own = demonstration if settings.issuer is None else None
    return Client(
        issuer=settings.issuer or (own.issuer if own else ""),
        client_id=settings.client_id,
        client_secret=own.client_secret if own else (settings.client_secret or ""),
        redirect_uri=callback_of(settings),
        address=own.address if own else None,
    )


def callback_of(settings: WebSettings) -> str:
    """The one address that the provider may send back to."""
    return f"{settings.public_url}/auth/callback"


@asynccontextmanager
async def living(app: Litestar) -> AsyncIterator[None]:
    """Bind the demonstration's people when the process starts; give connections back when it ends."""
    if app.state.demonstration_provider is not None:
        await follow_demonstration(app.state.database, app.state.demonstration_provider.issuer)
    yield
    await app.state.http.aclose()
    await app.state.database.close()
