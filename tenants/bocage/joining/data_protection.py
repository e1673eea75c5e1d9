"""Who answers for personal data, by path: it decides which deed `acte_rgpd` is."""

from dataclasses import replace
from enum import StrEnum
from typing import Final

from bocage.joining.path import Parcours, Path, Stage
from bocage.joining.words import WORDS, Words

GIVEN: Final = frozenset({Parcours.TRANSFERT, Parcours.OPTION})
STEP: Final = "acte_rgpd"


class Duty(StrEnum):
    """The place of the syndicate in front of the law on data."""

    PROCESSOR = "article_28"
    CONTROLLER = "article_26"


def duty_of(path: Path) -> Duty:
    """The syndicate processes for the commune, unless the competence itself was given; a trial gives nothing."""
    given = path.parcours in GIVEN and path.stage is Stage.PRODUCTION
    return Duty.CONTROLLER if given else Duty.PROCESSOR


def words_of(path: Path, step: str) -> Words:
    """Return the words of a step on this path."""
    shared = step == STEP and duty_of(path) is Duty.CONTROLLER
    return replace(WORDS[step], label="Responsabilité des données") if shared else WORDS[step]


def label_of(path: Path, step: str) -> str:
    """Return what a step is called on this path."""
    return words_of(path, step).label
