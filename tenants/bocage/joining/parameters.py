"""Every delay, majority and term is a dated parameter of the syndicate, with its article."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from bocage.joining.refusals import JoiningRefusal

LONG_AGO: Final = date(1900, 1, 1)
EVERY_MONTH: Final = frozenset(range(1, 13))


class Key(StrEnum):
    """What the rules ask."""

    MEMBERS_ANSWER = "delai_accord_des_membres"
    COMITE_ANSWER = "delai_reponse_du_comite"
    HALF_OF_MEMBERS = "majorite_membres_moitie"
    TWO_THIRDS_OF_POPULATION = "majorite_population_deux_tiers"
    TWO_THIRDS_OF_MEMBERS = "majorite_membres_deux_tiers"
    HALF_OF_POPULATION = "majorite_population_moitie"
    LARGE_MEMBER = "majorite_grand_membre"
    DEMONSTRATEUR_TERM = "demonstrateur_duree_maximale"
    REMIND_COUNCIL = "rappel_conseil"
    REMIND_SIGNATURE = "rappel_signature"
    REMIND_APPROVAL = "rappel_accord"
    REMIND_TRANSMISSION = "rappel_transmission"
    REMIND_PV = "rappel_proces_verbal"
    REMIND_RENEWAL = "rappel_renouvellement"
    MONTHS_WITHOUT_COUNCIL = "mois_sans_conseil"


class Unit(StrEnum):
    """How a value is read; a share « above » is reached only when exceeded."""

    DAYS = "jours"
    MONTHS = "mois"
    SHARE = "part"
    SHARE_ABOVE = "part, dépassée"
    MONTH_NUMBERS = "numéros de mois"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One value from a date on; `value` is text: « 90 », « 2/3 », « 7 8 »."""

    key: Key
    value: str
    unit: Unit
    valid_from: date = LONG_AGO
    article: str = ""

    def __post_init__(self) -> None:
        """Refuse a value that its unit does not read."""
        wrong = JoiningRefusal(f"La valeur « {self.value} » du paramètre « {self.key} » ne se lit pas en {self.unit}.")
        try:
            numbers = [Fraction(word) for word in self.value.split()]
        except (ValueError, ZeroDivisionError):
            raise wrong from None
        whole = self.unit not in {Unit.SHARE, Unit.SHARE_ABOVE}
        alone = self.unit is not Unit.MONTH_NUMBERS
        broken = any(number < 0 or (whole and number.denominator != 1) for number in numbers)
        if broken or (alone and len(numbers) != 1) or (not alone and not set(numbers) < EVERY_MONTH):
            raise wrong

    @property
    def count(self) -> int:
        """The value as days or months."""
        return int(self.value)

    @property
    def months(self) -> frozenset[int]:
        """The value as numbers of months."""
        return frozenset(int(word) for word in self.value.split())

    def reached_by(self, part: Fraction) -> bool:
        """Tell whether a share is enough."""
        asked = Fraction(self.value)
        return part > asked if self.unit is Unit.SHARE_ABOVE else part >= asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameters:
    """The values of a syndicate; at a day, the newest that is valid."""

    values: tuple[Parameter, ...]

    def on(self, day: date, key: Key) -> Parameter:
        """Return the parameter as it is on the day."""
        valid = [one for one in self.values if one.key is key and one.valid_from <= day]
        if not valid:
            raise JoiningRefusal(f"Le paramètre « {key} » n’a pas de valeur à cette date. À fixer par le syndicat.")
        return max(valid, key=lambda one: one.valid_from)

    def with_values(self, values: Iterable[Parameter]) -> "Parameters":
        """Add dated values; the same key and date replaces."""
        told = {(one.key, one.valid_from): one for one in (*self.values, *values)}
        return Parameters(values=tuple(told[each] for each in sorted(told)))


MAJORITY_ARTICLE: Final = "CGCT, article L5211-5 II"
DEFAULTS: Final = Parameters(values=()).with_values(
    (
        Parameter(key=Key.MEMBERS_ANSWER, value="3", unit=Unit.MONTHS, article="CGCT, articles L5211-17 et L5211-18"),
        Parameter(key=Key.COMITE_ANSWER, value="3", unit=Unit.MONTHS, article="CGCT, article L5211-18"),
        Parameter(key=Key.HALF_OF_MEMBERS, value="1/2", unit=Unit.SHARE, article=MAJORITY_ARTICLE),
        Parameter(key=Key.TWO_THIRDS_OF_POPULATION, value="2/3", unit=Unit.SHARE, article=MAJORITY_ARTICLE),
        Parameter(key=Key.TWO_THIRDS_OF_MEMBERS, value="2/3", unit=Unit.SHARE, article=MAJORITY_ARTICLE),
        Parameter(key=Key.HALF_OF_POPULATION, value="1/2", unit=Unit.SHARE_ABOVE, article=MAJORITY_ARTICLE),
        Parameter(key=Key.LARGE_MEMBER, value="1/4", unit=Unit.SHARE_ABOVE, article=MAJORITY_ARTICLE),
        Parameter(key=Key.DEMONSTRATEUR_TERM, value="12", unit=Unit.MONTHS, article="usage du syndicat"),
        Parameter(key=Key.REMIND_COUNCIL, value="90", unit=Unit.DAYS, article="CGCT, article L2121-7"),
        Parameter(key=Key.REMIND_SIGNATURE, value="30", unit=Unit.DAYS, article="usage du syndicat"),
        Parameter(key=Key.REMIND_APPROVAL, value="15", unit=Unit.DAYS, article="usage du syndicat"),
        Parameter(key=Key.REMIND_TRANSMISSION, value="8", unit=Unit.DAYS, article="usage du syndicat"),
        Parameter(key=Key.REMIND_PV, value="180", unit=Unit.DAYS, article="usage du syndicat"),
        Parameter(key=Key.REMIND_RENEWAL, value="6", unit=Unit.MONTHS, article="usage du syndicat"),
        Parameter(key=Key.MONTHS_WITHOUT_COUNCIL, value="7 8", unit=Unit.MONTH_NUMBERS, article="usage des conseils"),
    )
)
