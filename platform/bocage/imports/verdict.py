"""What is said of each line of a file, and what will be done."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import msgspec

Value = str | int
Ref = str | int
"""What a part calls the thing that a line is about, when it is already stored."""


class Action(StrEnum):
    """What a line will do once confirmed."""

    CREATE = "create"
    REATTACH = "reattach"
    UPDATE = "update"
    IDENTICAL = "identical"
    REFUSED = "refused"
    ASIDE = "aside"

    @property
    def is_ready(self) -> bool:
        """Whether nothing stands in the way of the line."""
        return self not in {Action.REFUSED, Action.ASIDE}

    @property
    def writes(self) -> bool:
        """Whether confirming changes something for this line."""
        return self in {Action.CREATE, Action.REATTACH, Action.UPDATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A way out that a person may choose: values read in place of cells, rules that are then accepted."""

    label: str
    values: Mapping[str, str] = field(default_factory=dict)
    accepts: frozenset[str] = frozenset()

    @property
    def key(self) -> str:
        """A short name for forms, the same as long as the repair is the same."""
        told = json.dumps([sorted(self.values.items()), sorted(self.accepts)], ensure_ascii=False)
        return hashlib.sha256(told.encode()).hexdigest()[:12]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Why a line is refused: what was read, why it cannot be, how to repair it.

    Stars in `why` surround what is read first: « *01004* est Ambérieu-en-Bugey ».
    """

    rule: str
    column: str | None
    title: str
    why: str
    note: str = ""
    repairs: tuple[Repair, ...] = ()
    other_line: int | None = None

    def is_alone(self, rule: str) -> bool:
        """Whether the finding is of a rule and leaves one way out only, so that many can be repaired at once."""
        return self.rule == rule and len(self.repairs) == 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One value that will replace another."""

    column: str
    before: Value | None
    after: Value


@dataclass(frozen=True, slots=True, kw_only=True)
class LineVerdict:
    """The verdict on one line.

    `key` and `name` are how people know the thing, `ref` and `version` how it is stored if it is; `values` is what will
    be stored, `remarks` what a person should read again.
    """

    number: int
    action: Action
    key: str | None = None
    name: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    refusals: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()
    ref: Ref | None = None
    version: int | None = None

    @property
    def to_reread(self) -> bool:
        """Whether the line is ready and deserves a second look."""
        return bool(self.remarks) and self.action.is_ready


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """The verdict on a file; `notices` are said of the file as a whole."""

    lines: tuple[LineVerdict, ...]
    notices: tuple[str, ...] = ()

    def count(self, *actions: Action) -> int:
        """Count the lines of some actions."""
        counted = Counter(line.action for line in self.lines)
        return sum(counted[action] for action in actions)

    @property
    def ready(self) -> tuple[LineVerdict, ...]:
        """The lines that nothing stops."""
        return tuple(line for line in self.lines if line.action.is_ready)

    @property
    def refused(self) -> tuple[LineVerdict, ...]:
        """The lines that are refused."""
        return tuple(line for line in self.lines if line.action is Action.REFUSED)

    @property
    def written(self) -> tuple[LineVerdict, ...]:
        """The lines that change something."""
        return tuple(line for line in self.lines if line.action.writes)

    @property
    def fingerprint(self) -> str:
        """Name what will be written: another state of what is stored, or another choice, gives another name."""
        return tallied(self.lines).fingerprint

    def counts(self) -> dict[str, int]:
        """The figures that are kept with the import."""
        return counts_of(self.lines)


class Tally:
    """Counts and fingerprint, from lines taken one after the other and not kept."""

    def __init__(self) -> None:
        """Start from nothing."""
        self.lines = 0
        self.reread = 0
        self.actions: Counter[Action] = Counter()
        self.told = hashlib.sha256()

    def take(self, line: LineVerdict) -> None:
        """Count a line; one that writes enters the fingerprint."""
        self.lines += 1
        self.reread += line.to_reread
        self.actions[line.action] += 1
        if line.action.writes:
            said = (line.number, line.action, line.key, line.ref, line.version, sorted(line.values.items()))
            self.told.update(msgspec.json.encode(said))

    @property
    def fingerprint(self) -> str:
        """Name what the lines taken so far will write."""
        return self.told.hexdigest()[:16]

    def counts(self) -> dict[str, int]:
        """The figures that are kept with the import."""
        return figures(self.lines, self.reread, self.actions)


def tallied(lines: Iterable[LineVerdict]) -> Tally:
    """Count lines."""
    tally = Tally()
    for line in lines:
        tally.take(line)
    return tally


def counts_of(lines: Sequence[LineVerdict]) -> dict[str, int]:
    """The figures of lines, without their fingerprint."""
    return figures(len(lines), sum(line.to_reread for line in lines), Counter(line.action for line in lines))


def figures(lines: int, reread: int, actions: Mapping[Action, int]) -> dict[str, int]:
    """The figures of a verdict, by name."""
    return {"lines": lines, "reread": reread, **{action.value: actions.get(action, 0) for action in Action}}


def left_empty(column: str, word: str) -> Repair:
    """The repair that reads nothing in the cell: « Laisser la date vide »."""
    return Repair(label=f"Laisser {word} vide", values={column: ""})
