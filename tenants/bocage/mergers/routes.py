"""« Communes nouvelles »: seen first, then written, once."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.response import Response

from bocage.database.engine import Database
from bocage.joining.doors import SYNDICATES
from bocage.mergers.asked import Asked, Here, asked_of
from bocage.mergers.merging import merge
from bocage.mergers.preview import Preview, communes_here, previewed
from bocage.mergers.refusals import MergerRefusal
from bocage.onboarding.desk import desk_of
from bocage.tenancy import Visit, reading
from bocage.web.flash import Message, redirect_with
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest
from bocage.web.page import page

HERE: Final = "/bureau/{place:uuid}/fusions"
WRITES: Final[dict[str, Any]] = {"permission": "mergers.write", "kinds": SYNDICATES}


@get(HERE, opt=WRITES)
async def form(request: AnyRequest, visit: NamedDependency[Visit]) -> Response[str]:
    """The form."""
    first = civil_day(datetime.now(UTC)).replace(month=1, day=1)
    return await merger_page(request, visit, {"le": f"{first:%d/%m/%Y}"}, None)


@post(HERE, opt={**WRITES, "verb": "merger.done"}, status_code=303)
async def save(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[Any]:
    """Show what the merger would do, then do it."""
    typed = {name: str(value) for name, value in (await request.form()).items()}
    try:
        asked = asked_of(typed, await here_of(database, visit))
        if typed.get("confirme") != "1":
            return await merger_page(request, visit, typed, await seen(database, visit, asked))
        born = await merge(desk_of(database, visit, datetime.now(UTC)), asked)
    except MergerRefusal as refusal:
        return await merger_page(request, visit, typed, refusal)
    there = f"/bureau/{visit.place.uid}/communes/{born.uid}"
    return await redirect_with(request, there, Message(sentence=f"{asked.name} est née de {asked.names}."))


async def here_of(database: Database, visit: Visit) -> tuple[Here, ...]:
    """The communes attached today."""
    async with reading(database, visit) as connection:
        return await communes_here(connection, visit.place.tenant_id)


async def seen(database: Database, visit: Visit, asked: Asked) -> Preview:
    """What each commune brings."""
    async with reading(database, visit) as connection:
        return await previewed(connection, visit.place.tenant_id, asked, civil_day(datetime.now(UTC)))


async def merger_page(
    request: AnyRequest, visit: Visit, typed: Mapping[str, str], found: Preview | MergerRefusal | None
) -> Response[str]:
    """Show the form, with what is refused or what would be done."""
    refusal = found if isinstance(found, MergerRefusal) else None
    faults = (refusal.beside(""),) if refusal else ()
    preview = found if isinstance(found, Preview) else None
    values: dict[str, Any] = {
        "visit": visit,
        "typed": typed,
        "faults": faults,
        "errors": dict(faults),
        "preview": preview,
        "early": preview is not None and preview.asked.on > civil_day(datetime.now(UTC)),
    }
    return await page(request, "mergers/merger.html", status=422 if refusal else 200, **values)


ROUTES: Final = (form, save)
