"""One line in front of the rules, and what a rule answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bocage.imports.entries import Entry
from bocage.imports.verdict import Finding, Value
from bocage.onboarding.known import Attached, Commune, Known


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A line whose commune is found; `held` is what is stored for it, attached or gone; `seen_sirens` says which line and commune hold a SIREN."""

    entry: Entry
    known: Known
    commune: Commune
    held: Attached | None = None
    seen_sirens: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def cell(self, column: str) -> str:
        """Return the cell of a column, empty when there is none."""
        return self.entry.cells.get(column, "")

    def stored(self, column: str) -> Value | None:
        """Return what is stored for the commune in a column."""
        return None if self.held is None else self.held.values.get(column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """The value to store, or why there is none, and what to read again."""

    value: Value | None = None
    refusals: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()


NOTHING = Judged()


def refused(finding: Finding) -> Judged:
    """Answer with one refusal."""
    return Judged(refusals=(finding,))


def grouped(digits: str) -> str:
    """Write a SIREN or a SIRET in groups of three, as people read them: « 214 200 123 »."""
    return "\u00a0".join(filter(None, (digits[:3], digits[3:6], digits[6:9], digits[9:])))
