"""Months counted day for day: the same day number, or the last day of a month that is too short."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

MONTHS_PER_YEAR: Final = 12
ONE_DAY: Final = timedelta(days=1)


def months_later(day: date, months: int) -> date:
    """Return the same day number `months` later (30 November + 3 → 28 or 29 February); negative goes back."""
    count = day.year * MONTHS_PER_YEAR + day.month - 1 + months
    year, month = divmod(count, MONTHS_PER_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day(begins_on: date, months: int) -> date:
    """Return the last day of a period of `months`: one year from 1 January ends on 31 December."""
    return months_later(begins_on, months) - ONE_DAY


def first_of_july(day: date) -> date:
    """Return the first 1 July on or after the day."""
    july = date(day.year, 7, 1)
    return july if day <= july else date(day.year + 1, 7, 1)


def first_of_month(day: date) -> date:
    """Return the first day of a month on or after the day."""
    return day if day.day == 1 else months_later(day.replace(day=1), 1)
