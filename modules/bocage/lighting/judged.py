"""What a check answers about one cell."""

from dataclasses import dataclass
from typing import Final

from bocage.imports.verdict import Finding, Repair


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The text to store, or why there is none, and what to read again."""

    value: str | None = None
    refusals: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()


NOTHING: Final = Judged()


def refused(rule: str, column: str, title: str, why: str, *repairs: Repair) -> Judged:
    """Answer with one refusal."""
    return Judged(refusals=(Finding(rule=rule, column=column, title=title, why=why, repairs=repairs),))


def emptied(column: str, words: str) -> Repair:
    """The repair that reads nothing in a cell: « Laisser la puissance vide »."""
    return Repair(label=f"Laisser {words} vide", values={column: ""})
