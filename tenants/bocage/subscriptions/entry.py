"""What a form of a subscription says, field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bocage.subscriptions.refusals import STALE, StaleRefusal
from bocage.tenancy.stage import Stage

LONGEST: Final = 300
Faults = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What was typed; what cannot be read is None."""

    stage: Stage | None
    since: date | None
    perimeter: str
    deliberation: str

    @property
    def faults(self) -> Faults:
        """What is to be corrected, by field."""
        said = []
        if self.stage is None:
            said.append(("stade", "Choisissez le stade\u00a0: démonstrateur ou production."))
        if self.since is None:
            said.append(("debut", "Donnez le premier jour de l’abonnement, comme 02/03/2026."))
        return tuple(said)


def entry_of(form: Mapping[str, str]) -> Entry:
    """Read the form that opens a module."""
    return Entry(
        stage=stage_of(form.get("stade", "")),
        since=day_of(form.get("debut", "")),
        perimeter=form.get("perimetre", "").strip()[:LONGEST],
        deliberation=form.get("deliberation", "").strip()[:LONGEST],
    )


def stage_of(text: str) -> Stage | None:
    """Read a stage."""
    return Stage(text) if text in set(Stage) else None


def day_of(text: str) -> date | None:
    """Read a day as browsers send it."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def version_of(form: Mapping[str, str]) -> int:
    """The version that the page was opened on."""
    text = form.get("version", "")
    if not text.isdecimal():
        raise StaleRefusal(STALE)
    return int(text)
