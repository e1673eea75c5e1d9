"""What was typed in a form, read strictly: a date that exists, a whole number, an amount to the cent, a known choice."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final, TypeVar

from bocage.imports import days
from bocage.joining.refusals import JoiningRefusal
from bocage.tenancy import refusal
from bocage.web.french import MONTHS_IN_FULL

Choice = TypeVar("Choice", bound=StrEnum)
LONGEST: Final = 500
NUMBERS: Final = re.compile(r"\d+")
MONTHS: Final = range(1, 13)
YEAR_DIGITS: Final = 4


class FieldRefusal(refusal.FieldRefusal, JoiningRefusal):
    """A field that cannot be read; `field` is its name in the form."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of one form, as text."""

    fields: Mapping[str, str]

    def text(self, name: str) -> str:
        """A line of text, empty when nothing was typed."""
        return " ".join(self.fields.get(name, "").split())[:LONGEST]

    def is_checked(self, name: str) -> bool:
        """Tell whether a box was checked."""
        return self.fields.get(name) == "1"

    def day(self, name: str) -> date | None:
        """A date, None when nothing was typed."""
        said = self.text(name)
        found = days.day(said) if said else None
        if said and found is None:
            raise FieldRefusal(name, unreadable(said))
        return found

    def needed_day(self, name: str, what: str) -> date:
        """A date that must be there; `what` reads « La date de début »."""
        found = self.day(name)
        if found is None:
            raise FieldRefusal(name, f"{what} manque. Indiquez-la, par exemple 01/12/2026.")
        return found

    def whole(self, name: str, what: str, otherwise: int = 0) -> int:
        """A whole number, `otherwise` when nothing was typed."""
        said = self.text(name)
        if said and not (said.isdecimal() and said.isascii()):
            raise FieldRefusal(name, f"{what} s’écrit avec des chiffres seulement. Corrigez « {said} ».")
        return int(said[:9]) if said else otherwise

    def amount(self, name: str) -> Decimal:
        """Euros, written « 12 500,00 »."""
        said = re.sub(r"[\s€]", "", self.fields.get(name, "")).replace(",", ".")
        try:
            found = Decimal(said)
        except InvalidOperation:
            found = Decimal("NaN")
        if not found.is_finite():
            raise FieldRefusal(name, "Le montant ne se lit pas. Écrivez-le au centime, par exemple « 12 500,00 ».")
        return found

    def choice(self, name: str, kind: type[Choice], otherwise: Choice) -> Choice:
        """One value of a list."""
        said = self.text(name)
        if said and said not in set(kind):
            raise FieldRefusal(name, "Cette réponse n’est pas dans la liste. Choisissez-en une autre.")
        return kind(said) if said else otherwise


def version_in(fields: Mapping[str, str]) -> int:
    """The version that a form carries; a form without one is older than everything."""
    said = fields.get("version", "")
    return int(said[:9]) if said.isdecimal() and said.isascii() else 0


def unreadable(said: str) -> str:
    """Say what is wrong with a date: it is not one, or the calendar has no such day."""
    numbers = [int(one) for one in NUMBERS.findall(said)]
    if not days.is_written(said) or len(numbers) < len("jma"):
        return f"« {said} » n’est pas une date. Écrivez-la jj/mm/aaaa, par exemple 01/12/2026."
    first, month, last = numbers[:3]
    year = first if len(NUMBERS.findall(said)[0]) == YEAR_DIGITS else last
    if month not in MONTHS or not year:
        return f"« {said} » n’existe pas : il n’y a que douze mois. Corrigez la date."
    length = monthrange(year, month)[1]
    return f"« {said} » n’existe pas : {MONTHS_IN_FULL[month - 1]} {year} compte {length} jours. Corrigez la date."


def as_typed(value: object) -> str:
    """A value as a form shows it: dates jj/mm/aaaa."""
    if value is None:
        return ""
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
