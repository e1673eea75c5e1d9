"""What the paths of a commune expect of one of its people, for their first page: asked again by somebody, or first in line."""

from datetime import UTC, date, datetime
from typing import Final

from bocage.catalogue.awaited import Awaited
from bocage.database.engine import Database
from bocage.joining.audience import ROLES, Audience
from bocage.joining.kept import Kept, paths_of
from bocage.joining.lists import host_of_paths
from bocage.joining.reminded import Reminded, last_reminders
from bocage.joining.spot import address_of
from bocage.joining.summary import Summary, derived, line_of
from bocage.joining.surroundings import Surroundings, surroundings
from bocage.tenancy import Visit
from bocage.web.french import civil_day, long_day

OPEN: Final = "Ouvrir le dossier"


async def awaited(database: Database, visit: Visit) -> tuple[Awaited, ...]:
    """One thing a path at most: what somebody was reminded of and did not bring, else what the path waits for from them."""
    if visit.place.kind.is_portfolio or not visit.may("path.read"):
        return ()
    scope, today = visit.scope.readable, civil_day(datetime.now(UTC))
    async with database.transaction(visit.database_role, readable=scope) as connection:
        kept = await paths_of(connection, scope)
        last = await last_reminders(connection, scope)
    if not kept:
        return ()
    host = host_of_paths(visit, kept)
    async with database.transaction(visit.database_role, readable=scope | {host}) as connection:
        around = await surroundings(connection, host, kept)
    found = (expected(visit, one, around, last.get(one.path_id), today) for one in kept)
    return tuple(one for one in found if one is not None)


def expected(visit: Visit, kept: Kept, around: Surroundings, reminded: Reminded | None, today: date) -> Awaited | None:
    """What one path expects; None when it is somebody else's turn."""
    if reminded and concerns(visit, Audience(reminded.hand)) and lacks_still(kept, around, reminded, today):
        return asked_again(visit, kept, reminded)
    summary = line_of(kept, around, today).summary
    return first_in_line(visit, kept, summary) if summary.hand and concerns(visit, summary.hand) else None


def concerns(visit: Visit, hand: Audience) -> bool:
    """Tell whether a hand is that of the role of a visit."""
    return visit.standing.role in ROLES.get(hand, ())


def lacks_still(kept: Kept, around: Surroundings, reminded: Reminded, today: date) -> bool:
    """Tell whether what was asked for is still missing."""
    state = derived(kept.path, kept, around.context(kept), today)
    return any(one.step == reminded.step for one in state.missing)


def asked_again(visit: Visit, kept: Kept, reminded: Reminded) -> Awaited:
    """Say a reminder as a task."""
    return Awaited(
        word="Relance",
        title=reminded.label,
        sentence=f"{reminded.sentence} {reminded.actor_name} vous l’a demandé {long_day(reminded.at)}.",
        href=address_of(visit, kept),
        action=OPEN,
    )


def first_in_line(visit: Visit, kept: Kept, summary: Summary) -> Awaited:
    """Say what a path lacks first as a task."""
    return Awaited(
        word="À faire", title=summary.label, sentence=summary.sentence, href=address_of(visit, kept), action=OPEN
    )
