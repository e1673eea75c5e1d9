"""A démonstrateur opens with a délibération, or with a letter of the mayor when it commits nothing."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bocage.joining.months import last_day
from bocage.joining.parameters import Key, Parameters
from bocage.joining.refusals import JoiningRefusal


class Opening(StrEnum):
    """What opens it."""

    DELIBERATION = "deliberation"
    LETTRE = "lettre"


@dataclass(frozen=True, slots=True, kw_only=True)
class Demonstrateur:
    """What a trial commits; `months` is its length."""

    opening: Opening
    begins_on: date
    months: int
    free: bool = True
    residents_data: bool = False
    works: bool = False


def objections(trial: Demonstrateur, parameters: Parameters) -> tuple[str, ...]:
    """List why a letter of the mayor is not enough."""
    longest = parameters.on(trial.begins_on, Key.DEMONSTRATEUR_TERM).count
    told = (
        (not trial.free, "l’essai n’est pas gratuit"),
        (trial.residents_data, "il touche à des données personnelles d’habitants"),
        (trial.works, "il demande des travaux"),
        (trial.months > longest, f"il dure plus de {longest} mois"),
    )
    return tuple(said for holds, said in told if holds)


def check_demonstrateur(trial: Demonstrateur, parameters: Parameters) -> None:
    """Refuse a letter where the council must vote."""
    found = objections(trial, parameters)
    if trial.months < 1:
        raise JoiningRefusal("La durée de l’essai manque. Indiquez-la en mois, un au moins.")
    if trial.opening is Opening.LETTRE and found:
        raise JoiningRefusal(
            f"Une lettre du maire ne suffit pas : {', '.join(found)}. Déposez une délibération du conseil municipal."
        )


def ends_on(trial: Demonstrateur) -> date:
    """Return the last day of the trial."""
    return last_day(trial.begins_on, trial.months)
