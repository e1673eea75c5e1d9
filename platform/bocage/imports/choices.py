"""What a person chose for a line: read another value, accept what is unusual, leave the line aside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bocage.imports.verdict import Repair


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The choices made on one line; `values` replace cells, `accepts` names rules that no longer refuse."""

    values: Mapping[str, str] = field(default_factory=dict)
    accepts: frozenset[str] = frozenset()
    aside: bool = False

    def with_repair(self, repair: Repair) -> "Choice":
        """Add one repair."""
        return Choice(values={**self.values, **repair.values}, accepts=self.accepts | repair.accepts)


NO_CHOICE: Final = Choice()
ASIDE: Final = Choice(aside=True)


def to_json(choices: Mapping[int, Choice]) -> dict[str, Any]:
    """Write choices as they are stored."""
    return {
        str(number): {"values": dict(choice.values), "accepts": sorted(choice.accepts), "aside": choice.aside}
        for number, choice in choices.items()
        if choice != NO_CHOICE
    }


def from_json(stored: Mapping[str, Any]) -> dict[int, Choice]:
    """Read choices as they were stored."""
    return {
        int(number): Choice(values=said["values"], accepts=frozenset(said["accepts"]), aside=said["aside"])
        for number, said in stored.items()
    }
