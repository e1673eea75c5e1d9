"""The partial order of the acts, and nothing more: concordant acts come in any order."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bocage.joining.acts import Lack, decided_on, executoire_on, lacks
from bocage.joining.dossier import Dossier, earliest_effect, expected_effect, is_without_object, last_executoire
from bocage.joining.markets import Order
from bocage.joining.members import Answer, Member, Procedure, standing, tacit_from
from bocage.joining.parameters import Parameters
from bocage.joining.path import Parcours, Stage
from bocage.joining.tables import steps_of
from bocage.joining.words import LACKS, WORDS, in_sentence, listed, without_who
from bocage.web.french import day_in_full


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """One date before another that it must follow; `step` is where to look."""

    step: str
    sentence: str

    @property
    def note(self) -> str:
        """« À vérifier : … », for what comes from the past."""
        return f"À vérifier : {in_sentence(self.sentence)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A signature, and the act without which the hand may not sign."""

    step: str
    act: str
    field: str


SIGNATURES: Final = (
    Signed(step="convention", act="autorisation_de_signer", field="signed_on"),
    Signed(step="convention", act="decision_syndicat", field="countersigned_on"),
    Signed(step="convention_constitutive", act="autorisation_de_signer", field="signed_on"),
)
SIGNED_WORDS: Final[Mapping[str, str]] = {
    "convention": "La convention est datée du",
    "convention_constitutive": "La convention de groupement est datée du",
}


def breaks(dossier: Dossier) -> tuple[Break, ...]:
    """List what breaks the order in a dossier, whoever entered it."""
    rules = (signatures, arrete, consultation, orders, effect, opening)
    return tuple(found for rule in rules for found in rule(dossier))


def signatures(dossier: Dossier) -> Iterator[Break]:
    """Exécutoire ≤ signature."""
    for signed in SIGNATURES:
        act = dossier.act(signed.step)
        day: date | None = getattr(act, signed.field) if act else None
        why = day and not_binding(dossier, signed.act, day)
        if day and why:
            yield Break(step=signed.step, sentence=f"{SIGNED_WORDS[signed.step]} {day_in_full(day)}. {why}")


def not_binding(dossier: Dossier, step: str, day: date) -> str | None:
    """Say why the act of a step does not bind on a day, None when it does."""
    act = dossier.act(step)
    lacked = lacks(act, day) if act else (Lack.DECISION,)
    if Lack.DECISION in lacked:
        return f"À cette date, {in_sentence(without_who(WORDS[step].sentence))}"
    missing = listed(LACKS[lack] for lack in lacked)
    return (
        f"À cette date, {in_sentence(WORDS[step].noun)} n’est pas exécutoire : il manque {missing}."
        if missing
        else None
    )


def arrete(dossier: Dossier) -> Iterator[Break]:
    """Majority ≤ arrêté."""
    act = dossier.act("arrete_prefectoral")
    day = decided_on(act) if act else None
    if day is None or is_without_object(dossier, "accord_des_membres") or not asks_members(dossier):
        return
    reached = majority_on(dossier, day)
    if reached is None or reached > day:
        sentence = f"L’arrêté est daté du {day_in_full(day)}. À cette date, la majorité des membres n’est pas atteinte."
        yield Break(step="arrete_prefectoral", sentence=sentence)


def asks_members(dossier: Dossier) -> bool:
    """Tell whether the members are asked on this path."""
    return any(step.key == "accord_des_membres" for step in steps_of(dossier.path))


def majority_on(dossier: Dossier, day: date) -> date | None:
    """Return since when the majority is there, from the procedure or, without one, from what was entered."""
    procedure = dossier.context.procedure
    if procedure is None:
        return dossier.mark("accord_des_membres").done_on
    return standing(procedure, day, dossier.context.parameters).reached_on


