"""Stories of the demonstration: what was entered on a path, so many days before today."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from bocage.joining import facts as told
from bocage.joining.acts import Act, Author, Depositor
from bocage.joining.approvals import Approval, Role
from bocage.joining.changing import Edit, Situation
from bocage.joining.conventions import Reconduction, Terms
from bocage.joining.demonstrateur import Demonstrateur, Opening
from bocage.joining.dossier import Dossier, reading_of
from bocage.joining.facts import Facts, Mark, Suspension
from bocage.joining.markets import Order
from bocage.joining.path import Parcours, Path, Stage, Variant

MODULES: Final = frozenset({"lighting"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One entry: how many days ago, the step, what it changes, by whom."""

    days: int
    step: str
    edit: Edit
    by: str = "Luc Pradeval"
    kind: str = "entree"


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A path and its entries; `shares` is the procedure or the market it points to."""

    path: Path
    entries: tuple[Told, ...] = ()
    shares: str = ""


def on(parcours: Parcours, variant: Variant | None = None, stage: Stage = Stage.PRODUCTION) -> Path:
    """A path whose place is named when it is begun."""
    return Path(parcours=parcours, variant=variant, place="?", modules=MODULES, stage=stage)


def adding(change: Callable[[Facts, date], Facts]) -> Edit:
    """An edit that knows the facts and the day of the entry."""

    def edit(situation: Situation) -> Facts:
        return change(situation.kept.facts, situation.today)

    return edit


def vote(step: str, days: int, author: Author, reference: str = "") -> Told:
    """An act voted, published three days later and received the day after that."""

    def added(facts: Facts, today: date) -> Facts:
        voted = today - timedelta(days=4)
        act = Act(
            author=author,
            adopted_on=voted,
            published_on=voted + timedelta(days=3),
            received_on=today,
            reference=reference or f"{voted:%Y}-{voted.timetuple().tm_yday // 9:02}",
            depositor=Depositor.SECRETAIRE if author is Author.CONSEIL else Depositor.CHARGE_AFFAIRES,
            original_held_by="la mairie" if author is Author.CONSEIL else "le syndicat",
        )
        return told.with_act(facts, step, act)

    return Told(days=days, step=step, edit=adding(added))


def only_voted(step: str, days: int) -> Told:
    """A délibération that nobody sent yet."""
    return Told(
        days=days,
        step=step,
        edit=adding(lambda facts, today: told.with_act(facts, step, Act(author=Author.CONSEIL, adopted_on=today))),
    )


def signed(days: int, begins: int, months: int = 48) -> Told:
    """The convention and its terms: signed by both, in force `begins` days after it was entered."""

    def added(facts: Facts, today: date) -> Facts:
        act = Act(author=Author.MAIRE, signed_on=today, countersigned_on=today, received_on=today, published_on=today)
        terms = Terms(
            fondement="L5211-56",
            begins_on=today + timedelta(days=begins),
            duree_months=months,
            reconduction=Reconduction.EXPRESSE,
            reconductions_max=1,
            preavis_months=6,
        )
        return replace(told.with_act(facts, "convention", act), terms=terms)

    return Told(days=days, step="convention", edit=adding(added))


def half_signed(days: int) -> Told:
    """A convention that the president has not signed."""
    act = adding(lambda facts, today: told.with_act(facts, "convention", Act(author=Author.MAIRE, signed_on=today)))
    return Told(days=days, step="convention", edit=act, by="La mairie")


def mark(step: str, days: int, note: str = "") -> Told:
    """A step that is done."""
    done = adding(lambda facts, today: told.with_mark(facts, step, Mark(done_on=today, note=note)))
    return Told(days=days, step=step, edit=done)


def prealables(days: int) -> Told:
    """All that the modules ask for."""

    def added(facts: Facts, today: date) -> Facts:
        return told.provided(facts, "lighting.inventory", today)

    return Told(days=days, step="prealables", edit=adding(added))


def asked_of(step: str, days: int) -> Told:
    """An approval asked for."""
    return Told(days=days, step=step, edit=adding(lambda facts, today: told.asked(facts, step, today)))


def answer(step: str, days: int, by: str, reason: str = "") -> Told:
    """A yes, or a no with its reason, to the record of that day."""
    mayor = step == "accord_commune"

    def added(situation: Situation) -> Facts:
        kept = situation.kept
        dossier = Dossier(path=kept.path, facts=kept.facts, context=situation.context)
        given = Approval(
            given_on=situation.today,
            by=by,
            by_name=by,
            role=Role.MAIRE if mayor else Role.DSI_MUTUALISEE,
            yes=not reason,
            reason=reason,
            digest=reading_of(dossier).digest,
        )
        return told.with_approval(kept.facts, step, given)

    return Told(days=days, step=step, edit=added, by=by, kind="refus" if reason else "accord")


def opened(days: int, stage: Stage = Stage.PRODUCTION) -> Told:
    """The stage opened."""
    return Told(days=days, step="ouverture", edit=adding(lambda facts, today: told.opened(facts, stage, today)))


def fixed(days: int) -> Told:
    """The effect, on the day of the entry."""
    return Told(days=days, step="date_effet", edit=adding(lambda facts, today: replace(facts, effect_on=today)))


def suspended(days: int, reason: str) -> Told:
    """Access cut for two months."""

    def added(facts: Facts, today: date) -> Facts:
        return replace(facts, suspension=Suspension(from_on=today, until_on=today + timedelta(days=60), reason=reason))

    return Told(days=days, step="suspension", edit=adding(added))


def ordered(days: int, reference: str, amount: str) -> Told:
    """An order of the mayor."""

    def added(situation: Situation) -> Facts:
        place = situation.kept.path.place
        order = Order(reference=reference, member=place, ordered_on=situation.today, amount=Decimal(amount))
        return told.ordered(situation.kept.facts, order)

    return Told(days=days, step="bon_de_commande", edit=added)


def trial(days: int) -> Told:
    """A free trial by a letter of the mayor, for nine months."""

    def added(facts: Facts, today: date) -> Facts:
        begun = Demonstrateur(opening=Opening.LETTRE, begins_on=today, months=9)
        act = Act(author=Author.MAIRE, signed_on=today)
        return replace(told.with_act(facts, "acte_demonstrateur", act), trial=begun)

    return Told(days=days, step="acte_demonstrateur", edit=adding(added))


def annexes(days: int) -> tuple[Told, ...]:
    """The two annexes, the people, what modules ask."""
    steps: tuple[tuple[str, str], ...] = (
        ("acte_rgpd", "avis du délégué à la protection des données rendu"),
        ("annexe_securite", "lue par la DSI mutualisée"),
        ("dpo", ""),
        ("interlocuteurs", "deux agents proposés par la mairie"),
    )
    return (*(mark(step, days, note) for step, note in steps), prealables(days))


def both(days: int, mayor: str) -> tuple[Told, ...]:
    """Both approvals."""
    return answer("accord_commune", days, mayor), answer("accord_dsi", days - 1, "Inès Grangeneuve")


def convention(*rest: Told, until: int = 26, begins: int = 31, months: int = 48) -> Story:
    """A convention whose acts are there, and what follows."""
    return Story(
        path=on(Parcours.CONVENTION),
        entries=(
            vote("autorisation_de_signer", until + 31, Author.CONSEIL),
            vote("decision_syndicat", until + 11, Author.COMITE, "CS-2026-108"),
            signed(until, begins, months),
            *rest,
        ),
    )


def option(*rest: Told) -> Story:
    """An option that both sides voted, and what follows."""
    voted = (vote("deliberation_commune", 120, Author.CONSEIL), vote("decision_syndicat", 90, Author.COMITE))
    return Story(path=on(Parcours.OPTION), entries=(mark("information", 140), *voted, *rest))


def stories(mayor: str) -> Iterator[Story]:
    """Every story, in the order in which communes live them again and again."""
    dsi, refusal = asked_of("accord_dsi", 5), "Le flux du connecteur LoRaWAN n’est pas décrit dans l’annexe"
    yield convention(*annexes(20), answer("accord_commune", 7, mayor), dsi)
    yield Story(path=on(Parcours.CONVENTION), entries=(only_voted("autorisation_de_signer", 20),))
    yield convention(*annexes(20), asked_of("accord_commune", 4), dsi)
    yield convention(*annexes(60), *both(50, mayor), opened(40), until=80, begins=10)
    yield option(mark("etat_des_contrats", 80))
    yield Story(path=on(Parcours.TRANSFERT, Variant.ADHESION), entries=adhesion(), shares="procedure")
    yield Story(path=on(Parcours.CONVENTION), entries=convention().entries[:2])
    yield convention(*annexes(20), *both(9, mayor), until=26, begins=22)
    yield Story(path=on(Parcours.GROUPEMENT, Variant.GROUPEMENT), entries=group(), shares="market")
    yield Story(path=on(Parcours.CONVENTION, stage=Stage.DEMONSTRATEUR), entries=demonstrateur(mayor))
    yield convention(
        *annexes(20), answer("accord_commune", 9, mayor), answer("accord_dsi", 3, "Inès Grangeneuve", refusal)
    )
    yield Story(path=on(Parcours.OPTION))
    yield convention(
        *annexes(60), *both(50, mayor), opened(40), suspended(6, "changement de prestataire"), until=80, begins=10
    )
    yield option(mark("etat_des_contrats", 80), mark("contrats_en_cours", 70), fixed(24), *annexes(60))
    yield Story(path=on(Parcours.CONVENTION), entries=(*convention().entries[:2], half_signed(12)))
    yield convention(*annexes(820), *both(815, mayor), opened(800), until=850, begins=10, months=24)


def adhesion() -> tuple[Told, ...]:
    """The acts of an adhesion that waits for the members."""
    return vote("deliberation_commune", 100, Author.CONSEIL), vote("decision_syndicat", 70, Author.COMITE)


def group() -> tuple[Told, ...]:
    """A member of an order group, and its first order."""
    deed: dict[str, Any] = {"author": Author.MAIRE}

    def agreed(facts: Facts, today: date) -> Facts:
        act = Act(signed_on=today, countersigned_on=today, received_on=today, published_on=today, **deed)
        return told.with_act(facts, "convention_constitutive", act)

    joined = Told(days=210, step="convention_constitutive", edit=adding(agreed))
    voted = vote("autorisation_de_signer", 230, Author.CONSEIL)
    return mark("recensement_des_besoins", 240), voted, joined, ordered(30, "BC-2026-01", "3150.00")


def demonstrateur(mayor: str) -> tuple[Told, ...]:
    """A trial that runs."""
    return trial(70), *annexes(65), *both(60, mayor), opened(55, Stage.DEMONSTRATEUR)
