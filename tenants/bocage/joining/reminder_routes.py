"""« Relancer », from a path's own page or for several paths chosen on a desk."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from litestar import post
from litestar.di import NamedDependency
from litestar.response import Response

from bocage.database.engine import Database
from bocage.joining.doors import PATH, SYNDICATES
from bocage.joining.kept import every_path, kept_of
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.reminder_post import post as hand_over
from bocage.joining.reminder_post import told_of
from bocage.joining.reminding import Asked, TwiceRefusal, keep, tell
from bocage.joining.rows import PathRow
from bocage.joining.spot import Spot
from bocage.joining.summary import PathLine, line_of
from bocage.joining.surroundings import surroundings
from bocage.tenancy import NotFoundRefusal, Visit, reading
from bocage.web.address import local
from bocage.web.flash import Message, redirect_with
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest
from bocage.web.page import page

OPT: Final[dict[str, Any]] = {"permission": "path.remind", "kinds": SYNDICATES, "verb": "path.reminded"}
NOTHING_CHOSEN: Final = "Aucune commune n’est cochée. Cochez celles à relancer, puis recommencez."
MOST: Final = 500


@post("/bureau/{place:uuid}/parcours/relancer", opt=OPT, status_code=303)
async def remind_chosen(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
) -> Response[Any]:
    """Remind whoever blocks each of the paths chosen."""
    form = await request.form()
    lines = await chosen_lines(database, visit, identifiers(form.getall("chosen", [])))
    asked = asked_of(request, (database, visit), lines, again=form.get("again") == "1")
    return await reminded(request, asked, local(str(form.get("back", "")), f"/bureau/{visit.place.uid}"))


@post(PATH.syndicate + "/relancer", opt=OPT, dependencies=PATH.given, status_code=303)
async def remind_one(request: AnyRequest, spot: NamedDependency[Spot]) -> Response[Any]:
    """Remind whoever blocks a path."""
    form = await request.form()
    lines = await chosen_lines(spot.database, spot.visit, [spot.kept.path_id])
    asked = asked_of(request, (spot.database, spot.visit), lines, again=form.get("again") == "1")
    return await reminded(request, asked, spot.here)


def identifiers(typed: Sequence[object]) -> list[UUID]:
    """Read what was checked; what is no identifier names nothing."""
    try:
        found = [UUID(str(one)) for one in typed[:MOST]]
    except ValueError:
        raise NotFoundRefusal from None
    if not found:
        raise JoiningRefusal(NOTHING_CHOSEN)
    return found


async def chosen_lines(database: Database, visit: Visit, paths: Sequence[UUID]) -> tuple[PathLine, ...]:
    """The paths chosen, as they stand; one of somebody else's does not exist."""
    asked = every_path().where(PathRow.path_id.in_(list(paths)), PathRow.tenant_id.in_(visit.scope.readable))
    async with reading(database, visit) as connection:
        kept = tuple(kept_of(row) for row in (await connection.execute(asked)).mappings())
        around = await surroundings(connection, visit.place.tenant_id, kept)
    if len(kept) != len(set(paths)):
        raise NotFoundRefusal
    today = civil_day(datetime.now(UTC))
    return tuple(line_of(one, around, today) for one in kept)


def asked_of(request: AnyRequest, here: tuple[Database, Visit], lines: tuple[PathLine, ...], *, again: bool) -> Asked:
    """What is asked, on the clock of the request."""
    return Asked(
        database=here[0],
        visit=here[1],
        lines=lines,
        public_url=request.app.state.settings.public_url,
        now=datetime.now(UTC),
        again=again,
    )


async def reminded(request: AnyRequest, asked: Asked, back: str, note: str = "") -> Response[Any]:
    """Keep the reminders, send their letters, say what became of them; ask first before reminding twice a day.

    `note` is said after.
    """
    try:
        kept = await keep(asked)
    except TwiceRefusal as refusal:
        return await confirmation(request, asked, refusal, back)
    fates = await hand_over(request.app.state.mail, kept, asked.now)
    await tell(asked, [(fate.reminder, fate.sent, fate.said) for fate in fates])
    state, sentence = told_of(fates)
    return await redirect_with(request, back, Message(sentence=sentence + note, state=state))


async def confirmation(request: AnyRequest, asked: Asked, refusal: TwiceRefusal, back: str) -> Response[str]:
    """Say which were reminded today already, and let the others alone be reminded."""
    twice = [line for line in asked.lines if line.kept.path_id in refusal.paths]
    others = [line for line in asked.lines if line.kept.path_id not in refusal.paths]
    values: dict[str, Any] = {
        "visit": asked.visit,
        "twice": twice,
        "others": others,
        "lines": asked.lines,
        "back": back,
    }
    return await page(request, "joining/remind_again.html", status=409, **values)


ROUTES: Final = (remind_chosen, remind_one)
