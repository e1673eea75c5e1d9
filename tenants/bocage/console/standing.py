"""Where the communes of a desk stand: each with its paths, filtered, sorted and counted; pure, the day is an argument."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any, Final
from uuid import UUID

from bocage.communes.spelling import spelled
from bocage.communes.whole import Commune
from bocage.joining.audience import TITLES, Audience, is_reminded
from bocage.joining.briefs import Brief
from bocage.joining.lists import URGENT
from bocage.joining.phase import Phase
from bocage.joining.reminded import Reminded
from bocage.joining.summary import PHASES

NO_PATH: Final = "aucun"
RANKS: Final = {phase: rank for rank, phase in enumerate(dict.fromkeys((*URGENT, *Phase)))}
COUNTED: Final[Mapping[str, tuple[str, str]]] = {
    Phase.EN_SERVICE: ("en service", "en service"),
    Phase.DEMONSTRATEUR: ("en démonstrateur", "en démonstrateur"),
    Phase.PRETE: ("prête à ouvrir", "prêtes à ouvrir"),
    Phase.EN_COURS: ("en cours", "en cours"),
    Phase.BLOQUEE: ("bloquée", "bloquées"),
    Phase.SUSPENDUE: ("suspendue", "suspendues"),
    Phase.ECHUE: ("échue", "échues"),
    Phase.INTERESSEE: ("intéressée", "intéressées"),
    Phase.SORTIE: ("sortie", "sorties"),
    NO_PATH: ("pas commencée", "pas commencées"),
}
LAST: Final = len(RANKS)
FAR: Final = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskLine:
    """A commune and its paths, what waits first; `reminded` is the last reminder of that, None when there was none."""

    commune: Commune
    paths: tuple[Brief, ...]
    today: date
    reminded: Reminded | None = None

    @property
    def first(self) -> Brief | None:
        """The path that the line speaks of."""
        return self.paths[0] if self.paths else None

    @property
    def phase(self) -> str:
        """The phase by its key; a commune without a path has one of its own."""
        return NO_PATH if self.first is None else self.first.summary.phase

    @property
    def mood(self) -> str:
        """The mood of the phase."""
        return "unknown" if self.first is None else self.first.summary.mood

    @property
    def word(self) -> str:
        """The phase in words."""
        return "Pas commencée" if self.first is None else self.first.summary.word

    @property
    def lacks(self) -> str:
        """The first thing that is missing."""
        return "" if self.first is None else self.first.summary.label

    @property
    def hand(self) -> Audience | None:
        """Whose hand is waited for."""
        return None if self.first is None else self.first.summary.hand

    @property
    def since(self) -> date | None:
        """Since when it is waited for."""
        return None if self.first is None else self.first.summary.since

    @property
    def days(self) -> int | None:
        """For how many days."""
        return None if self.since is None else max((self.today - self.since).days, 0)

    @property
    def is_late(self) -> bool:
        """Whether the day on which it was due is over."""
        due = None if self.first is None else self.first.summary.due
        return due is not None and due < self.today

    @property
    def may_be_reminded(self) -> bool:
        """Whether somebody is there to be reminded."""
        return is_reminded(self.hand)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskFilter:
    """What a desk is asked to show; `sort` is a key of SORTS."""

    words: str = ""
    epci: str = ""
    wave: str = ""
    phase: str = ""
    hand: str = ""
    sort: str = "phase"
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What is counted before any filter: by phase and by hand, those worth offering."""

    total: int
    population: int
    phases: Mapping[str, int]
    hands: Mapping[Audience, int]
    epcis: tuple[tuple[str, str], ...]
    waves: tuple[str, ...]

    def phase_words(self) -> tuple[tuple[str, str], ...]:
        """The phases that somebody is in, as a sentence counts them."""
        return tuple((key, COUNTED[key][self.phases[key] > 1]) for key in COUNTED if self.phases.get(key))

    def phase_options(self) -> tuple[tuple[str, str], ...]:
        """The phases that somebody is in, with how many."""
        told = ((key, f"{said(key)} ({self.phases[key]})") for key in (*RANKS, NO_PATH) if self.phases.get(key))
        return (("", "Toutes"), *told)

    def hand_options(self) -> tuple[tuple[str, str], ...]:
        """The hands that are waited for, with how many communes."""
        told = ((key, f"{TITLES[key]} ({self.hands[key]})") for key in TITLES if self.hands.get(key))
        return (("", "Tous"), *told)


