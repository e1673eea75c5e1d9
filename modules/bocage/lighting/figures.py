"""Figures as inventories write them: « 70 SHP », « SHP 70W », « LED 30.5 », « 1 250,5 », « 46 × SHP 70 »."""

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final

from bocage.imports.cells import without_spaces

PLAIN: Final = re.compile(r"[+-]?\d{1,12}(?:[.,]\d{1,20})?")
INSIDE: Final = re.compile(r"(?<![\d.,])-?\d{1,6}(?:[.,]\d{1,4})?")
MANY_FIRST: Final = re.compile(r"^\s*(\d{1,4})\s*[x×*]\s*(?=\D)", re.IGNORECASE)
MANY_LAST: Final = re.compile(r"\s*[x×*]\s*(\d{1,4})\s*$", re.IGNORECASE)
UNIT: Final = re.compile(r"(?<=\d)\s*(?:w|watts?|lm|lumens?|k|kelvins?|kva|m|v|%)(?![a-z])", re.IGNORECASE)


@lru_cache(maxsize=8192)
def figure(text: str) -> Decimal | None:
    """Read a number with a comma or a dot, its unit allowed; None when it is not one."""
    joined = without_spaces(UNIT.sub("", text))
    return Decimal(joined.replace(",", ".")) if PLAIN.fullmatch(joined) else None


@lru_cache(maxsize=8192)
def watts(text: str) -> Decimal | None:
    """Read a power among the words of a lamp: « SHP 70W » is 70; None when there is no number, or several."""
    plain = figure(text)
    if plain is not None:
        return plain
    found = INSIDE.findall(UNIT.sub(" ", without_count(text)[0]))
    return Decimal(found[0].replace(",", ".")) if len(found) == 1 else None


@lru_cache(maxsize=8192)
def without_count(text: str) -> tuple[str, int | None]:
    """Take the count out of « SHP 70 × 46 » or « 46 x SHP 70 »; None when nothing is counted."""
    for form in (MANY_FIRST, MANY_LAST):
        found = form.search(text)
        if found and (form is MANY_FIRST or re.search(r"[A-Za-z]", text[: found.start()])):
            return form.sub("", text).strip(), int(found.group(1))
    return text, None


def written(value: Decimal) -> str:
    """Write a number the one way it is stored and exported: « 30.5 », « 70 »."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
