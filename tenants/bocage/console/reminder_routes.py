"""« Relancer » from the desk: the communes that were checked, each for the path that waits first."""

from collections.abc import Sized
from datetime import UTC, datetime
from typing import Any, Final

from litestar import post
from litestar.di import NamedDependency
from litestar.response import Response

from bocage.console.desk_reading import overview_of
from bocage.console.file_routes import SYNDICATES
from bocage.database.engine import Database
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.reminder_routes import NOTHING_CHOSEN, asked_of, chosen_lines, reminded
from bocage.tenancy import Visit
from bocage.web.address import local
from bocage.web.french import civil_day, plural
from bocage.web.guard import AnyRequest

OPT: Final[dict[str, Any]] = {"permission": "path.remind", "kinds": SYNDICATES, "verb": "path.reminded"}
NOBODY: Final = "Aucune des communes cochées n’a de personne à relancer : la prochaine action revient au syndicat, ou rien ne manque."


@post("/bureau/{place:uuid}/relances", opt=OPT, status_code=303)
async def remind(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
) -> Response[Any]:
    """Remind whoever blocks each commune checked; those where nobody is to be reminded are counted."""
    form = await request.form()
    chosen = set(form.getall("chosen_commune", []))
    desk = await overview_of(database, visit, civil_day(datetime.now(UTC)))
    lines = [line for line in desk.lines if str(line.commune.uid) in chosen]
    paths = [line.first.path_id for line in lines if line.first and line.may_be_reminded]
    if not paths:
        raise JoiningRefusal(NOBODY if lines else NOTHING_CHOSEN)
    asked = asked_of(request, (database, visit), await chosen_lines(database, visit, paths), again=False)
    return await reminded(
        request, asked, local(str(form.get("back", "")), f"/bureau/{visit.place.uid}"), without(lines, paths)
    )


def without(lines: Sized, paths: Sized) -> str:
    """Say how many of the communes chosen have nobody to remind."""
    left = len(lines) - len(paths)
    return f" {plural(left, 'commune cochée n’a', 'communes cochées n’ont')} personne à relancer." if left else ""


ROUTES: Final = (remind,)
