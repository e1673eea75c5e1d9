"""Since when a step is done, read from the facts."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from bocage.joining.acts import Act, Author, decided_on, executoire_on
from bocage.joining.approvals import Approval, digest_of
from bocage.joining.demonstrateur import Opening, objections
from bocage.joining.dossier import Dossier, record_of, standing_act
from bocage.joining.order import majority_on
from bocage.joining.steps import STEPS


def done_on(dossier: Dossier, step: str, today: date) -> date | None:
    """Return since when a step is done on the day, None while it is not."""
    found = DERIVED.get(step, act_binds if STEPS[step].act else marked)
    since = found(dossier, step, today)
    return since if since is not None and since <= today else None


def marked(dossier: Dossier, step: str, _today: date) -> date | None:
    """A step that somebody marked."""
    return dossier.mark(step).done_on


def act_binds(dossier: Dossier, step: str, today: date) -> date | None:
    """An act: exécutoire, and not withdrawn."""
    act = standing_act(dossier, step, today)
    return executoire_on(act) if act else None


def convention_binds(dossier: Dossier, step: str, today: date) -> date | None:
    """A convention: both signatures, its terms, its price annex, and exécutoire."""
    act, terms = standing_act(dossier, step, today), dossier.facts.terms
    if act is None or terms is None or not terms.price_annex or unsigned(act, today):
        return None
    return executoire_on(act)


def unsigned(act: Act, today: date) -> tuple[str, ...]:
    """List the hands that have not signed on the day."""
    hands = (("du maire", act.signed_on), ("du président", act.countersigned_on))
    return tuple(hand for hand, day in hands if day is None or day > today)


def trial_agreed(dossier: Dossier, step: str, today: date) -> date | None:
    """A délibération, or a letter of the mayor where it suffices: it is no act to transmit."""
    act, trial = standing_act(dossier, step, today), dossier.facts.trial
    if act is None or trial is None:
        return None
    if trial.opening is Opening.LETTRE:
        return None if objections(trial, dossier.context.parameters) else decided_on(act)
    return executoire_on(act) if act.author is Author.CONSEIL else None


def all_notified(dossier: Dossier, step: str, _today: date) -> date | None:
    """The day the last mayor was notified."""
    procedure = dossier.context.procedure
    if procedure is None or not procedure.members:
        return dossier.mark(step).done_on
    days = [member.notified_on for member in procedure.members]
    return None if None in days else max(day for day in days if day)


def majority(dossier: Dossier, _step: str, today: date) -> date | None:
    """The day the majority was there."""
    return majority_on(dossier, today)


def launched(dossier: Dossier, _step: str, _today: date) -> date | None:
    """The day the consultation was launched."""
    return dossier.context.market.launched_on if dossier.context.market else None


def notified(dossier: Dossier, _step: str, _today: date) -> date | None:
    """The day the market was notified."""
    return dossier.context.market.notified_on if dossier.context.market else None


def first_order(dossier: Dossier, _step: str, _today: date) -> date | None:
    """The day of the first order."""
    return min((order.ordered_on for order in dossier.facts.orders), default=None)


def effect_fixed(dossier: Dossier, _step: str, today: date) -> date | None:
    """An effect is fixed as soon as it is told, even for a day to come."""
    terms = dossier.facts.terms
    day = dossier.facts.effect_on or (terms.begins_on if terms else None)
    return None if day is None else min(day, today)


def all_provided(dossier: Dossier, _step: str, today: date) -> date | None:
    """The day the last thing asked by the modules came."""
    days = [dossier.facts.prealables.get(one.key) for one in dossier.context.prealables]
    return None if None in days else max((day for day in days if day), default=today)


def approved(dossier: Dossier, step: str, _today: date) -> date | None:
    """The day of a yes to the record as it is now."""
    approval = dossier.facts.approvals.get(step)
    return approval.given_on if approval and approval.yes and is_current(dossier, approval) else None


def is_current(dossier: Dossier, approval: Approval) -> bool:
    """Tell whether an answer was given on the record as it is now."""
    return approval.digest == digest_of(record_of(dossier))


def opened_since(dossier: Dossier, _step: str, _today: date) -> date | None:
    """The day the stage was opened."""
    return dossier.facts.opened.get(dossier.path.stage)


DERIVED: Final[Mapping[str, Callable[[Dossier, str, date], date | None]]] = {
    "acte_demonstrateur": trial_agreed,
    "notification_membres": all_notified,
    "accord_des_membres": majority,
    "convention": convention_binds,
    "lancement_consultation": launched,
    "marche_notifie": notified,
    "bon_de_commande": first_order,
    "date_effet": effect_fixed,
    "prealables": all_provided,
    "accord_commune": approved,
    "accord_dsi": approved,
    "ouverture": opened_since,
}
"""Every other step is an act or a mark."""
