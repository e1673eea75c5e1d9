"""What another rule would change today on the paths of a syndicate: seen before it is kept."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.joining.context import Context
from bocage.joining.kept import Kept, paths_of
from bocage.joining.state import state_of
from bocage.joining.summary import PHASES, Summary, summary_of
from bocage.joining.surroundings import Surroundings, surroundings
from bocage.joining.words import without_who
from bocage.tenancy import Visit
from bocage.web.french import day_in_full

Otherwise = Callable[[Context], Context]
SHOWN: Final = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """A path that would stand elsewhere."""

    kept: Kept
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """How many paths there are, how many would change, and the first of them."""

    total: int
    changed: int
    lines: tuple[Effect, ...]


async def effects_of(connection: AsyncConnection, visit: Visit, otherwise: Otherwise, today: date) -> Effects:
    """Derive every path twice: with the rules as they are, and as they would be."""
    host = visit.place.tenant_id
    kept = await paths_of(connection, visit.scope.readable - {host})
    around = await surroundings(connection, host, kept)
    then = replace(around, shared=otherwise(around.shared))
    found = [one for each in kept if (one := effect_on(each, around, then, today))]
    return Effects(total=len(kept), changed=len(found), lines=tuple(found[:SHOWN]))


def effect_on(kept: Kept, around: Surroundings, then: Surroundings, today: date) -> Effect | None:
    """What changes on one path, None when nothing does."""
    before, after = (summary_of(state_of(kept.path, kept.facts, each.context(kept), today)) for each in (around, then))
    said = (told(before), told(after))
    return None if said[0] == said[1] else Effect(kept=kept, before=said[0], after=said[1])


def told(summary: Summary) -> str:
    """« En cours. Il manque la décision du syndicat, pour le 12 mars 2027. »."""
    word = PHASES[summary.phase][1]
    due = f" Pour le {day_in_full(summary.due)}." if summary.due else ""
    return f"{word}. {without_who(summary.sentence)}{due}".strip()
