"""Files joined to a step of a path: sent, replaced without being lost, taken away."""

from typing import Any, Final
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.documents.document import Document
from bocage.documents.kept import content_of, newest_of
from bocage.documents.refusals import DocumentRefusal
from bocage.joining.doors import PATH
from bocage.joining.piece_form import deposit_from
from bocage.joining.pieces import Target, about, join
from bocage.joining.spot import Spot
from bocage.joining.step_routes import ADDRESS, form_at, form_page
from bocage.joining.typed import version_in
from bocage.tenancy import reading
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.shelf import AWAITED, FIELD, answer
from bocage.web.upload import received

PIECES: Final = ADDRESS + "/pieces"


async def add(request: AnyRequest, spot: NamedDependency[Spot], step: FromPath[str]) -> Response[Any]:
    """Join a file."""
    return await sent_to(request, spot, step, None)


async def replace(
    request: AnyRequest, spot: NamedDependency[Spot], step: FromPath[str], document: FromPath[UUID]
) -> Response[Any]:
    """Send the next version of a file; the former stays readable."""
    async with reading(spot.database, spot.visit) as connection:
        await newest_of(connection, spot.kept.tenant_id, about(spot.kept.path_id, step), document)
    return await sent_to(request, spot, step, document)


async def sent_to(request: AnyRequest, spot: Spot, step: str, replaces: UUID | None) -> Response[Any]:
    """Keep what was sent, or show the form again with the sentence beside the file."""
    form, hand = form_at(spot, step), spot.hand
    try:
        sent = await received(request, AWAITED)
        target = Target(path_id=spot.kept.path_id, step=step, replaces=replaces, seen=version_in(sent.fields))
        kept = await join(hand, target, deposit_from(sent))
    except DocumentRefusal as refusal:
        return await form_page(request, spot, form, form.values(spot.kept.facts), ((FIELD, refusal.sentence),))
    return await redirect_with(request, f"{spot.here}/etapes/{step}", said(kept))


def said(kept: Document) -> Message:
    """What was just done."""
    which = "" if kept.version == 1 else f", version {kept.version}\u00a0; la précédente reste lisible"
    return Message(sentence=f"« {kept.label} » est joint{which}.")


async def take(
    request: AnyRequest, spot: NamedDependency[Spot], step: FromPath[str], document: FromPath[UUID]
) -> Response[bytes]:
    """Give a version as a file to keep."""
    edition: int = request.path_params["edition"]
    async with reading(spot.database, spot.visit) as connection:
        speaks_of = about(spot.kept.path_id, step)
        found, content = await content_of(connection, spot.kept.tenant_id, speaks_of, document, edition)
    return answer(found, content)


ROUTES: Final = (
    *PATH.takes(add, "path.write", "document.deposited", PIECES, file=True),
    *PATH.takes(replace, "path.write", "document.replaced", PIECES + "/{document:uuid}", file=True),
    *PATH.shows(take, "path.read", PIECES + "/{document:uuid}/{edition:int}"),
)
