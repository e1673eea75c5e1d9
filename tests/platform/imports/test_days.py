"""Dates as people and spreadsheets write them."""

from datetime import date

import pytest

from bocage.imports.days import day, likely_days


@pytest.mark.parametrize(
    "text", ["23/11/2026", "2026-11-23", "23-11-2026", "23.11.2026", "2026-11-23T00:00:00", "23/11/2026 00:00"]
)
def test_a_date_is_french_or_iso(text: str) -> None:
    assert day(text) == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["29/02/2027", "31/04/2026", "2026-13-01", "00/01/2026", "11/2026", "demain", "46349", "1/1/26", ""]
)
def test_what_is_not_a_day_of_the_calendar_is_none(text: str) -> None:
    assert day(text) is None


def test_the_29_of_february_exists_in_a_leap_year() -> None:
    assert day("29/02/2028") == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("29/02/2027", ["2027-02-28", "2027-03-01"]),
        ("2027-02-29", ["2027-02-28", "2027-03-01"]),
        ("31/04/2026", ["2026-04-30", "2026-05-01"]),
        ("12/25/2026", ["2026-12-25"]),
        ("46349", ["2026-11-23"]),
        ("01/12/26", ["2026-12-01"]),
        ("1er décembre 2026", ["2026-12-01"]),
        ("mardi 1 déc. 2026", ["2026-12-01"]),
        ("45/45/2026", []),
        ("45/01/2026", []),
        ("31/02/26", []),
        ("demain", []),
        ("12 brumaire 2026", []),
    ],
)
def test_likely_dates_are_proposed_for_a_repair_only(text: str, days: list[str]) -> None:
    assert [found.isoformat() for found in likely_days(text)] == days
