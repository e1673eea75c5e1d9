"""What is entered on a path: accepted, or refused with its sentence; from the past, accepted and marked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeVar

from bocage.joining.acts import executoire_on
from bocage.joining.approvals import check_approval
from bocage.joining.context import Context
from bocage.joining.data_protection import words_of
from bocage.joining.demonstrateur import check_demonstrateur
from bocage.joining.dossier import Dossier, may_be_without_object, reading_of
from bocage.joining.facts import Facts
from bocage.joining.fondements import fondement
from bocage.joining.markets import Order, check_order
from bocage.joining.members import Procedure
from bocage.joining.order import breaks, procedure_breaks
from bocage.joining.parameters import Parameters
from bocage.joining.path import Path, Stage
from bocage.joining.refusals import DocumentMissingRefusal, JoiningRefusal, OrderRefusal
from bocage.joining.state import state_of
from bocage.joining.steps import STEPS
from bocage.joining.words import WORDS, without_who
from bocage.web.french import day_in_full

Entry = TypeVar("Entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Facts before and after, on one path."""

    path: Path
    before: Facts
    after: Facts
    context: Context
    others_orders: tuple[Order, ...] = ()

    @property
    def dossier(self) -> Dossier:
        """The path as it would be."""
        return Dossier(path=self.path, facts=self.after, context=self.context)


def accepted(change: Change, *, imported: bool = False) -> Facts:
    """Return the facts to keep; what comes from the past may break the order, never open by itself."""
    for check in CHECKS:
        check(change)
    if not imported:
        known = breaks(Dossier(path=change.path, facts=change.before, context=change.context))
        fresh = [found for found in breaks(change.dossier) if found not in known]
        if fresh:
            raise OrderRefusal(fresh[0].sentence)
        check_documents(change)
    check_opening(change)
    return change.after


def accepted_procedure(
    before: Procedure | None, after: Procedure, parameters: Parameters, *, imported: bool = False
) -> Procedure:
    """Return the procedure to keep, or refuse a tacit answer that comes before its time."""
    known = procedure_breaks(before, parameters) if before else ()
    fresh = [found for found in procedure_breaks(after, parameters) if found not in known]
    if fresh and not imported:
        raise OrderRefusal(fresh[0].sentence)
    return after


def changed(before: Mapping[str, Entry], after: Mapping[str, Entry]) -> Iterator[tuple[str, Entry]]:
    """List the entries that are new or corrected."""
    return ((key, entry) for key, entry in after.items() if before.get(key) != entry)


def check_steps(change: Change) -> None:
    """Refuse an act under a step that is none."""
    for key, _ in changed(change.before.acts, change.after.acts):
        if not STEPS[key].act:
            raise JoiningRefusal(f"L’étape « {WORDS[key].label} » n’est pas un acte. Indiquez sa date seulement.")


def check_marks(change: Change) -> None:
    """Refuse « sans objet » where the step always applies, and a mark on what is never marked by hand."""
    syndicate = change.context.syndicate
    for key, mark in changed(change.before.marks, change.after.marks):
        label = WORDS[key].label
        if mark.without_object and not may_be_without_object(STEPS[key].skip, syndicate):
            raise JoiningRefusal(f"L’étape « {label} » s’applique toujours ici : elle ne peut pas être sans objet.")
        if mark.done_on and (STEPS[key].act or key in NEVER_MARKED):
            raise JoiningRefusal(f"L’étape « {label} » ne se coche pas : déposez l’acte ou la réponse qu’elle attend.")


def check_documents(change: Change) -> None:
    """Refuse what is nothing without its paper while no file is joined."""
    before, after = change.before, change.after
    acts = (key for key, act in changed(before.acts, after.acts) if executoire_on(act) and not act.document_sha256)
    marks = (key for key, mark in changed(before.marks, after.marks) if mark.done_on and not mark.document_sha256)
    for key in (*acts, *marks):
        if STEPS[key].document:
            raise DocumentMissingRefusal(f"{lacking_paper(change.path, key)} {JOIN_FIRST}")


def lacking_paper(path: Path, step: str) -> str:
    """« Il manque le procès-verbal des biens mis à disposition. »."""
    if step == "convention":
        return "Il manque la convention signée."
    return without_who(words_of(path, step).sentence)


def check_terms(change: Change) -> None:
    """Refuse a convention without a ground of the list."""
    terms = change.after.terms
    if terms and terms != change.before.terms:
        fondement(terms.fondement, terms.begins_on)


def check_orders(change: Change) -> None:
    """Check each new order against every ceiling, with those of the other members."""
    fresh = [order for order in change.after.orders if order not in change.before.orders]
    market = change.context.market
    if market is None:
        return
    for order in fresh:
        own = (one for one in change.after.orders if one.reference != order.reference)
        check_order(market, (*change.others_orders, *own), order)


def check_trial(change: Change) -> None:
    """Refuse a letter of the mayor where the council must vote."""
    trial = change.after.trial
    if trial and trial != change.before.trial:
        check_demonstrateur(trial, change.context.parameters)


def check_approvals(change: Change) -> None:
    """Refuse an approval of another record, or by the wrong hand."""
    for key, approval in changed(change.before.approvals, change.after.approvals):
        if key not in APPROVALS:
            raise JoiningRefusal(
                f"L’étape « {WORDS[key].label} » n’est pas un accord. Déposez la pièce qu’elle attend."
            )
        check_approval(key, approval, reading_of(change.dossier))


def check_opening(change: Change) -> None:
    """Refuse an opening while something blocks, with the list."""
    stage = change.path.stage
    for opened, day in change.after.opened.items():
        if change.before.opened.get(opened) == day:
            continue
        if opened is not stage:
            raise JoiningRefusal("Ce dossier n’est pas à ce stade. Choisissez d’abord le stade, puis ouvrez.")
        closed = replace(change.after, opened=without(change.after.opened, stage))
        check_open(change, closed, day)


def check_open(change: Change, closed: Facts, day: date) -> None:
    """Refuse an opening on a day on which the path may not open."""
    state = state_of(change.path, closed, change.context, day)
    if state.may_open:
        return
    why = " ".join(without_who(one.sentence) for one in state.blocking)
    later = (
        f"La date d’effet est le {day_in_full(state.effect_on)}." if state.effect_on and state.effect_on > day else ""
    )
    told = " ".join(filter(None, (why, later))) or "La convention a pris fin, ou la commune est sortie."
    raise JoiningRefusal(f"L’ouverture n’est pas possible le {day_in_full(day)}. {told}")


def without(opened: Mapping[Stage, date], stage: Stage) -> dict[Stage, date]:
    """Return the openings of the other stage."""
    return {each: day for each, day in opened.items() if each is not stage}


APPROVALS: Final = frozenset({"accord_commune", "accord_dsi"})
JOIN_FIRST: Final = "Joignez le fichier sur cette page, puis enregistrez."
NEVER_MARKED: Final = APPROVALS | {"ouverture", "date_effet", "prealables", "bon_de_commande"}
CHECKS: Final[tuple[Callable[[Change], None], ...]] = (
    check_steps,
    check_marks,
    check_terms,
    check_orders,
    check_trial,
    check_approvals,
)
