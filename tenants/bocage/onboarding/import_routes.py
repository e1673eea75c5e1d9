"""Files sent, looked at, confirmed, given up, taken back."""

from typing import Any, Final
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect, Response

from bocage.imports.refusals import FileRefusal
from bocage.onboarding import words
from bocage.onboarding.asked import desk_path, import_path, provide_desk, provide_shown
from bocage.onboarding.desk import Desk, reading_desk
from bocage.onboarding.dry_run import Shown
from bocage.onboarding.dry_run_page import dry_run_values
from bocage.onboarding.importing import PlanChangedRefusal, abandon, confirm, look, preview
from bocage.onboarding.imports import listed
from bocage.onboarding.undoing import undo
from bocage.onboarding.upload import received
from bocage.tenancy import Visit
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.page import page

ALL: Final = "/bureau/{place:uuid}/imports"
ONE: Final = "/bureau/{place:uuid}/imports/{import_id:uuid}"
PERMISSION: Final = "communes.write"
DESK: Final = {"desk": Provide(provide_desk)}
SHOWN: Final = {**DESK, "shown": Provide(provide_shown)}


def writes(verb: str) -> dict[str, str]:
    """Classify a route that writes."""
    return {"permission": PERMISSION, "verb": verb}


@get(ALL, opt={"permission": PERMISSION}, dependencies=DESK)
async def imports_page(
    request: AnyRequest, visit: NamedDependency[Visit], desk: NamedDependency[Desk]
) -> Response[str]:
    """Send a file, and see those already sent."""
    return await sending_page(request, visit, desk)


@post(ALL, opt=writes("import.previewed"), dependencies=DESK, request_max_body_size=None, status_code=303)
async def send(request: AnyRequest, visit: NamedDependency[Visit], desk: NamedDependency[Desk]) -> Response[Any]:
    """Keep the file and go to its dry run; say what to do when it cannot be read."""
    try:
        import_id = await preview(desk, *await received(request))
    except FileRefusal as refusal:
        return await sending_page(request, visit, desk, refusal.sentence)
    return Redirect(import_path(visit, import_id), status_code=303)


async def sending_page(request: AnyRequest, visit: Visit, desk: Desk, fault: str = "") -> Response[str]:
    """The form, the reason why a file was refused, the list of imports."""
    async with reading_desk(desk) as connection:
        sent = await listed(connection, desk.syndicate)
    values: dict[str, Any] = {"visit": visit, "imports": [(one, words.status(one)) for one in sent], "fault": fault}
    return await page(request, "onboarding/imports.html", status=422 if fault else 200, **values)


@get(ONE, opt={"permission": PERMISSION}, dependencies=SHOWN)
async def dry_run(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    shown: NamedDependency[Shown],
    import_id: FromPath[UUID],
) -> Response[str]:
    """The verdict on a file as the communes are now, or what it did."""
    values = dry_run_values(await look(desk, import_id), shown, import_path(visit, import_id))
    return await page(request, "onboarding/dry_run.html", part="verdict", visit=visit, **values)


@post(ONE + "/confirmer", opt=writes("import.confirmed"), dependencies=DESK, status_code=303)
async def confirm_import(
    request: AnyRequest, visit: NamedDependency[Visit], desk: NamedDependency[Desk], import_id: FromPath[UUID]
) -> Redirect:
    """Write what was shown; sent twice, it is written once."""
    here = import_path(visit, import_id)
    try:
        done = await confirm(desk, import_id, str((await request.form()).get("plan", "")))
    except PlanChangedRefusal as refusal:
        return await redirect_with(request, here, Message(sentence=refusal.sentence, state="watch"))
    return await redirect_with(request, here, words.confirmed(done, here)) if done else Redirect(here, status_code=303)


@post(ONE + "/abandonner", opt=writes("import.abandoned"), dependencies=DESK, status_code=303)
async def abandon_import(
    request: AnyRequest, visit: NamedDependency[Visit], desk: NamedDependency[Desk], import_id: FromPath[UUID]
) -> Redirect:
    """Give a file up."""
    await abandon(desk, import_id)
    return await redirect_with(
        request, desk_path(visit), Message(sentence="Fichier abandonné. Aucune commune n’a changé.")
    )


@post(ONE + "/annuler", opt=writes("import.undone"), dependencies=DESK, status_code=303)
async def undo_import(
    request: AnyRequest, visit: NamedDependency[Visit], desk: NamedDependency[Desk], import_id: FromPath[UUID]
) -> Redirect:
    """Take a whole import back."""
    batch = await undo(desk, import_id)
    sentence = f"Import de {batch.file_name} annulé : ses communes sont retirées, rien n’en est effacé."
    return await redirect_with(request, import_path(visit, import_id), Message(sentence=sentence))


ROUTES: Final = (imports_page, send, dry_run, confirm_import, abandon_import, undo_import)
