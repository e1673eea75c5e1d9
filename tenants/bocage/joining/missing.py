"""What each step still lacks, as a sentence, and who must act."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bocage.joining import words
from bocage.joining.acts import Act, Lack, decided_on, lacks
from bocage.joining.data_protection import words_of
from bocage.joining.dossier import Dossier, standing_act
from bocage.joining.member_words import not_reached, waiting
from bocage.joining.members import Position, standing
from bocage.joining.months import months_later
from bocage.joining.parameters import Key
from bocage.joining.progress import is_current, unsigned
from bocage.joining.reminders import Reminder
from bocage.joining.steps import Step
from bocage.joining.syndicate import next_session
from bocage.joining.words import WORDS, listed
from bocage.web.french import day_in_full, plural


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """A sentence and who acts; `stuck` when waiting is not enough; `since` and `reminder` when the lack has its own."""

    sentence: str
    who: str
    stuck: bool = False
    since: date | None = None
    reminder: Reminder | None = None


def lacking(dossier: Dossier, step: Step, today: date) -> Lacking:
    """Say what a step that is not done lacks on the day."""
    said = SPECIAL.get(step.key, act_lacks if step.act else plain)
    return said(dossier, step.key, today)


def plain(dossier: Dossier, step: str, _today: date, **filled: str) -> Lacking:
    """The sentence of the step, its placeholders filled."""
    people = dossier.context.people
    told = {
        "dsi": people.dsi,
        "of_dsi": words.of(people.dsi),
        "maire": people.maire,
        "comite": "prochain comité",
        "avant": "",
        **filled,
    }
    spoken = words_of(dossier.path, step)
    return Lacking(sentence=spoken.sentence.format(**told), who=spoken.who.format(**told))


def act_lacks(dossier: Dossier, step: str, today: date) -> Lacking:
    """No act yet, or an act that is not transmitted, or not published."""
    act = standing_act(dossier, step, today)
    lacked = lacks(act, today) if act else (Lack.DECISION,)
    if act is None or Lack.DECISION in lacked:
        return plain(dossier, step, today)
    return not_executoire(dossier, step, act, lacked)


def not_executoire(dossier: Dossier, step: str, act: Act, lacked: tuple[Lack, ...]) -> Lacking:
    """An act that exists and does not bind yet."""
    noun, who = WORDS[step].noun, act.depositor_name or dossier.context.people.deposant
    sentence = words.NOT_EXECUTOIRE.format(noun=noun, lacks=listed(words.LACKS[lack] for lack in lacked))
    if Lack.TRANSMISSION in lacked and act.received_on is None:
        transmis = "transmise" if WORDS[step].feminine else "transmis"
        sentence = words.NOT_TRANSMITTED.format(noun=noun, transmis=transmis, deposant=who)
    return Lacking(sentence=sentence, who=who, since=decided_on(act), reminder=Reminder.TRANSMISSION)


def comite(dossier: Dossier, step: str, today: date) -> Lacking:
    """The comité has not decided; past its delay, its silence is worth nothing."""
    found = act_lacks(dossier, step, today)
    asked = dossier.facts.asked_on.get(step)
    session = next_session(dossier.context.syndicate, today)
    if standing_act(dossier, step, today):
        return found
    if asked and today > months_later(asked, dossier.context.parameters.on(asked, Key.COMITE_ANSWER).count):
        return Lacking(sentence=words.COMITE_SILENT, who=words.SYNDICAT, stuck=True, since=asked)
    return found if session is None else plain(dossier, step, today, comite=f"comité du {day_in_full(session)}")


def convention(dossier: Dossier, step: str, today: date) -> Lacking:
    """A signature, the terms, the price annex, or one of the four dates."""
    act = standing_act(dossier, step, today)
    hands = unsigned(act, today) if act else ("du maire", "du président")
    if hands:
        mayor = "du maire" in hands
        depot = words.MAIRIE if mayor else words.SYNDICAT
        both = len(hands) > 1
        who = words.BOTH if both else "le maire" if mayor else "le président"
        sentence = WORDS[step].sentence.format(signataires=" et ".join(hands), depot=depot)
        return Lacking(sentence=sentence, who=who)
    terms = dossier.facts.terms
    if terms is None or not terms.price_annex:
        return Lacking(sentence=words.NO_TERMS if terms is None else words.NO_PRICE, who=words.SYNDICAT)
    return act_lacks(dossier, step, today)


def constitutive(dossier: Dossier, step: str, today: date) -> Lacking:
    """The member's convention, before the consultation is launched."""
    if standing_act(dossier, step, today):
        return act_lacks(dossier, step, today)
    market = dossier.context.market
    before = f" avant le {day_in_full(market.launched_on)}" if market and market.launched_on else ""
    return plain(dossier, step, today, avant=before)