def consultation(dossier: Dossier) -> Iterator[Break]:
    """Convention constitutive exécutoire ≤ lancement ≤ notification."""
    market, act = dossier.context.market, dossier.act("convention_constitutive")
    if market is None or dossier.path.parcours is not Parcours.GROUPEMENT:
        return
    since = executoire_on(act) if act else None
    if since and market.launched_on and since > market.launched_on:
        sentence = (
            f"{dossier.path.place} n’a une convention exécutoire que depuis le {day_in_full(since)}, après le lancement de"
            f" la consultation, le {day_in_full(market.launched_on)} : elle ne peut pas commander sur ce marché."
        )
        yield Break(step="convention_constitutive", sentence=sentence)
    if market.launched_on and market.notified_on and market.notified_on < market.launched_on:
        sentence = f"Le marché est notifié le {day_in_full(market.notified_on)}, avant le lancement de la consultation."
        yield Break(step="marche_notifie", sentence=sentence)


def orders(dossier: Dossier) -> Iterator[Break]:
    """Notification ≤ order ≤ end of the market, and the member's act ≤ order."""
    for order in dossier.facts.orders:
        why = unordered(dossier, order)
        if why:
            sentence = f"Le bon {order.reference} est daté du {day_in_full(order.ordered_on)}. {why}"
            yield Break(step="bon_de_commande", sentence=sentence)


def unordered(dossier: Dossier, order: Order) -> str | None:
    """Say why an order may not bear its date."""
    market, day = dossier.context.market, order.ordered_on
    keys = {step.key for step in steps_of(dossier.path)}
    joined = keys & {"convention_constitutive", "adhesion_centrale"}
    why = next(filter(None, (not_binding(dossier, step, day) for step in sorted(joined))), None)
    closed = next((found.sentence for found in consultation(dossier) if found.step in joined), None)
    if why or closed:
        return why or closed
    if market is None or market.notified_on is None or market.notified_on > day:
        return "À cette date, le marché n’est pas notifié."
    if market.ends_on is not None and market.ends_on < day:
        return f"Le marché a pris fin le {day_in_full(market.ends_on)}."
    return None


def effect(dossier: Dossier) -> Iterator[Break]:
    """Last exécutoire ≤ effect; a running contract and the statutes postpone the effect of an option."""
    day, last = expected_effect(dossier), last_executoire(dossier)
    if day is None or last is None:
        return
    if day < last:
        sentence = (
            f"La date d’effet est le {day_in_full(day)}, avant le dernier acte exécutoire, le {day_in_full(last)}."
        )
        yield Break(step="date_effet", sentence=sentence)
        return
    first = earliest_effect(dossier)
    if dossier.path.parcours is Parcours.OPTION and first and day < first:
        sentence = (
            f"La date d’effet est le {day_in_full(day)}. L’option ne prend pas effet avant le {day_in_full(first)}."
        )
        yield Break(step="date_effet", sentence=sentence)


def opening(dossier: Dossier) -> Iterator[Break]:
    """Effect ≤ opening in production."""
    opened, day = dossier.facts.opened.get(Stage.PRODUCTION), expected_effect(dossier)
    if opened and day and opened < day:
        sentence = f"L’ouverture est datée du {day_in_full(opened)}, avant la date d’effet, le {day_in_full(day)}."
        yield Break(step="ouverture", sentence=sentence)


def procedure_breaks(procedure: Procedure, parameters: Parameters) -> tuple[Break, ...]:
    """Notification ≤ a tacit answer; an answer in words may come before."""
    found = (untimely(member, parameters) for member in procedure.members if member.answer is Answer.TACIT)
    return tuple(Break(step="accord_des_membres", sentence=sentence) for sentence in found if sentence)


def untimely(member: Member, parameters: Parameters) -> str | None:
    """Say why silence cannot have counted on the day that is told."""
    first = tacit_from(member, parameters)
    if first is None:
        return f"L’accord sans réponse de {member.name} est daté avant toute notification."
    if member.answered_on is None or member.answered_on < first:
        return f"L’accord sans réponse de {member.name} ne compte qu’à partir du {day_in_full(first)}."
    return None
