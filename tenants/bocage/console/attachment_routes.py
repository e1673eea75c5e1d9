"""One commune attached by hand, taken out, brought back."""

from datetime import UTC, datetime
from typing import Annotated, Any, Final
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Response

from bocage.communes.file import file_at
from bocage.communes.portfolio import host_tenant_of
from bocage.communes.search import FoundCommune, commune_of, search
from bocage.console.correction_routes import Faults, plain
from bocage.console.file_routes import FILE, SYNDICATES
from bocage.database.engine import Database
from bocage.onboarding.attachments import attach_one, detach, reattach
from bocage.onboarding.by_hand import TypedRefusal
from bocage.onboarding.desk import desk_of
from bocage.tenancy import NotFoundRefusal, Visit, reading
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.page import page

LONGEST: Final = 100
WRITES: Final[dict[str, Any]] = {"permission": "communes.write", "kinds": SYNDICATES}
Chosen = Annotated[str, QueryParameter(name="insee")]


@get("/bureau/{place:uuid}/rattacher", opt=WRITES)
async def choose(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    words: Annotated[str, QueryParameter(name="mots")] = "",
    insee: Chosen = "",
) -> Response[str]:
    """Find a commune in the register, then confirm it."""
    async with reading(database, visit) as connection:
        found = await search(connection, words[:LONGEST]) if words.strip() else ()
        chosen = await commune_of(connection, insee[:LONGEST]) if insee else None
    values: dict[str, Any] = {"visit": visit, "words": words, "found": found, "chosen": chosen, "faults": ()}
    return await page(request, "console/attach.html", part="trouvees", **values)


@post("/bureau/{place:uuid}/rattacher", opt={**WRITES, "verb": "commune.attached"}, status_code=303)
async def attach(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
) -> Response[Any]:
    """Attach the commune chosen; a refusal shows the form again with its reasons."""
    typed = {name: str(value) for name, value in (await request.form()).items() if name != "csrf_token"}
    desk = desk_of(database, visit, datetime.now(UTC))
    try:
        done = await attach_one(desk, typed, accepts_outside=typed.pop("ailleurs", "") == "1")
    except TypedRefusal as refusal:
        return await refused(request, visit, database, typed.get("insee", ""), faults_of(refusal))
    message = Message(sentence=f"{done.name} est rattachée. Personne de la commune n’y a encore accès.")
    return await redirect_with(request, f"/bureau/{visit.place.uid}?mots={done.insee}", message)


def faults_of(refusal: TypedRefusal) -> Faults:
    """The reasons, each with its field."""
    return tuple((found.column or "insee", plain(f"{found.title}. {found.why}")) for found in refusal.findings)


async def refused(request: AnyRequest, visit: Visit, database: Database, insee: str, faults: Faults) -> Response[str]:
    """Show the form again."""
    async with reading(database, visit) as connection:
        chosen: FoundCommune | None = await commune_of(connection, insee)
    values: dict[str, Any] = {"visit": visit, "words": "", "found": (), "chosen": chosen, "faults": faults}
    return await page(request, "console/attach.html", status=422, **values)


@get(FILE + "/retirer", opt=WRITES)
async def ask(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    commune: FromPath[UUID],
) -> Response[str]:
    """Say what taking a commune out does, and what it keeps."""
    file = await file_at(database, visit, commune)
    here = f"/bureau/{visit.place.uid}/communes/{commune}"
    return await page(request, "console/detach.html", visit=visit, file=file, here=here)


@post(FILE + "/retirer", opt={**WRITES, "verb": "commune.detached"}, status_code=303)
async def take_out(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    commune: FromPath[UUID],
) -> Redirect:
    """Take a commune out of the syndicate."""
    file = await file_at(database, visit, commune)
    done = await detach(desk_of(database, visit, datetime.now(UTC)), file.tenant_id)
    desk = f"/bureau/{visit.place.uid}"
    undo = f"{desk}/communes/{commune}/reprendre"
    return await redirect_with(
        request, desk, Message(sentence=f"{done.name} est retirée du syndicat.", undo_action=undo)
    )


@post(FILE + "/reprendre", opt={**WRITES, "verb": "commune.attached"}, status_code=303)
async def bring_back(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    commune: FromPath[UUID],
) -> Redirect:
    """Bring a commune that was taken out back to its own file."""
    tenant = await host_tenant_of(database, visit, commune)
    if tenant is None:
        raise NotFoundRefusal
    done = await reattach(desk_of(database, visit, datetime.now(UTC)), tenant)
    message = Message(sentence=f"{done.name} est de nouveau rattachée, avec tout ce qu’elle avait.")
    return await redirect_with(request, f"/bureau/{visit.place.uid}/communes/{commune}", message)


ROUTES: Final = (choose, attach, ask, take_out, bring_back)
