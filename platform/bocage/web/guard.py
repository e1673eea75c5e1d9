"""The guard: nobody passes without a session, a standing at the place, its subscription, and the route's permission."""

from datetime import UTC, datetime
from typing import Any

from litestar import Request
from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.identity.csrf import refuse_forged
from bocage.identity.current import session_of
from bocage.tenancy import NotFoundRefusal, NotPermittedRefusal, Place, Standing, Visit
from bocage.tenancy.ports import Entitlements, Rights, standing_at
from bocage.web.classification import ANYONE, READING, classified
from bocage.web.french import civil_day

AnyConnection = ASGIConnection[Any, Any, Any, Any]
AnyRequest = Request[Any, Any, Any]


class SignInNeededError(Exception):
    """Nobody is signed in: the edge sends a page to the sign-in and tells a form that its session has ended."""


async def guard(connection: AnyConnection, handler: BaseRouteHandler) -> None:
    """Let a request through, leaving on its state the standings, the visit and what its pages wear."""
    said = classified(dict(handler.opt))
    connection.state.standings = ()
    connection.state.visit = None
    connection.state.modules = {}
    connection.state.livery = None
    session = session_of(connection.scope)
    if session is not None:
        database: Database = connection.app.state.database
        connection.state.standings = await rights_of(connection).standings(
            database, session.person.person_id, session.places
        )
    if not handler.opt.get("machine"):
        await refuse_forged_writing(connection)
    if said.open_to == ANYONE:
        return
    if session is None:
        raise SignInNeededError
    if said.permission is not None:
        standing = standing_here(connection)
        if standing.place.kind not in said.kinds:
            raise absent(connection)
        await refuse_unless_subscribed(connection, standing.place, said.permission)
        refuse_unless_permitted(standing, said.permission)
        connection.state.visit = Visit(person=session.person, standing=standing, request_id=request_id(connection))
        connection.state.livery = await discovery.liveries().worn_at(connection.app.state.database, standing.place)


async def refuse_forged_writing(connection: AnyConnection) -> None:
    """Refuse a form that did not come from a page of this session."""
    request: AnyRequest = Request(connection.scope, connection.receive)
    if request.method not in READING:
        await refuse_forged(request, connection.app.state.settings.public_url)


def standing_here(connection: AnyConnection) -> Standing:
    """Find what the person is at the place of the address; an unknown place and a neighbour's are the same refusal."""
    standing = standing_at(connection.state.standings, connection.path_params["place"])
    if standing is None:
        raise absent(connection)
    return standing


def absent(connection: AnyConnection) -> NotFoundRefusal:
    """The refusal of an address that does not exist: its page says nothing of the person's places."""
    connection.state.standings = ()
    return NotFoundRefusal()


async def refuse_unless_subscribed(connection: AnyConnection, place: Place, permission: str) -> None:
    """Leave the modules open at the place on the state; one that is not open there does not exist."""
    entitlements: Entitlements = connection.app.state.entitlements
    today = civil_day(datetime.now(UTC))
    connection.state.modules = await entitlements.open_modules(connection.app.state.database, place, today)
    module = discovery.module_of(permission)
    if module is not None and module not in connection.state.modules:
        raise absent(connection)


def rights_of(connection: AnyConnection) -> Rights:
    """The installed answer to « who may what »."""
    rights: Rights = connection.app.state.rights
    return rights


def refuse_unless_permitted(standing: Standing, permission: str) -> None:
    """Refuse inside one's own place, saying what is missing and who can grant it."""
    if standing.may(permission):
        return
    wanted = " ".join(discovery.permission_titles([permission])) or permission
    raise NotPermittedRefusal(
        f"Votre rôle à {standing.place.name} ({standing.role_title}) ne permet pas ceci : {wanted}. "
        f"{standing.granted_by} peut vous donner ce droit.",
    )


def request_id(connection: AnyConnection) -> str:
    """Return the name under which this request is found in the logs and in the journal."""
    return str(connection.scope["state"].get("request_id", ""))


async def provide_visit(request: AnyRequest) -> Visit:
    """Give the handler the visit that the guard built."""
    visit: Visit | None = request.state.visit
    if visit is None:
        raise NotFoundRefusal
    return visit


async def provide_database(request: AnyRequest) -> Database:
    """Give the handler the pool of the process."""
    database: Database = request.app.state.database
    return database
