"""A colleague invited, an invitation taken back, an invitation accepted."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Response

from bocage.access.accepting import accept, offered_by
from bocage.access.invitation_letter import Invited, letter_of
from bocage.access.invitations import (
    LIFE,
    OFFERED,
    Colleague,
    InvitationRefusal,
    invite,
    offered,
    revoke,
    typed_colleague,
    waiting_here,
)
from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.identity.current import session_of
from bocage.mail.sending import Delivery, Outcome, send
from bocage.tenancy import NotFoundRefusal, Person, Place, Refusal, Visit
from bocage.tenancy.ports import standing_at
from bocage.web.flash import Message, redirect_with
from bocage.web.front_page import home_of
from bocage.web.guard import AnyRequest, request_id
from bocage.web.page import page

HERE: Final = "/acces/{place:uuid}/invitations"
OPT: Final[dict[str, Any]] = {"permission": "people.invite", "kinds": frozenset(OFFERED)}
LONGEST: Final = 80


@get(HERE, opt=OPT)
async def invitations(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[str]:
    """The form, and who is invited already."""
    return await invitations_page(request, visit, database)


@post(HERE, opt={**OPT, "verb": "access.invited"}, status_code=303)
async def send_invitation(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[Any]:
    """Invite a colleague; the link is shown here, once, when no letter left."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    try:
        colleague = typed_colleague(form, visit)
        code = await invite(database, visit, colleague, datetime.now(UTC))
    except InvitationRefusal as refusal:
        return await invitations_page(request, visit, database, refusal, form)
    return await announced(request, visit, colleague, code)


async def announced(request: AnyRequest, visit: Visit, colleague: Colleague, code: str) -> Response[Any]:
    """Send the link; without a letter that left, show it once, to be handed over."""
    link, now = f"{request.app.state.settings.public_url}/invitation?code={code}", datetime.now(UTC)
    delivery = await sent(request, visit, colleague, link, now)
    if delivery.outcome is Outcome.SENT:
        message = Message(sentence=f"{colleague.name} est invité. {delivery.sentence}")
        return await redirect_with(request, at(visit), message)
    told: dict[str, Any] = {"colleague": colleague, "link": link, "delivery": delivery, "ends_at": now + LIFE}
    return await page(request, "access/invited.html", visit=visit, base=at(visit), **told)


async def sent(request: AnyRequest, visit: Visit, colleague: Colleague, link: str, now: datetime) -> Delivery:
    """Hand the letter over."""
    invited = Invited(place=visit.place.name, inviter=visit.person.name, link=link, ends_at=now + LIFE)
    return await send(request.app.state.mail, letter_of(colleague, invited), now)


@post(HERE + "/{invitation:uuid}/retirer", opt={**OPT, "verb": "access.uninvited"}, status_code=303)
async def take_back(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    invitation: FromPath[UUID],
) -> Redirect:
    """Take an invitation back."""
    name = await revoke(database, visit, invitation, datetime.now(UTC))
    message = Message(sentence=f"L’invitation de {name} est retirée : son lien n’ouvre plus rien.")
    return await redirect_with(request, at(visit), message)


@get("/invitation", opt={"open_to": "signed_in"})
async def invitation(
    request: AnyRequest,
    database: NamedDependency[Database],
    code: Annotated[str, QueryParameter(name="code")] = "",
) -> Response[str]:
    """Say to what one is invited, and by whom; nothing is given before one accepts."""
    try:
        found = await offered_by(database, code[:LONGEST])
    except Refusal as refusal:
        return await page(request, "access/invitation.html", offered=None, code="", sentence=refusal.sentence)
    return await page(request, "access/invitation.html", offered=found, code=code[:LONGEST], sentence="")


@post("/invitation", opt={"open_to": "signed_in", "verb": "access.given"}, status_code=303)
async def accept_invitation(request: AnyRequest, database: NamedDependency[Database]) -> Response[Any]:
    """Take the role that is offered."""
    session, form = session_of(request.scope), await request.form()
    if session is None:
        raise NotFoundRefusal
    try:
        place = await accept(database, str(form.get("code", ""))[:LONGEST], session.person, request_id(request))
    except Refusal as refusal:
        values: dict[str, Any] = {"offered": None, "code": "", "sentence": refusal.sentence}
        return await page(request, "access/invitation.html", status=422, **values)
    message = Message(sentence=f"Bienvenue : votre accès est ouvert, {place.name}.")
    return await redirect_with(request, await first_page(database, session.person, place), message)


async def first_page(database: Database, person: Person, place: Place) -> str:
    """The page on which a place opens for somebody who has just entered it."""
    standing = standing_at(await discovery.rights().standings(database, person.person_id), place.uid)
    return (home_of(standing) if standing else None) or "/"


def at(visit: Visit) -> str:
    """The address of the invitations of a place."""
    return f"/acces/{visit.place.uid}/invitations"


async def invitations_page(
    request: AnyRequest,
    visit: Visit,
    database: Database,
    refusal: InvitationRefusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response[str]:
    """Show the form; after a refusal, with what was typed."""
    found = await waiting_here(database, visit)
    faults = (refusal.beside(""),) if refusal else ()
    values: dict[str, Any] = {"visit": visit, "waiting": found, "roles": offered(visit), "typed": typed or {}}
    status = 422 if refusal else 200
    return await page(request, "access/invitations.html", status=status, faults=faults, base=at(visit), **values)


ROUTES: Final = (invitations, send_invitation, take_back, invitation, accept_invitation)
