"""What a desk shows of a path, kept beside it so that a thousand are listed without deriving a thousand states."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import msgspec

from bocage.joining.audience import Audience, audience_of
from bocage.joining.context import Context, People
from bocage.joining.dossier import DOCUMENTS
from bocage.joining.kept import Kept
from bocage.joining.path import Path
from bocage.joining.phase import Phase
from bocage.joining.state import PathState, state_of
from bocage.joining.statuses import Status
from bocage.joining.surroundings import Surroundings

NOBODY: Final = People()
APPROVALS: Final = ("accord_commune", "accord_dsi")
PHASES: Final[Mapping[Phase, tuple[str, str]]] = {
    Phase.INTERESSEE: ("unknown", "Intéressée"),
    Phase.EN_COURS: ("info", "En cours"),
    Phase.BLOQUEE: ("watch", "Bloquée"),
    Phase.PRETE: ("ok", "Prête à ouvrir"),
    Phase.DEMONSTRATEUR: ("ok", "En démonstrateur"),
    Phase.EN_SERVICE: ("ok", "En service"),
    Phase.SUSPENDUE: ("watch", "Accès suspendu"),
    Phase.ECHUE: ("grave", "Convention échue"),
    Phase.SORTIE: ("unknown", "Sortie"),
}
"""The mood and the word of each phase."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Phase, what is done, the first thing that is missing, who brings it and whose hand that is, the approvals awaited."""

    phase: Phase
    counted: str
    label: str = ""
    sentence: str = ""
    who: str = ""
    step: str = ""
    hand: Audience | None = None
    blocks: int = 0
    since: date | None = None
    due: date | None = None
    awaiting: tuple[str, ...] = ()
    pointed: tuple[int, ...] = ()

    @property
    def mood(self) -> str:
        """The mood of the phase."""
        return PHASES[self.phase][0]

    @property
    def word(self) -> str:
        """The phase in words."""
        return PHASES[self.phase][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class PathLine:
    """A path as a list shows it."""

    kept: Kept
    summary: Summary


def awaiting(state: PathState) -> tuple[str, ...]:
    """The approvals that somebody may give now: both annexes can be read, nobody has refused what they say.

    Nothing waits for an approval on a path that is over.
    """
    done = {step.key for step in state.steps if step.status is Status.DONE}
    if state.phase in {Phase.SORTIE, Phase.ECHUE} or not done.issuperset(DOCUMENTS):
        return ()
    waiting = (step for step in state.steps if step.key in APPROVALS and step.missing and not step.missing.stuck)
    return tuple(step.key for step in waiting)


def summary_of(state: PathState, pointed: Iterable[int] = (), people: People = NOBODY) -> Summary:
    """Shorten a state; `people` are those that its sentences name."""
    first = next(iter(state.blocking or state.missing), None)
    return Summary(
        phase=state.phase,
        counted=state.counted,
        label=first.label if first else "",
        sentence=first.sentence if first else "",
        who=first.who if first else "",
        step=first.step if first else "",
        hand=audience_of(first.who, people) if first else None,
        blocks=len(state.blocking),
        since=first.since if first else None,
        due=first.due if first else None,
        awaiting=awaiting(state),
        pointed=tuple(pointed),
    )


def derived(path: Path, kept: Kept, context: Context, today: date) -> PathState:
    """The state of a kept path, walked as `path`."""
    return state_of(path, kept.facts, context, today)


def line_of(kept: Kept, around: Surroundings, today: date) -> PathLine:
    """Read the summary when it is of today and of what the path points to as it is now, else compute it again."""
    pointed = around.versions(kept)
    fresh = kept.summary_on == today and kept.summary.get("pointed") == pointed
    if fresh and is_complete(kept.summary):
        return PathLine(kept=kept, summary=msgspec.convert(kept.summary, Summary))
    context = around.context(kept)
    state = derived(kept.path, kept, context, today)
    return PathLine(kept=kept, summary=summary_of(state, pointed, context.people))


def is_complete(stored: Mapping[str, Any]) -> bool:
    """Tell whether a stored summary says all that is asked of one: what an older version kept may say less."""
    return "hand" in stored and "pointed" in stored
