"""Dates as people and spreadsheets write them."""

import re
from datetime import date, timedelta
from typing import Final

FIRST_DAY_OF_SPREADSHEETS: Final = date(1899, 12, 30)
PLAUSIBLE_DAYS: Final = range(18_264, 73_415)
"""Days counted by a spreadsheet from 1950 to 2100."""
MONTHS: Final = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)
ISO: Final = re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?$")
FRENCH: Final = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?: 00:00(?::00)?)?$")
SHORT: Final = re.compile(r"^(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{2})$")
IN_WORDS: Final = re.compile(r"^(?:\w+ )?(\d{1,2})(?:er)? (\w+)\.? (\d{4})$")
SHORTEST_MONTH: Final = 3
DECEMBER: Final = 12
LAST_RESORT_DAYS: Final = 3


def day(text: str) -> date | None:
    """Read a date written jj/mm/aaaa or as ISO; None when it is neither or does not exist."""
    iso, french = ISO.match(text), FRENCH.match(text)
    if iso:
        return existing(*map(int, iso.groups()))
    return existing(*map(int, reversed(french.groups()))) if french else None


def is_written(text: str) -> bool:
    """Tell whether a cell has the form of a date, of a day that may not exist."""
    return bool(ISO.match(text) or FRENCH.match(text))


def existing(year: int, month: int, number: int) -> date | None:
    """Return the day, None when the calendar has no such day."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def likely_days(text: str) -> tuple[date, ...]:
    """Guess the dates that a cell may have meant, for repairs that a person accepts."""
    found = (*from_serial(text), *from_words(text), *from_short(text), *from_numbers(text))
    return tuple(dict.fromkeys(found))


def from_serial(text: str) -> tuple[date, ...]:
    """A date that a spreadsheet shows as a count of days."""
    if text.isdigit() and int(text) in PLAUSIBLE_DAYS:
        return (FIRST_DAY_OF_SPREADSHEETS + timedelta(days=int(text)),)
    return ()


def from_words(text: str) -> tuple[date, ...]:
    """« 1er décembre 2026 », « 1 déc. 2026 »."""
    found = IN_WORDS.match(text.lower())
    if not found:
        return ()
    number, word, year = found.groups()
    months = [
        index for index, month in enumerate(MONTHS, start=1) if len(word) >= SHORTEST_MONTH and month.startswith(word)
    ]
    return tuple(filter(None, (existing(int(year), month, int(number)) for month in months[:1])))


def from_short(text: str) -> tuple[date, ...]:
    """« 01/12/26 »: a year of this century."""
    found = SHORT.match(text)
    if not found:
        return ()
    number, month, year = map(int, found.groups())
    return tuple(filter(None, (existing(2000 + year, month, number),)))


def from_numbers(text: str) -> tuple[date, ...]:
    """« 12/25/2026 » has its day and month exchanged; « 29/02/2027 » is the day before or the day after."""
    written = FRENCH.match(text) or ISO.match(text)
    if not written:
        return ()
    parts = [int(part) for part in written.groups()]
    number, month, year = parts if FRENCH.match(text) else parts[::-1]
    if month > DECEMBER:
        return tuple(filter(None, (existing(year, number, month),)))
    return around(year, month, number)


def around(year: int, month: int, number: int) -> tuple[date, ...]:
    """The last day of a month that is too short, and the first of the next."""
    last = next(
        (found for back in range(1, LAST_RESORT_DAYS + 1) if (found := existing(year, month, number - back))), None
    )
    return () if last is None else (last, last + timedelta(days=1))
