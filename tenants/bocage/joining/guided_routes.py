"""« Rattacher une commune », continued: choose how it joins, in one page."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.communes.file import CommuneFile, file_at
from bocage.database.engine import Database
from bocage.joining.doors import SYNDICATES
from bocage.joining.guided import TRAITS, modules, path_of, start, ways
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.shared import MARKETS, PROCEDURES, all_of
from bocage.joining.typed import Typed
from bocage.joining.words import of
from bocage.tenancy import Visit, reading
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.page import page

NOTHING_TYPED: Final = Typed({})
HERE: Final = "/bureau/{place:uuid}/communes/{commune:uuid}/parcours"
FOLLOWS: Final[dict[str, Any]] = {"permission": "path.follow", "kinds": SYNDICATES}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What the form sent: the fields, the modules and the traits that were checked."""

    typed: Typed = NOTHING_TYPED
    modules: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()


async def sent_by(request: AnyRequest) -> Sent:
    """Read the form."""
    form = await request.form()
    return Sent(
        typed=Typed({name: str(value) for name, value in form.items()}),
        modules=tuple(map(str, form.getall("modules", []))),
        traits=tuple(map(str, form.getall("traits", []))),
    )


def proposed(request: AnyRequest) -> Sent:
    """What the address chooses in advance."""
    asked = request.query_params
    return Sent(typed=Typed({"way": asked.get("way", "")}), modules=tuple(asked.getall("modules", [])))


@get(HERE, opt=FOLLOWS)
async def choose(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    commune: FromPath[UUID],
) -> Response[str]:
    """The form."""
    file = await file_at(database, visit, commune)
    return await guided_page(request, visit, file, proposed(request), None)


@post(HERE, opt={**FOLLOWS, "verb": "path.begun"}, status_code=303)
async def begin_path(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    commune: FromPath[UUID],
) -> Response[Any]:
    """Begin the path, or say why not beside the field."""
    file, sent = await file_at(database, visit, commune), await sent_by(request)
    try:
        path = path_of(sent.typed, sent.modules, sent.traits, file.name)
        path_id = await start(database, visit, file, (path, sent.typed))
    except JoiningRefusal as refusal:
        return await guided_page(request, visit, file, sent, refusal)
    here = f"/bureau/{visit.place.uid}/communes/{commune}/parcours/{path_id}"
    return await redirect_with(request, here, Message(sentence=f"Le rattachement {of(file.name)} est commencé."))


async def guided_page(
    request: AnyRequest, visit: Visit, file: CommuneFile, sent: Sent, refusal: JoiningRefusal | None
) -> Response[str]:
    """Show the form with what was sent; what is known of the commune chooses in advance."""
    faults = (refusal.beside("held_by"),) if refusal else ()
    async with reading(request.app.state.database, visit) as connection:
        procedures = await all_of(connection, PROCEDURES, visit.place.tenant_id)
        markets = await all_of(connection, MARKETS, visit.place.tenant_id)
    values: dict[str, Any] = {
        "visit": visit,
        "file": file,
        "sent": sent,
        "typed": sent.typed.fields,
        "faults": faults,
        "errors": dict(faults),
        "ways": ways(),
        "modules": modules(),
        "traits": TRAITS,
        "procedures": [("", "Aucune encore"), *((str(one.thing_id), one.thing.subject) for one in procedures)],
        "markets": [("", "Aucun encore"), *((str(one.thing_id), one.thing.number) for one in markets)],
        "file_address": f"/bureau/{visit.place.uid}/communes/{request.path_params['commune']}",
    }
    return await page(request, "joining/guided.html", status=422 if refusal else 200, **values)


ROUTES: Final = (choose, begin_path)