def notification(dossier: Dossier, step: str, today: date) -> Lacking:
    """How many members are not notified."""
    procedure = dossier.context.procedure
    members = procedure.members if procedure else ()
    late = sum(1 for one in members if one.notified_on is None or one.notified_on > today)
    if not late:
        return Lacking(
            sentence="La délibération n’est pas encore notifiée aux membres. À envoyer par le syndicat.",
            who=words.SYNDICAT,
        )
    sentence = WORDS[step].sentence.format(n=late, total=len(members))
    return Lacking(sentence=sentence.replace("1 membres", "1 membre") if late == 1 else sentence, who=words.SYNDICAT)


def members(dossier: Dossier, _step: str, today: date) -> Lacking:
    """The members still to answer, or a majority that cannot be reached any more."""
    procedure, parameters = dossier.context.procedure, dossier.context.parameters
    if procedure is None or not procedure.members:
        return Lacking(
            sentence="L’accord des membres n’est pas encore demandé. À notifier par le syndicat.", who=words.SYNDICAT
        )
    now = standing(procedure, today, parameters)
    over = not now.at(Position.WAITING, Position.NOT_NOTIFIED, Position.SILENT)
    if over or not now.reachable:
        sentence = not_reached(procedure, now, today, parameters)
        return Lacking(sentence=sentence, who=words.SYNDICAT, stuck=True)
    return Lacking(sentence=waiting(procedure, now, parameters), who=WORDS["accord_des_membres"].who)


def prealables(dossier: Dossier, step: str, today: date) -> Lacking:
    """What the modules ask for and have not, with who provides it."""
    told = dossier.facts.prealables
    absent = [one for one in dossier.context.prealables if one.key not in told or told[one.key] > today]
    who = listed(dict.fromkeys(one.who for one in absent))
    return plain(dossier, step, today, prealables=listed(one.label for one in absent), who=who)


def points(dossier: Dossier, step: str, today: date) -> Lacking:
    """How many delivery points the holder has not opened."""
    count = dossier.facts.missing_delivery_points
    counted = plural(count, "point de livraison", "points de livraison") if count else "les points de livraison"
    return plain(dossier, step, today, points=counted)


def approval(dossier: Dossier, step: str, today: date) -> Lacking:
    """No answer, a no with its reason, or a yes to a record that has changed since."""
    answer = dossier.facts.approvals.get(step)
    found = plain(dossier, step, today)
    if answer is None or answer.given_on > today:
        return found
    if not answer.yes and is_current(dossier, answer):
        sentence = words.REFUSED.format(name=answer.by_name, reason=answer.reason.rstrip("."))
        return Lacking(sentence=sentence, who=words.SYNDICAT, stuck=True, since=answer.given_on)
    if answer.yes and not is_current(dossier, answer):
        sentence = words.RECORD_CHANGED.format(date=day_in_full(answer.given_on), name=found.who)
        return Lacking(sentence=sentence, who=found.who, since=answer.given_on)
    return found


SPECIAL: Final[Mapping[str, Callable[[Dossier, str, date], Lacking]]] = {
    "decision_syndicat": comite,
    "decision_reprise": comite,
    "convention": convention,
    "convention_constitutive": constitutive,
    "notification_membres": notification,
    "accord_des_membres": members,
    "prealables": prealables,
    "acces_donnees": points,
    "accord_commune": approval,
    "accord_dsi": approval,
}
"""Every other step says its own sentence, or what its act lacks."""
