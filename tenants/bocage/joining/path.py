"""A path: one commune or EPCI, one group of modules, one way of joining."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from bocage.joining.refusals import JoiningRefusal


class Parcours(StrEnum):
    """The four ways of joining."""

    TRANSFERT = "transfert"
    OPTION = "option"
    CONVENTION = "convention"
    GROUPEMENT = "groupement"


class Variant(StrEnum):
    """Two ways of transferring, two ways of ordering together."""

    ADHESION = "adhesion"
    EXTENSION = "extension"
    GROUPEMENT = "groupement"
    CENTRALE = "centrale"


class Stage(StrEnum):
    """What is opened."""

    DEMONSTRATEUR = "demonstrateur"
    PRODUCTION = "production"


class Holder(StrEnum):
    """Who walks the path."""

    COMMUNE = "commune"
    EPCI = "epci"


class Perimetre(StrEnum):
    """Everything, or works first and maintenance later; an EPCI gives everything."""

    TOTAL = "total"
    INVESTISSEMENT = "investissement"


class Trait(StrEnum):
    """What makes a conditional step apply."""

    COSTS = "costs"
    ACCOUNTS = "accounts"
    PRM_CHANGES = "prm_changes"
    STAFF = "staff"
    REMOTE_READING = "remote_reading"
    EXTINCTION = "extinction"


VARIANTS: Final[Mapping[Parcours, tuple[Variant | None, ...]]] = {
    Parcours.TRANSFERT: (Variant.ADHESION, Variant.EXTENSION),
    Parcours.OPTION: (None,),
    Parcours.CONVENTION: (None,),
    Parcours.GROUPEMENT: (Variant.GROUPEMENT, Variant.CENTRALE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """What is asked; `place` is the name on screen, `modules` are slugs that join together."""

    parcours: Parcours
    variant: Variant | None = None
    place: str
    holder: Holder = Holder.COMMUNE
    modules: frozenset[str]
    stage: Stage = Stage.PRODUCTION
    perimetre: Perimetre = Perimetre.TOTAL
    traits: frozenset[Trait] = frozenset()
    started_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse what no table describes."""
        if self.variant not in VARIANTS[self.parcours]:
            raise JoiningRefusal(f"Le parcours « {self.parcours} » n’a pas cette variante. Choisissez-en une autre.")
        if self.holder is Holder.EPCI and self.perimetre is not Perimetre.TOTAL:
            raise JoiningRefusal("Un EPCI confie la compétence entière. Choisissez le périmètre « total ».")
        if not self.modules:
            raise JoiningRefusal("Aucun module n’est demandé. Choisissez-en un au moins.")
