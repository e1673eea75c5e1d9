"""Who exercises a competence may give it, once; nobody else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bocage.joining.path import Holder, Path
from bocage.joining.refusals import JoiningRefusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a sentence speaks of a competence."""

    subject: str
    exercised: str
    given: str


WORDINGS: Final[Mapping[str, Wording]] = {
    "lighting": Wording(subject="L’éclairage", exercised="exercé", given="confié"),
    "water": Wording(subject="L’eau", exercised="exercée", given="confiée"),
    "waste": Wording(subject="La collecte des déchets", exercised="exercée", given="confiée"),
}
"""The modules that follow a competence; a building belongs to whoever owns it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Who exercises a competence on a territory; `holder_name` reads « la communauté de communes »."""

    module: str
    holder: Holder
    holder_name: str
    given_to: str = ""


def check_competence(path: Path, holdings: Iterable[Holding]) -> None:
    """Refuse what another exercises, or what is given already, with every sentence."""
    found = objections(path, holdings)
    if found:
        raise JoiningRefusal(" ".join(found))


def objections(path: Path, holdings: Iterable[Holding]) -> tuple[str, ...]:
    """List why the place may not give what it asks to give."""
    held = {one.module: one for one in holdings}
    asked = [module for module in sorted(path.modules) if module in WORDINGS and module in held]
    return tuple(said for module in asked if (said := objection(path, held[module])))


def objection(path: Path, holding: Holding) -> str | None:
    """Say why one competence may not be given by this place."""
    words = WORDINGS[holding.module]
    if path.holder is Holder.EPCI and holding.holder is Holder.COMMUNE:
        return f"{words.subject} n’est pas {words.exercised} par {path.place} : la demande revient à chaque commune."
    if path.holder is Holder.COMMUNE and holding.holder is Holder.EPCI:
        return f"{words.subject} est {words.exercised} par {holding.holder_name} : la demande lui revient."
    if holding.given_to:
        return (
            f"{words.subject} est déjà {words.given} à {holding.given_to} : la même compétence ne se donne qu’une fois."
        )
    return None
