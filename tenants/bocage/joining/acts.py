"""An act has four dates; the later of the last two makes it exécutoire."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Author(StrEnum):
    """Who takes the act."""

    CONSEIL = "conseil"
    MAIRE = "maire"
    DELEGUE = "delegue"
    COMITE = "comite"
    BUREAU = "bureau"
    PRESIDENT = "president"
    PREFET = "prefet"


class Depositor(StrEnum):
    """Who brings the file of the act."""

    SECRETAIRE = "secretaire"
    CHARGE_AFFAIRES = "charge_affaires"


class Signature(StrEnum):
    """A scan is a copy of a manuscript signature, never an electronic one."""

    MANUSCRITE = "manuscrite"
    ELECTRONIQUE = "electronique"


class Lack(StrEnum):
    """What an act still lacks to be exécutoire, in the order of the words of the screen."""

    DECISION = "decision"
    TRANSMISSION = "transmission"
    PUBLICATION = "publication"


NOT_TRANSMITTED: Final = frozenset({Author.PREFET})
"""The prefect does not send his own acts to himself: published, they are exécutoires."""


USUAL: Final[Mapping[str, Author]] = {
    "decision_syndicat": Author.COMITE,
    "decision_reprise": Author.COMITE,
    "arrete_prefectoral": Author.PREFET,
    "arrete_eclairage": Author.MAIRE,
    "convention": Author.MAIRE,
    "convention_constitutive": Author.MAIRE,
}
"""Who takes the act of a step when nobody says otherwise; a council else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act and its file; a deed of two hands has `signed_on` (commune) and `countersigned_on` (syndicate)."""

    author: Author
    adopted_on: date | None = None
    signed_on: date | None = None
    countersigned_on: date | None = None
    received_on: date | None = None
    published_on: date | None = None
    reference: str = ""
    depositor: Depositor | None = None
    depositor_name: str = ""
    produced_by: str = ""
    original_held_by: str = ""
    signature: Signature | None = None
    document_sha256: str | None = None


def usual_author(step: str) -> Author:
    """Say who takes the act of a step when nobody says otherwise."""
    return USUAL.get(step, Author.CONSEIL)


def decided_on(act: Act) -> date | None:
    """Return the day the act exists: voted, or signed by the last hand."""
    signatures = [day for day in (act.signed_on, act.countersigned_on) if day]
    return act.adopted_on or max(signatures, default=None)


def executoire_on(act: Act) -> date | None:
    """Return the day the act binds, None while a date is missing."""
    decided = decided_on(act)
    if decided is None or act.published_on is None:
        return None
    if act.author in NOT_TRANSMITTED:
        return max(decided, act.published_on)
    return None if act.received_on is None else max(decided, act.received_on, act.published_on)


def is_executoire(act: Act, today: date) -> bool:
    """Tell whether the act binds on the day."""
    day = executoire_on(act)
    return day is not None and day <= today


def lacks(act: Act, today: date) -> tuple[Lack, ...]:
    """List what is not there yet on the day; empty when the act is exécutoire."""
    dated = {Lack.DECISION: decided_on(act), Lack.TRANSMISSION: act.received_on, Lack.PUBLICATION: act.published_on}
    if act.author in NOT_TRANSMITTED:
        del dated[Lack.TRANSMISSION]
    return tuple(lack for lack, day in dated.items() if day is None or day > today)
