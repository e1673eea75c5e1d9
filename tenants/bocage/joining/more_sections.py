"""The sections that belong to one step: terms, effect, contracts, trial, delivery points, what modules ask, orders."""

from dataclasses import replace
from typing import Any, Final

from bocage.joining import facts as told
from bocage.joining.acts import Author
from bocage.joining.context import Prealable
from bocage.joining.conventions import Reconduction, Terms
from bocage.joining.demonstrateur import Demonstrateur, Opening
from bocage.joining.facts import Facts
from bocage.joining.fondements import FONDEMENTS
from bocage.joining.markets import Order
from bocage.joining.option import KINDS, ContractKind, Fate, RunningContract
from bocage.joining.sections import FormField, Options, Section, day_field
from bocage.joining.typed import Typed, as_typed

RENEWALS: Final[Options] = (
    (Reconduction.AUCUNE, "Aucune"),
    (Reconduction.EXPRESSE, "Expresse : il faut l’écrire"),
    (Reconduction.TACITE, "Tacite : sans rien dire"),
)
TERMS: Final = (
    FormField(
        name="fondement",
        label="Fondement",
        kind="choice",
        options=(("", "À choisir"), *((one.key, one.label) for one in FONDEMENTS)),
    ),
    day_field("begins_on", "Début"),
    FormField(name="duree_months", label="Durée, en mois"),
    FormField(name="reconduction", label="Reconduction", kind="choice", options=RENEWALS),
    FormField(name="reconductions_max", label="Nombre de reconductions"),
    FormField(name="preavis_months", label="Préavis, en mois"),
    FormField(name="price_annex", label="L’annexe de prix est jointe", kind="check"),
)


def terms_values(facts: Facts) -> dict[str, str]:
    """The terms as their form shows them."""
    terms = facts.terms
    if terms is None:
        return {"price_annex": "1"}
    values = {field.name: as_typed(getattr(terms, field.name)) for field in TERMS}
    return {**values, "price_annex": "1" if terms.price_annex else ""}


def with_typed_terms(facts: Facts, typed: Typed) -> Facts:
    """Enter the terms; nothing is entered while none is told."""
    if facts.terms is None and not any(typed.text(name) for name in ("fondement", "begins_on", "duree_months")):
        return facts
    begins_on = typed.needed_day("begins_on", "La date de début")
    rest: dict[str, Any] = {
        "fondement": typed.text("fondement"),
        "duree_months": typed.whole("duree_months", "La durée"),
        "reconduction": typed.choice("reconduction", Reconduction, Reconduction.AUCUNE),
        "reconductions_max": typed.whole("reconductions_max", "Le nombre de reconductions"),
        "preavis_months": typed.whole("preavis_months", "Le préavis"),
        "price_annex": typed.is_checked("price_annex"),
    }
    held = facts.terms
    terms = replace(held, begins_on=begins_on, **rest) if held else Terms(begins_on=begins_on, **rest)
    return replace(facts, terms=terms)


CONVENTION: Final = Section(title="Ce que dit la convention", fields=TERMS, values=terms_values, enter=with_typed_terms)
EFFECT: Final = Section(
    fields=(day_field("effect_on", "Date d’effet"),),
    values=lambda facts: {"effect_on": as_typed(facts.effect_on)},
    enter=lambda facts, typed: replace(facts, effect_on=typed.day("effect_on")),
)
POINTS: Final = Section(
    fields=(FormField(name="points", label="Points de livraison encore à autoriser"),),
    values=lambda facts: {"points": as_typed(facts.missing_delivery_points or None)},
    enter=lambda facts, typed: replace(
        facts, missing_delivery_points=typed.whole("points", "Le nombre de points de livraison")
    ),
)
FATES: Final[Options] = (
    (Fate.RUNS, "Il court jusqu’à son terme"),
    (Fate.ENDED, "Il est résilié"),
    (Fate.TAKEN_OVER, "Le syndicat le reprend"),
)


def with_typed_contract(facts: Facts, typed: Typed) -> Facts:
    """Add one running contract; the same reference replaces."""
    ends_on = typed.day("contract_ends_on")
    if ends_on is None:
        return facts
    contract = RunningContract(
        kind=typed.choice("contract_kind", ContractKind, ContractKind.MAINTENANCE),
        ends_on=ends_on,
        fate=typed.choice("contract_fate", Fate, Fate.RUNS),
        reference=typed.text("contract_reference"),
    )
    others = tuple(one for one in facts.contracts if one.reference != contract.reference)
    return replace(facts, contracts=(*others, contract))


