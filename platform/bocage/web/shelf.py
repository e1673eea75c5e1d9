"""Documents over the web: a part mounts a shelf on its own addresses, under its own permissions."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency, Provide
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from litestar.response import Redirect, Response

from bocage.database.engine import Database
from bocage.documents.depositing import deposit, replace
from bocage.documents.document import MOST_BYTES, NO_FILE, TOO_HEAVY, About, Deposit, Document, Told, deposit_of
from bocage.documents.kept import content_of, newest_of
from bocage.documents.names import attachment
from bocage.documents.refusals import DocumentRefusal
from bocage.governance.journal import writing
from bocage.tenancy import TenantId, Visit, reading
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.upload import Awaited, Sent, received

FIELD: Final = "document"
AWAITED: Final = Awaited(
    field=FIELD, most_bytes=MOST_BYTES, no_file=NO_FILE, too_heavy=TOO_HEAVY, refusal=DocumentRefusal
)
SANDBOX: Final = {"Content-Security-Policy": "sandbox"}
"""Nothing in a document may act, were a browser to open it in spite of all."""
WRONG_DAY: Final = "La date de fin de conservation ne se lit pas : écrivez-la comme 2036-12-31, ou laissez-la vide."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where a part keeps documents about one kind of thing.

    `path` names a {place:uuid} and an {about:uuid}; `reads` and `writes` are permissions of the part; `tenant_of` says
    whose the thing is, and refuses one that the visit must not reach; `back` is the page that shows the documents.
    """

    about_kind: str
    path: str
    reads: str
    writes: str
    tenant_of: Callable[[Database, Visit, UUID], Awaitable[TenantId]]
    back: Callable[[Visit, UUID], str]

    def about(self, thing: UUID) -> About:
        """What a document of this shelf speaks of."""
        return About(kind=self.about_kind, id=str(thing))


def routes_of(shelf: Shelf) -> Iterator[HTTPRouteHandler]:
    """Deposit, replace, take away: the handlers that a part adds to its own."""

    async def provide_shelf() -> Shelf:
        return shelf

    given = {"shelf": Provide(provide_shelf)}
    one, writes = shelf.path + "/{document:uuid}", {"permission": shelf.writes}
    # A file is read as it comes, within limits of its own.
    sending: dict[str, Any] = {"request_max_body_size": None, "status_code": 303, "dependencies": given}
    yield post(shelf.path, opt={**writes, "verb": "document.deposited"}, **sending)(deposit_document)
    yield post(one, opt={**writes, "verb": "document.replaced"}, **sending)(replace_document)
    yield get(one + "/{edition:int}", opt={"permission": shelf.reads}, dependencies=given)(take_document)


async def deposit_document(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    shelf: NamedDependency[Shelf],
    about: FromPath[UUID],
) -> Redirect:
    """Keep a new document."""
    tenant = await shelf.tenant_of(database, visit, about)
    given = deposit_from(await received(request, AWAITED))
    async with writing(database, visit, tenant) as work:
        kept = await deposit(work, shelf.about(about), given)
    return await redirect_with(request, shelf.back(visit, about), said(kept))


async def replace_document(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    shelf: NamedDependency[Shelf],
    document: FromPath[UUID],
) -> Redirect:
    """Keep a new version of a document, refused before its file is read when there is none; the form says which was seen."""
    about: UUID = request.path_params["about"]
    tenant = await shelf.tenant_of(database, visit, about)
    async with reading(database, visit) as connection:
        await newest_of(connection, tenant, shelf.about(about), document)
    sent = await received(request, AWAITED)
    seen, given = sent.fields.get("version", ""), deposit_from(sent)
    async with writing(database, visit, tenant) as work:
        kept = await replace(work, shelf.about(about), document, int(seen) if seen.isdecimal() else 0, given)
    return await redirect_with(request, shelf.back(visit, about), said(kept))


async def take_document(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    shelf: NamedDependency[Shelf],
) -> Response[bytes]:
    """Give a version as a file to keep."""
    asked = request.path_params
    tenant = await shelf.tenant_of(database, visit, asked["about"])
    async with reading(database, visit) as connection:
        about = shelf.about(asked["about"])
        found, content = await content_of(connection, tenant, about, asked["document"], asked["edition"])
    return answer(found, content)


def answer(found: Document, content: bytes) -> Response[bytes]:
    """A document as a browser keeps it: never opened in a page of ours, never cached."""
    headers = {"Content-Disposition": attachment(found.file_name), **SANDBOX}
    return Response(content, media_type=found.media_type, headers=headers)


def deposit_from(sent: Sent) -> Deposit:
    """Judge a form: its file, and what was said of it."""
    typed = sent.fields
    told = Told(
        label=typed.get("intitule", ""),
        signature=typed.get("signature", ""),
        held_by=typed.get("detenteur", ""),
        kept_until=day_of(typed.get("conserve_jusqu_au", "")),
    )
    return deposit_of(sent.name, sent.content, told)


def day_of(typed: str) -> date | None:
    """A day as a browser's field of dates sends it; none when it is empty."""
    try:
        return date.fromisoformat(typed.strip()) if typed.strip() else None
    except ValueError as error:
        raise DocumentRefusal(WRONG_DAY) from error


def said(kept: Document) -> Message:
    """What was just done."""
    which = "" if kept.version == 1 else f", version {kept.version}\u00a0; la précédente reste lisible"
    return Message(sentence=f"« {kept.label} » est déposé{which}.")
