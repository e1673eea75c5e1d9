"""When an option takes effect, and until when it may not be taken back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bocage.joining.months import ONE_DAY, first_of_july, first_of_month, months_later
from bocage.joining.syndicate import RegleEffet, Syndicate
from bocage.web.french import day_in_full


class ContractKind(StrEnum):
    """What a commune may have signed before it joins."""

    MAINTENANCE = "maintenance"
    ENERGY = "energy"
    LOAN = "loan"
    INSURANCE = "insurance"


class Fate(StrEnum):
    """What becomes of a running contract."""

    RUNS = "runs"
    ENDED = "ended"
    TAKEN_OVER = "taken_over"


KINDS = {
    ContractKind.MAINTENANCE: "Un contrat d’entretien",
    ContractKind.ENERGY: "Un contrat d’énergie",
    ContractKind.LOAN: "Un emprunt",
    ContractKind.INSURANCE: "Un contrat d’assurance",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningContract:
    """A contract of the commune; it postpones the effect only while it runs on."""

    kind: ContractKind
    ends_on: date
    fate: Fate = Fate.RUNS
    reference: str = ""


def effect_on(last_executoire: date, rule: RegleEffet, contracts: Iterable[RunningContract] = ()) -> date:
    """Return the later of the statutes' day and the day after the end of running contracts."""
    ends = (one.ends_on + ONE_DAY for one in contracts if one.fate is Fate.RUNS)
    return max((by_rule(last_executoire, rule), *ends))


def by_rule(day: date, rule: RegleEffet) -> date:
    """Return the first day on or after `day` on which the statutes let things take effect."""
    if rule is RegleEffet.PREMIER_JUILLET:
        return first_of_july(day)
    return first_of_month(day) if rule is RegleEffet.PREMIER_DU_MOIS else day


def postponing(contracts: Iterable[RunningContract], effect: date) -> RunningContract | None:
    """Return the contract that decides of the effect, None when the statutes do."""
    return next((one for one in contracts if one.fate is Fate.RUNS and one.ends_on + ONE_DAY == effect), None)


def postponed(contract: RunningContract, effect: date) -> str:
    """« Un contrat d’entretien court jusqu’au … : l’effet est reporté au … »."""
    return f"{KINDS[contract.kind]} court jusqu’au {day_in_full(contract.ends_on)} : l’effet est reporté au {day_in_full(effect)}."


def reprise_possible_from(in_force_on: date, syndicate: Syndicate) -> date:
    """Return the first day on which the competence may be taken back, the notice left aside."""
    return by_rule(months_later(in_force_on, syndicate.duree_minimale_months), syndicate.regle_effet)
