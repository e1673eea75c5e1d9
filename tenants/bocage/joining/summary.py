"""What a desk shows of a path, kept beside it so that a thousand are listed without deriving a thousand states."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import msgspec

from bocage.joining.context import Context
from bocage.joining.dossier import DOCUMENTS
from bocage.joining.kept import Kept
from bocage.joining.path import Path
from bocage.joining.phase import Phase
from bocage.joining.state import PathState, state_of
from bocage.joining.statuses import Status
from bocage.joining.surroundings import Surroundings

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
    """Phase, what is done, the first thing that is missing and who brings it, the approvals that are waited for."""

    phase: Phase
    counted: str
    label: str = ""
    sentence: str = ""
    who: str = ""
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


def summary_of(state: PathState, pointed: Iterable[int] = ()) -> Summary:
    """Shorten a state."""
    first = next(iter(state.blocking or state.missing), None)
    return Summary(
        phase=state.phase,
        counted=state.counted,
        label=first.label if first else "",
        sentence=first.sentence if first else "",
        who=first.who if first else "",
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
    if fresh:
        return PathLine(kept=kept, summary=msgspec.convert(kept.summary, Summary))
    state = derived(kept.path, kept, around.context(kept), today)
    return PathLine(kept=kept, summary=summary_of(state, pointed))
