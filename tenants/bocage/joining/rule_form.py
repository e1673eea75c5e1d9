"""The dated rules of a syndicate: their names, what holds today, a new value from a day on with its article."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from bocage.governance.parameters import NewPeriod, Period
from bocage.joining.parameters import DEFAULTS, Key, Parameter, Parameters, Unit
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.sections import FormField, day_field
from bocage.joining.typed import FieldRefusal, Typed
from bocage.web.french import MONTHS_IN_FULL, plural

TITLES: Final[Mapping[Key, str]] = {
    Key.MEMBERS_ANSWER: "Délai de réponse des membres",
    Key.COMITE_ANSWER: "Délai de réponse du comité",
    Key.HALF_OF_MEMBERS: "Majorité : part des membres, avec la grande part de la population",
    Key.TWO_THIRDS_OF_POPULATION: "Majorité : grande part de la population",
    Key.TWO_THIRDS_OF_MEMBERS: "Majorité : grande part des membres",
    Key.HALF_OF_POPULATION: "Majorité : part de la population, avec la grande part des membres",
    Key.LARGE_MEMBER: "Membre dont l’accord est nécessaire, au-delà de cette part de la population",
    Key.DEMONSTRATEUR_TERM: "Durée maximale d’un démonstrateur",
    Key.REMIND_COUNCIL: "Rappel d’une délibération attendue",
    Key.REMIND_SIGNATURE: "Rappel d’une signature attendue",
    Key.REMIND_APPROVAL: "Rappel d’un accord attendu",
    Key.REMIND_TRANSMISSION: "Rappel d’une transmission attendue",
    Key.REMIND_PV: "Rappel d’un procès-verbal attendu",
    Key.REMIND_RENEWAL: "Rappel d’un renouvellement, avant le terme",
    Key.MONTHS_WITHOUT_COUNCIL: "Mois où les conseils ne se réunissent pas",
}
HELPS: Final[Mapping[Unit, str]] = {
    Unit.DAYS: "En jours, par exemple 90",
    Unit.MONTHS: "En mois, par exemple 3",
    Unit.SHARE: "Une part, par exemple 2/3",
    Unit.SHARE_ABOVE: "Une part à dépasser, par exemple 1/4",
    Unit.MONTH_NUMBERS: "Les numéros des mois, par exemple 7 8",
}
NO_ARTICLE: Final = (
    "L’article manque. Écrivez le texte qui fixe cette règle : article des statuts, délibération et sa date."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleLine:
    """One rule as the page lists it; `own` when the syndicate dated it, else the default of the texts."""

    key: Key
    title: str
    said: str
    article: str
    valid_from: date
    own: bool
    coming: tuple[Parameter, ...]


def rule_lines(parameters: Parameters, today: date) -> tuple[RuleLine, ...]:
    """Every rule as it holds on a day."""
    return tuple(rule_line(parameters, key, today) for key in Key)


def rule_line(parameters: Parameters, key: Key, today: date) -> RuleLine:
    """One rule."""
    held = parameters.on(today, key)
    later = tuple(one for one in parameters.values if one.key is key and one.valid_from > today)
    own = held not in DEFAULTS.values
    return RuleLine(
        key=key,
        title=TITLES[key],
        said=in_words(held),
        article=held.article,
        valid_from=held.valid_from,
        own=own,
        coming=later,
    )


def in_words(parameter: Parameter) -> str:
    """« 3 mois », « 90 jours », « les 2/3 », « plus de 1/4 », « juillet, août »."""
    if parameter.unit is Unit.DAYS:
        return plural(parameter.count, "jour")
    if parameter.unit is Unit.MONTHS:
        return plural(parameter.count, "mois", "mois")
    if parameter.unit is Unit.MONTH_NUMBERS:
        return ", ".join(MONTHS_IN_FULL[month - 1] for month in sorted(parameter.months)) or "aucun"
    return f"plus de {parameter.value}" if parameter.unit is Unit.SHARE_ABOVE else f"au moins {parameter.value}"


def fields_of(unit: Unit) -> tuple[FormField, ...]:
    """The form of a rule."""
    return (
        FormField(name="value", label="Nouvelle valeur", help=HELPS[unit], optional=False),
        day_field("valid_from", "À partir du"),
        FormField(name="article", label="Article", help="Le texte qui la fixe", optional=False),
    )


def parameter_typed(held: Parameter, typed: Typed) -> Parameter:
    """The value as it was typed, or the refusal of one field."""
    if not typed.text("value"):
        raise FieldRefusal("value", "La nouvelle valeur manque. Écrivez-la, ou gardez celle d’avant.")
    since = typed.needed_day("valid_from", "La date de début")
    if not typed.text("article"):
        raise FieldRefusal("article", NO_ARTICLE)
    try:
        return Parameter(
            key=held.key,
            value=typed.text("value"),
            unit=held.unit,
            valid_from=since,
            article=typed.text("article"),
        )
    except JoiningRefusal as refusal:
        sentence = f"« {typed.text('value')} » ne se lit pas ici. {HELPS[held.unit]}."
        raise FieldRefusal("value", sentence) from refusal


def period_of(parameter: Parameter) -> NewPeriod:
    """What governance keeps of a value."""
    return NewPeriod(
        code=parameter.key,
        value=parameter.value,
        unit=parameter.unit,
        valid_from=parameter.valid_from,
        article=parameter.article,
    )


def history_of(periods: Iterable[Period], key: Key) -> tuple[Period, ...]:
    """What the syndicate ever set of a rule, the last first."""
    return tuple(sorted((one for one in periods if one.code == key), key=lambda one: one.set_at, reverse=True))
