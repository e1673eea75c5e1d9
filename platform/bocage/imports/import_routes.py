"""Files sent, looked at, confirmed, given up, taken back, taken up again."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Response

from bocage.imports import long, words
from bocage.imports.asked import import_path
from bocage.imports.dock import reading_dock
from bocage.imports.dry_run import Shown
from bocage.imports.dry_run_page import dry_run_values
from bocage.imports.importer import Dock
from bocage.imports.importing import PlanChangedRefusal, abandon, confirm, preview
from bocage.imports.kept import Import, listed
from bocage.imports.looking import batch_of, look_at
from bocage.imports.progress_page import progress_values
from bocage.imports.refusals import ImportRefusal, StaleRefusal
from bocage.imports.sending_page import sending_values
from bocage.imports.undoing import undo
from bocage.imports.upload import received
from bocage.tenancy import Visit
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.page import page


async def imports_page(
    request: AnyRequest, visit: NamedDependency[Visit], dock: NamedDependency[Dock]
) -> Response[str]:
    """Send a file, and see those already sent."""
    return await sending_page(request, visit, dock)


async def send(request: AnyRequest, visit: NamedDependency[Visit], dock: NamedDependency[Dock]) -> Response[Any]:
    """Keep the file and go to its dry run; say what to do when it cannot be read."""
    try:
        name, content = await received(request, dock.importer)
        import_id = await (long.send if long.is_long(content) else preview)(dock, name, content)
    except StaleRefusal:
        raise
    except ImportRefusal as refusal:
        return await sending_page(request, visit, dock, refusal.sentence)
    return Redirect(import_path(dock, visit, import_id), status_code=303)


async def sending_page(request: AnyRequest, visit: Visit, dock: Dock, fault: str = "") -> Response[str]:
    """The form, the reason why a file was refused, the list of imports."""
    async with reading_dock(dock) as connection:
        sent = await listed(connection, dock)
    values = sending_values(dock, visit, sent, datetime.now(UTC))
    return await page(request, "imports/sending.html", status=422 if fault else 200, fault=fault, **values)


async def dry_run(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    dock: NamedDependency[Dock],
    shown: NamedDependency[Shown],
    import_id: FromPath[UUID],
) -> Response[str]:
    """The verdict on a file as things are now, or what it did; how far it is while it is read or written."""
    batch, here = await batch_of(dock, import_id), import_path(dock, visit, import_id)
    around: dict[str, Any] = {"visit": visit, "importer": dock.importer, "wording": dock.importer.wording, "path": here}
    if batch.is_busy or batch.is_unreadable:
        values = around | progress_values(batch, datetime.now(UTC))
        return await page(request, "imports/progress.html", part="verdict", **values)
    values = around | dry_run_values(await look_at(dock, batch, shown), shown, here)
    return await page(request, "imports/dry_run.html", part="verdict", **values)


async def confirm_import(
    request: AnyRequest, visit: NamedDependency[Visit], dock: NamedDependency[Dock], import_id: FromPath[UUID]
) -> Redirect:
    """Write what was shown; sent twice, it is written once."""
    here = import_path(dock, visit, import_id)
    plan = str((await request.form()).get("plan", ""))
    try:
        done = await confirmed(dock, await batch_of(dock, import_id), plan)
    except PlanChangedRefusal as refusal:
        return await redirect_with(request, here, Message(sentence=refusal.sentence, state="watch"))
    if done is None:
        return Redirect(here, status_code=303)
    return await redirect_with(request, here, words.confirmed(dock.importer.wording, done, here))


async def confirmed(dock: Dock, batch: Import, plan: str) -> dict[str, int] | None:
    """Write at once, or begin to; return what was written at once."""
    if batch.is_long:
        await long.confirm(dock, batch.import_id, plan)
        return None
    done = await confirm(dock, batch.import_id, plan)
    return None if done is None else done.counts()


async def abandon_import(
    request: AnyRequest, visit: NamedDependency[Visit], dock: NamedDependency[Dock], import_id: FromPath[UUID]
) -> Redirect:
    """Give a file up."""
    await abandon(dock, import_id)
    said = Message(sentence=f"Fichier abandonné. {dock.importer.wording.unchanged}")
    return await redirect_with(request, dock.importer.at(visit.place.uid), said)


async def undo_import(
    request: AnyRequest, visit: NamedDependency[Visit], dock: NamedDependency[Dock], import_id: FromPath[UUID]
) -> Redirect:
    """Take a whole import back."""
    batch = await undo(dock, import_id)
    sentence = dock.importer.wording.undone.format(name=batch.file_name)
    return await redirect_with(request, import_path(dock, visit, import_id), Message(sentence=sentence))


async def resume_import(
    visit: NamedDependency[Visit], dock: NamedDependency[Dock], import_id: FromPath[UUID]
) -> Redirect:
    """Take up a file whose reading or writing was cut."""
    await long.resume(dock, import_id)
    return Redirect(import_path(dock, visit, import_id), status_code=303)
