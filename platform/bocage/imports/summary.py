"""A verdict as it is shown: what is said of the whole, and pages filled as lines come, none of which is kept here."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bocage.imports import words
from bocage.imports.choices import Choice
from bocage.imports.dry_run import (
    FILTERS,
    READY_A_PAGE,
    REFUSED_A_PAGE,
    ReadyLine,
    RefusedLine,
    file_words,
    ready_line,
    refused_line,
)
from bocage.imports.importer import Importer
from bocage.imports.notices import notices
from bocage.imports.reading import Sheet
from bocage.imports.verdict import Action, LineVerdict, Tally

REFUSED: Final = "refusees"
PLAN: Final = "plan"
"""What will be written, kept for the confirmation of a long file and shown to nobody."""
ALIKE: Final = 3
"""From how many lines on a repair is offered for all of them."""
MOST_NUMBERS: Final = 5_000
"""Refused lines whose numbers are kept, to go on from one to the next."""

SIZES: Final = {REFUSED: REFUSED_A_PAGE, PLAN: 2_000}
"""Lines on a page, where it is not that of lines that are ready."""

Line = ReadyLine | RefusedLine | LineVerdict
Spill = Callable[[str, int, list[Line]], None]
"""What becomes of a page once it is full: its list, its number, its lines."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """A repair offered for every line that the same rule refuses."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """What is said of a file as a whole; `plan` names what will be written, `listed` counts each list of pages."""

    counts: Mapping[str, int]
    plan: str
    notices: tuple[str, ...]
    file_words: str
    refused: tuple[int, ...]
    refused_words: str
    reread_words: str
    alike: tuple[Alike, ...]
    listed: Mapping[str, int]
    names: Mapping[int, str]


class Summing:
    """Lines taken one after the other, into pages and into what is said of the whole."""

    def __init__(self, importer: Importer, sheet: Sheet, choices: Mapping[int, Choice], spill: Spill) -> None:
        """Start with empty pages."""
        self.importer, self.sheet, self.choices, self.spill = importer, sheet, choices, spill
        self.tally = Tally()
        self.pages: dict[str, list[Line]] = {REFUSED: [], PLAN: [], **{key: [] for key in FILTERS}}
        self.listed: dict[str, int] = dict.fromkeys(self.pages, 0)
        self.refused: list[int] = []
        self.reread: list[int] = []
        self.remark = ""
        self.alike: dict[str, int] = {}
        self.names: dict[int, str] = {}

    def take(self, line: LineVerdict) -> None:
        """Take the next line."""
        self.tally.take(line)
        if line.number in self.choices:
            self.names[line.number] = line.name or line.key or ""
        if line.to_reread:
            self.reread.append(line.number)
            self.remark = min(filter(None, (self.remark, *line.remarks)))
        if line.action is Action.REFUSED:
            self.take_refused(line)
        elif line.action.is_ready:
            self.take_ready(line)
        if line.action.writes and self.importer.in_pieces:
            self.put(PLAN, line)

    def take_refused(self, line: LineVerdict) -> None:
        """Take a line that is refused."""
        self.refused.append(line.number)
        for rule in {one.rule for one in line.refusals if one.is_alone(one.rule)}:
            self.alike[rule] = self.alike.get(rule, 0) + 1
        self.put(REFUSED, refused_line(self.sheet, line))

    def take_ready(self, line: LineVerdict) -> None:
        """Take a line that nothing stops, into each list that shows it."""
        shown = ready_line(self.importer, line)
        for key, actions in FILTERS.items():
            if line.action in actions:
                self.put(key, shown)

    def put(self, key: str, line: Line) -> None:
        """Put a line at the end of a list; let a full page go."""
        most = size(key)
        self.listed[key] += 1
        self.pages[key].append(line)
        if len(self.pages[key]) == most:
            self.spill(key, self.listed[key] // most, self.pages[key])
            self.pages[key] = []

    def ended(self) -> Summary:
        """Let the last pages go, and say what there is to say."""
        for key, lines in self.pages.items():
            if lines:
                self.spill(key, self.listed[key] // size(key) + 1, lines)
        return Summary(
            counts=self.tally.counts(),
            plan=self.tally.fingerprint,
            notices=tuple(notices(self.sheet.table, self.sheet.columns, self.importer.wording)),
            file_words=file_words(self.sheet),
            refused=tuple(self.refused[:MOST_NUMBERS]),
            refused_words=words.lines(self.refused) if self.refused else "",
            reread_words=f"{words.lines(self.reread)} : {self.remark}." if self.reread else "",
            alike=tuple(alike(self.alike)),
            listed=self.listed,
            names=self.names,
        )


def size(key: str) -> int:
    """How many lines a page of a list holds."""
    return SIZES.get(key, READY_A_PAGE)


def alike(rules: Mapping[str, int]) -> Iterable[Alike]:
    """The repairs that many lines share."""
    for rule, count in rules.items():
        if count >= ALIKE:
            yield Alike(rule=rule, sentence=f"Accepter la même réparation pour {words.these_lines(count)}")
