"""Dates of inventories, which are often a year, and often nothing written as a date."""

import re
from datetime import date
from functools import lru_cache
from typing import Final

from bocage.imports.days import day

YEAR: Final = re.compile(r"(?:19|20)\d{2}")
FIRST_YEAR: Final = 1901
"""1900-01-01 is what a database writes for nothing; nobody keeps a lantern of that time."""
UNKNOWN: Final = frozenset({"0", "00", "000", "0000", "00/00/0000", "0000-00-00", "inconnu", "inconnue", "?"})


@lru_cache(maxsize=8192)
def installed(text: str, today: date) -> tuple[str, bool]:
    """Read a date into « 2015 » or « 2015-04-12 », empty when unknown; and whether the cell could be read."""
    if text.strip().lower() in UNKNOWN:
        return "", True
    if YEAR.fullmatch(text.strip()):
        return (text.strip() if int(text) >= FIRST_YEAR else ""), int(text) <= today.year
    found = day(text.strip())
    if found is None:
        return "", False
    return (found.isoformat() if found.year >= FIRST_YEAR else ""), found <= today