CONTRACT: Final = Section(
    title="Ajouter un contrat en cours",
    fields=(
        FormField(
            name="contract_kind",
            label="Quel contrat",
            kind="choice",
            options=tuple((one, words) for one, words in KINDS.items()),
        ),
        day_field("contract_ends_on", "Jusqu’au"),
        FormField(name="contract_fate", label="Ce qu’il devient", kind="choice", options=FATES),
        FormField(name="contract_reference", label="Numéro du contrat"),
    ),
    values=lambda _facts: {},
    enter=with_typed_contract,
)


def trial_values(facts: Facts) -> dict[str, str]:
    """The trial as its form shows it."""
    trial = facts.trial
    if trial is None:
        return {"opening": Opening.DELIBERATION, "free": "1"}
    flags = {name: "1" if getattr(trial, name) else "" for name in ("free", "residents_data", "works")}
    return {
        "opening": trial.opening,
        "trial_begins_on": as_typed(trial.begins_on),
        "trial_months": str(trial.months),
        **flags,
    }


def with_typed_trial(facts: Facts, typed: Typed) -> Facts:
    """Enter what the trial commits."""
    begins_on = typed.day("trial_begins_on")
    if begins_on is None:
        return facts
    trial = Demonstrateur(
        opening=typed.choice("opening", Opening, Opening.DELIBERATION),
        begins_on=begins_on,
        months=typed.whole("trial_months", "La durée de l’essai"),
        free=typed.is_checked("free"),
        residents_data=typed.is_checked("residents_data"),
        works=typed.is_checked("works"),
    )
    return replace(facts, trial=trial)


TRIAL: Final = Section(
    title="L’essai",
    fields=(
        FormField(
            name="opening",
            label="Ce qui l’ouvre",
            kind="choice",
            options=((Opening.DELIBERATION, "Une délibération"), (Opening.LETTRE, "Une lettre du maire")),
        ),
        day_field("trial_begins_on", "Début de l’essai"),
        FormField(name="trial_months", label="Durée, en mois"),
        FormField(name="free", label="L’essai est gratuit", kind="check"),
        FormField(name="residents_data", label="Il touche à des données d’habitants", kind="check"),
        FormField(name="works", label="Il demande des travaux", kind="check"),
    ),
    values=trial_values,
    enter=with_typed_trial,
)


def prealables_section(asked: tuple[Prealable, ...]) -> Section:
    """A date for each thing that the modules ask for."""
    names = {f"prealable_{rank}": one for rank, one in enumerate(asked)}

    def enter(facts: Facts, typed: Typed) -> Facts:
        days = {one.key: typed.day(name) for name, one in names.items()}
        kept = {key: day for key, day in {**facts.prealables, **days}.items() if day}
        return replace(facts, prealables=kept)

    return Section(
        fields=tuple(
            day_field(name, f"{one.label[:1].upper()}{one.label[1:]}, fourni le") for name, one in names.items()
        ),
        values=lambda facts: {name: as_typed(facts.prealables.get(one.key)) for name, one in names.items()},
        enter=enter,
    )


def order_section(member: str) -> Section:
    """One order form."""

    def enter(facts: Facts, typed: Typed) -> Facts:
        order = Order(
            reference=typed.text("order_reference"),
            member=member,
            ordered_on=typed.needed_day("ordered_on", "La date du bon"),
            amount=typed.amount("amount"),
            lot=typed.text("lot"),
            signed_by=typed.choice("signed_by", Author, Author.MAIRE),
        )
        return told.ordered(facts, order)

    signers = ((Author.MAIRE, "Le maire"), (Author.DELEGUE, "Son délégué"))
    return Section(
        fields=(
            FormField(name="order_reference", label="Numéro du bon", help="Le même numéro remplace le bon"),
            day_field("ordered_on", "Signé le"),
            FormField(name="amount", label="Montant hors taxes", help="Par exemple 12 500,00"),
            FormField(name="lot", label="Lot"),
            FormField(name="signed_by", label="Signé par", kind="choice", options=signers),
        ),
        values=lambda _facts: {},
        enter=enter,
    )