def said(phase: str) -> str:
    """A phase in words."""
    return PHASES[Phase(phase)][1] if phase in RANKS else "Pas commencée"


def lines_of(
    communes: Iterable[Commune], briefs: Iterable[Brief], today: date, last: Mapping[UUID, Reminded]
) -> tuple[DeskLine, ...]:
    """Put each path beside its commune, and the last reminder of each path beside it."""
    walked: dict[int, list[Brief]] = {}
    for brief in briefs:
        walked.setdefault(brief.tenant_id, []).append(brief)
    for paths in walked.values():
        paths.sort(key=urgency)
    return tuple(line_of(each, tuple(walked.get(each.tenant_id, ())), today, last) for each in communes)


def line_of(commune: Commune, paths: tuple[Brief, ...], today: date, last: Mapping[UUID, Reminded]) -> DeskLine:
    """One line; a reminder of something that was brought since is not told."""
    first = paths[0] if paths else None
    reminded = last.get(first.path_id) if first else None
    still = reminded if reminded and first and reminded.step == first.summary.step else None
    return DeskLine(commune=commune, paths=paths, today=today, reminded=still)


def urgency(brief: Brief) -> tuple[int, date]:
    """What waits for somebody comes first, then what has waited longest."""
    return RANKS[brief.summary.phase], brief.summary.since or FAR


def figures_of(lines: Sequence[DeskLine]) -> Figures:
    """Count a whole desk."""
    communes = [line.commune for line in lines]
    epcis = {(one.epci_siren, one.epci_name) for one in communes if one.epci_siren and one.epci_name}
    return Figures(
        total=len(lines),
        population=sum(one.population or 0 for one in communes),
        phases=Counter(line.phase for line in lines),
        hands=Counter(line.hand for line in lines if line.hand),
        epcis=tuple(sorted(epcis, key=lambda pair: spelled(pair[1]))),
        waves=tuple(sorted({one.wave for one in communes if one.wave}, key=spelled)),
    )


WANTED: Final[Mapping[str, Callable[[DeskLine], Any]]] = {
    "epci": lambda line: line.commune.epci_siren,
    "wave": lambda line: line.commune.wave,
    "phase": lambda line: line.phase,
    "hand": lambda line: line.hand,
}


def answering(lines: Iterable[DeskLine], asked: DeskFilter) -> list[DeskLine]:
    """The lines that answer a filter; words are sought in the name, or begin the code."""
    found = list(lines)
    for name, here in WANTED.items():
        sought = getattr(asked, name)
        found = [line for line in found if here(line) == sought] if sought else found
    return [line for line in found if is_named(line.commune, asked.words)] if asked.words.strip() else found


def is_named(commune: Commune, words: str) -> bool:
    """Tell whether a commune answers to some words."""
    code = "".join(words.split()).upper()
    every = spelled(words).split()
    return commune.insee.startswith(code) or (bool(every) and all(word in commune.spelled for word in every))


def by_phase(line: DeskLine) -> tuple[int, int]:
    """What waits first, the longest wait before the others."""
    return RANKS.get(line.phase, LAST), -(line.days or 0)


SORTS: Final[Mapping[str, Callable[[DeskLine], Any]]] = {
    "phase": by_phase,
    "nom": lambda line: line.commune.spelled,
    "qui": lambda line: TITLES[line.hand] if line.hand else None,
    "jours": lambda line: line.days,
    "vague": lambda line: spelled(line.commune.wave) if line.commune.wave else None,
    "population": lambda line: line.commune.population,
    "epci": lambda line: spelled(line.commune.epci_name) if line.commune.epci_name else None,
}


def shown(lines: Iterable[DeskLine], asked: DeskFilter) -> tuple[DeskLine, ...]:
    """The lines that answer a filter in the order asked, then by name; what has no value comes last both ways."""
    key = SORTS.get(asked.sort, by_phase)
    found = sorted(answering(lines, asked), key=lambda line: line.commune.spelled)
    keyed = [(key(line), line) for line in found]
    told = sorted((one for one in keyed if one[0] is not None), key=itemgetter(0), reverse=asked.descending)
    return tuple(line for _, line in (*told, *(one for one in keyed if one[0] is None)))
