"""What is said of each line of a file, and what will be done."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Value = str | int


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
    """The verdict on one line; `values` is what will be stored, `remarks` what a person should read again."""

    number: int
    action: Action
    insee: str | None = None
    name: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    refusals: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()
    tenant_id: int | None = None
    version: int | None = None

    @property
    def to_reread(self) -> bool:
        """Whether the line is ready and deserves a second look."""
        return self.action.is_ready and bool(self.remarks)


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
        """Name what will be written: another state of the communes, or another choice, gives another name."""
        told = [
            (line.number, line.action, line.insee, line.tenant_id, line.version, sorted(line.values.items()))
            for line in self.written
        ]
        return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode()).hexdigest()[:16]

    def counts(self) -> dict[str, Any]:
        """The figures that are kept with the import."""
        return {
            "lines": len(self.lines),
            "reread": sum(line.to_reread for line in self.lines),
            **{action.value: self.count(action) for action in Action},
        }
