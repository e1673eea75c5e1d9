"""What rules a syndicate: its form, its statutes, the sessions of its comité."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Forme(StrEnum):
    """In an open mixed syndicate, the statutes decide."""

    SYNDICAT_DE_COMMUNES = "syndicat_de_communes"
    MIXTE_FERME = "mixte_ferme"
    MIXTE_OUVERT = "mixte_ouvert"


class Renvoi(StrEnum):
    """To which rules the statutes of an open mixed syndicate refer."""

    NONE = "none"
    COMMUNES = "communes"
    FERME = "ferme"


class RegleEffet(StrEnum):
    """When what is decided takes effect."""

    PREMIER_JUILLET = "premier_juillet"
    PREMIER_DU_MOIS = "premier_du_mois"
    DATE_DE_L_ACTE = "date_de_l_acte"


class Exercise(StrEnum):
    """How the statutes hold a competence."""

    ALL_MEMBERS = "tous"
    A_LA_CARTE = "carte"


@dataclass(frozen=True, slots=True, kw_only=True)
class Syndicate:
    """The rules of one syndicate as its statutes write them.

    `sessions` are the dated meetings of the comité; `competences` go by module, and nothing is known while it is empty.
    """

    name: str
    forme: Forme
    renvoi: Renvoi = Renvoi.NONE
    arrete_requis: bool = True
    sessions: tuple[date, ...] = ()
    regle_effet: RegleEffet = RegleEffet.DATE_DE_L_ACTE
    duree_minimale_months: int = 0
    preavis_reprise_months: int = 0
    article_statuts: str = ""
    mode_publication: str = ""
    competences: Mapping[str, Exercise] = field(default_factory=dict)


def next_session(syndicate: Syndicate, today: date) -> date | None:
    """Return the next meeting of the comité that is known."""
    return min((day for day in syndicate.sessions if day >= today), default=None)


def is_held(syndicate: Syndicate, modules: Iterable[str], *exercises: Exercise) -> bool:
    """Tell whether the statutes hold every one of some competences in one of these ways."""
    return all(syndicate.competences.get(module) in exercises for module in modules)
