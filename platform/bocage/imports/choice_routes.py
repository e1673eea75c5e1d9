"""Choices on the lines of a file: accept a repair, leave a line aside, change one's mind."""

from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from bocage.imports.asked import import_path
from bocage.imports.choosing import leave_aside, repair, repair_alike, take_back
from bocage.imports.importer import Dock
from bocage.tenancy import Visit
from bocage.web.guard import AnyRequest


def back(dock: Dock, visit: Visit, import_id: UUID, number: int) -> Redirect:
    """Come back to the page, reading on after the line."""
    return Redirect(f"{import_path(dock, visit, import_id)}?apres={number}", status_code=303)


async def repair_line(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    dock: NamedDependency[Dock],
    import_id: FromPath[UUID],
    number: FromPath[int],
) -> Redirect:
    """Accept one repair that the verdict proposes."""
    await repair(dock, import_id, number, str((await request.form()).get("reparation", "")))
    return back(dock, visit, import_id, number)


async def repair_lines(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    dock: NamedDependency[Dock],
    import_id: FromPath[UUID],
) -> Redirect:
    """Accept the same repair for every line that a rule refuses."""
    await repair_alike(dock, import_id, str((await request.form()).get("regle", "")))
    return back(dock, visit, import_id, 0)


async def leave_line(
    visit: NamedDependency[Visit], dock: NamedDependency[Dock], import_id: FromPath[UUID], number: FromPath[int]
) -> Redirect:
    """Leave a line out."""
    await leave_aside(dock, import_id, number)
    return back(dock, visit, import_id, number)


async def take_line_back(
    visit: NamedDependency[Visit], dock: NamedDependency[Dock], import_id: FromPath[UUID], number: FromPath[int]
) -> Redirect:
    """Forget the choices made on a line."""
    await take_back(dock, import_id, number)
    return back(dock, visit, import_id, number)
