"""Where a path is for the desk: one word."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from bocage.joining import conventions, demonstrateur
from bocage.joining.dossier import Dossier
from bocage.joining.facts import NOTHING, Suspension
from bocage.joining.path import Stage
from bocage.joining.statuses import Missing


class Phase(StrEnum):
    """The groups of the desk."""

    INTERESSEE = "interessee"
    EN_COURS = "en_cours"
    BLOQUEE = "bloquee"
    PRETE = "prete"
    DEMONSTRATEUR = "demonstrateur"
    EN_SERVICE = "en_service"
    SUSPENDUE = "suspendue"
    ECHUE = "echue"
    SORTIE = "sortie"


def phase_of(dossier: Dossier, missing: Iterable[Missing], today: date) -> Phase:
    """Say where a path is on the day."""
    facts, open_stage = dossier.facts, opened_stage(dossier, today)
    if facts.left_on and facts.left_on <= today:
        return Phase.SORTIE
    if ended_on(dossier, today):
        return Phase.ECHUE
    if open_stage and is_suspended(facts.suspension, today):
        return Phase.SUSPENDUE
    if open_stage:
        return Phase.EN_SERVICE if open_stage is Stage.PRODUCTION else Phase.DEMONSTRATEUR
    return before_opening(dossier, tuple(missing), today)


def before_opening(dossier: Dossier, missing: tuple[Missing, ...], today: date) -> Phase:
    """Say where a path that nobody opened is."""
    blocking = [one for one in missing if one.blocks]
    if dossier.facts == NOTHING:
        return Phase.INTERESSEE
    if any(one.stuck or (one.due is not None and one.due < today) for one in blocking):
        return Phase.BLOQUEE
    return Phase.EN_COURS if blocking else Phase.PRETE


def opened_stage(dossier: Dossier, today: date) -> Stage | None:
    """Return what is open; production hides the démonstrateur that came before."""
    opened = {stage for stage, day in dossier.facts.opened.items() if day <= today}
    return next((stage for stage in (Stage.PRODUCTION, Stage.DEMONSTRATEUR) if stage in opened), None)


def ended_on(dossier: Dossier, today: date) -> date | None:
    """Return when the convention, or the trial that nothing follows, came to its end."""
    terms, trial = dossier.facts.terms, dossier.facts.trial
    if terms and "convention" in dossier.facts.acts and conventions.is_echue(terms, today):
        return conventions.ends_on(terms, today)
    alone = dossier.path.stage is Stage.DEMONSTRATEUR and opened_stage(dossier, today) is Stage.DEMONSTRATEUR
    over = demonstrateur.ends_on(trial) if trial and alone else None
    return over if over and over < today else None


def is_suspended(suspension: Suspension | None, today: date) -> bool:
    """Tell whether access is cut on the day."""
    return has_suspension(suspension, today) and suspension is not None and suspension.from_on <= today


def has_suspension(suspension: Suspension | None, today: date) -> bool:
    """Tell whether access is cut, or will be."""
    return suspension is not None and (suspension.until_on is None or today <= suspension.until_on)
