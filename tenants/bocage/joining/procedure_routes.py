"""The procedures of the members: begun once, then notified and answered line by line."""

from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.database.engine import Database
from bocage.governance.journal import writing
from bocage.joining import procedure_form as form
from bocage.joining.doors import SYNDICATES
from bocage.joining.entry import accepted_procedure
from bocage.joining.member_words import not_reached, reached, waiting
from bocage.joining.members import Position, Procedure, standing
from bocage.joining.parameters import Parameters
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.shared import PROCEDURES, Shared, add, all_of, one_of, replace_with, sent_version
from bocage.joining.surroundings import statutes
from bocage.joining.typed import Typed
from bocage.tenancy import Visit, reading
from bocage.web.flash import Message, redirect_with
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest
from bocage.web.page import page

HERE: Final = "/bureau/{place:uuid}/procedures"
ONE: Final = "/bureau/{place:uuid}/procedures/{procedure:uuid}"
FOLLOWS: Final[dict[str, Any]] = {"permission": "path.follow", "kinds": SYNDICATES}
WRITES: Final = {**FOLLOWS, "verb": "procedure.changed"}


@get(HERE, opt=FOLLOWS)
async def procedures(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[str]:
    """Every procedure, and the form of a new one."""
    return await list_page(request, visit, database, {}, None)


@post(HERE, opt=WRITES, status_code=303)
async def start(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[Any]:
    """Begin a procedure."""
    typed = {name: str(value) for name, value in (await request.form()).items()}
    try:
        procedure = form.new_procedure(Typed(typed))
    except JoiningRefusal as refusal:
        return await list_page(request, visit, database, typed, refusal)
    async with writing(database, visit) as work:
        new = await add(work, PROCEDURES, procedure)
    here = f"/bureau/{visit.place.uid}/procedures/{new}"
    return await redirect_with(request, here, Message(sentence="La procédure est commencée. Notifiez ses membres."))


@get(ONE, opt=FOLLOWS)
async def show(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    procedure: FromPath[UUID],
) -> Response[str]:
    """One procedure, its clocks and its majority."""
    held, parameters = await read(database, visit, procedure)
    return await one_page(request, visit, (held, parameters), {}, None)


@post(ONE, opt=WRITES, status_code=303)
async def save(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    procedure: FromPath[UUID],
) -> Response[Any]:
    """Enter notifications and answers."""
    held, parameters = await read(database, visit, procedure)
    typed = {name: str(value) for name, value in (await request.form()).items()}
    try:
        after = accepted_procedure(held.thing, form.with_typed(held.thing, Typed(typed)), parameters)
        async with writing(database, visit) as work:
            await replace_with(work, PROCEDURES, sent_version(held, typed), after)
    except JoiningRefusal as refusal:
        return await one_page(request, visit, (held, parameters), typed, refusal)
    here = f"/bureau/{visit.place.uid}/procedures/{procedure}"
    return await redirect_with(request, here, Message(sentence="La procédure est à jour."))


async def read(database: Database, visit: Visit, procedure: UUID) -> tuple[Shared[Procedure], Parameters]:
    """The procedure of the address, and the delays of the syndicate."""
    async with reading(database, visit) as connection:
        held = await one_of(connection, PROCEDURES, visit.place.tenant_id, procedure)
        return held, (await statutes(connection, visit.place.tenant_id)).parameters


def said(procedure: Procedure, parameters: Parameters) -> str:
    """Where the majority is today."""
    today = civil_day(datetime.now(UTC))
    now = standing(procedure, today, parameters)
    if now.reached_on:
        return reached(now, len(procedure.members))
    over = not now.at(Position.WAITING, Position.NOT_NOTIFIED, Position.SILENT)
    if over or not now.reachable:
        return not_reached(procedure, now, today, parameters)
    return waiting(procedure, now, parameters)


async def one_page(
    request: AnyRequest,
    visit: Visit,
    read_now: tuple[Shared[Procedure], Parameters],
    typed: dict[str, str],
    refusal: JoiningRefusal | None,
) -> Response[str]:
    """Show a procedure with what was typed."""
    held, parameters = read_now
    values: dict[str, Any] = {
        "visit": visit,
        "held": held,
        "said": said(held.thing, parameters),
        "lines": form.lines(held.thing, civil_day(datetime.now(UTC)), parameters, typed),
        "faults": (refusal.beside(form.FIRST),) if refusal else (),
        "answers": form.ANSWERS,
    }
    return await page(request, "joining/procedure.html", status=422 if refusal else 200, **values)


async def list_page(
    request: AnyRequest, visit: Visit, database: Database, typed: dict[str, str], refusal: JoiningRefusal | None
) -> Response[str]:
    """Show every procedure and the form."""
    async with reading(database, visit) as connection:
        found = await all_of(connection, PROCEDURES, visit.place.tenant_id)
        parameters = (await statutes(connection, visit.place.tenant_id)).parameters
    faults = (refusal.beside(form.FIRST),) if refusal else ()
    values: dict[str, Any] = {
        "visit": visit,
        "lines": [(one, said(one.thing, parameters)) for one in found],
        "typed": typed,
        "faults": faults,
        "errors": dict(faults),
        "silences": form.SILENCES,
    }
    return await page(request, "joining/procedures.html", status=422 if refusal else 200, **values)


ROUTES: Final = (procedures, start, show, save)
