"""Choices on the lines of a file: accept a repair, leave a line aside, change one's mind."""

from typing import Final
from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect

from bocage.onboarding.asked import import_path
from bocage.onboarding.desk import Desk
from bocage.onboarding.import_routes import DESK, ONE, writes
from bocage.onboarding.importing import leave_aside, repair, repair_alike, take_back
from bocage.tenancy import Visit
from bocage.web.guard import AnyRequest

LINE: Final = ONE + "/lignes/{number:int}"
REPAIRED: Final = writes("import.repaired")


def back(visit: Visit, import_id: UUID, number: int) -> Redirect:
    """Come back to the page, reading on after the line."""
    return Redirect(f"{import_path(visit, import_id)}?apres={number}", status_code=303)


@post(LINE + "/reparer", opt=REPAIRED, dependencies=DESK, status_code=303)
async def repair_line(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    import_id: FromPath[UUID],
    number: FromPath[int],
) -> Redirect:
    """Accept one repair that the verdict proposes."""
    await repair(desk, import_id, number, str((await request.form()).get("reparation", "")))
    return back(visit, import_id, number)


@post(ONE + "/reparer", opt=REPAIRED, dependencies=DESK, status_code=303)
async def repair_lines(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    desk: NamedDependency[Desk],
    import_id: FromPath[UUID],
) -> Redirect:
    """Accept the same repair for every line that a rule refuses."""
    await repair_alike(desk, import_id, str((await request.form()).get("regle", "")))
    return back(visit, import_id, 0)


@post(LINE + "/laisser", opt=REPAIRED, dependencies=DESK, status_code=303)
async def leave_line(
    visit: NamedDependency[Visit], desk: NamedDependency[Desk], import_id: FromPath[UUID], number: FromPath[int]
) -> Redirect:
    """Leave a line out."""
    await leave_aside(desk, import_id, number)
    return back(visit, import_id, number)


@post(LINE + "/reprendre", opt=REPAIRED, dependencies=DESK, status_code=303)
async def take_line_back(
    visit: NamedDependency[Visit], desk: NamedDependency[Desk], import_id: FromPath[UUID], number: FromPath[int]
) -> Redirect:
    """Forget the choices made on a line."""
    await take_back(desk, import_id, number)
    return back(visit, import_id, number)


ROUTES: Final = (repair_line, repair_lines, leave_line, take_line_back)
