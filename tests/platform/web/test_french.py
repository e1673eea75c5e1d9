"""French on screen: spaces, dates, numbers."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bocage.web import french

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
PARIS_CLOCKS = st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001 -- hypothesis takes bounds without a zone


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (1234.5, 1, "1\u202f234,5"),
        (20412, 0, "20\u202f412"),
        (-6.94, 1, "\u22126,9"),
        (-0.04, 1, "0,0"),
        (Decimal("0.125"), 2, "0,13"),
        (Decimal("1204311.005"), 2, "1\u202f204\u202f311,01"),
    ],
)
def test_a_number_has_narrow_spaces_a_comma_and_a_true_minus(
    value: Decimal | float, decimals: int, written: str
) -> None:
    assert french.number(value, decimals) == written


def test_a_difference_carries_its_sign_unless_it_is_nothing() -> None:
    assert french.number(12.9, 1, sign=True) == "+12,9"
    assert french.number(-12.9, 1, sign=True) == "\u221212,9"
    assert french.number(0.01, 1, sign=True) == "0,0"


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_every_whole_number_reads_back(value: int) -> None:
    written = french.number(value)
    assert int(written.replace("\u202f", "").replace("\u2212", "-")) == value
    assert all(1 <= len(group) <= 3 for group in written.lstrip("\u2212").split("\u202f"))


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0\u00a0commune"),
        (1, "1\u00a0commune"),
        (1.5, "1,5\u00a0commune"),
        (-1, "\u22121\u00a0commune"),
        (2, "2\u00a0communes"),
        (1820, "1\u202f820\u00a0communes"),
    ],
)
def test_the_plural_begins_at_two(count: float, written: str) -> None:
    assert french.plural(count, "commune") == written


def test_a_plural_that_is_not_an_s_is_given() -> None:
    assert french.plural(3, "appel d’offres", "appels d’offres") == "3\u00a0appels d’offres"
    assert french.noun(0, "bail", "baux") == "bail"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (date(2026, 1, 1), "1er\u00a0janv. 2026"),
        (date(2026, 2, 28), "28\u00a0févr. 2026"),
        (date(2026, 8, 2), "2\u00a0août 2026"),
        (date(2026, 12, 31), "31\u00a0déc. 2026"),
    ],
)
def test_a_day_is_written_with_its_month_and_the_first_is_ordinal(value: date, written: str) -> None:
    assert french.day(value) == written


def test_the_year_goes_when_it_is_the_clock_s() -> None:
    assert french.day(date(2026, 12, 1), NOW) == "1er\u00a0déc."
    assert french.day(date(2027, 12, 1), NOW) == "1er\u00a0déc. 2027"
    assert french.long_day(date(2026, 11, 23), NOW) == "lun. 23\u00a0nov."


def test_an_instant_belongs_to_the_day_of_paris_and_not_of_greenwich() -> None:
    late = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    assert french.day(late) == "1er\u00a0janv. 2027"
    assert french.day(late, zone=ZoneInfo("America/Cayenne")) == "31\u00a0déc. 2026"


def test_only_today_and_yesterday_have_a_name() -> None:
    assert french.instant(NOW - timedelta(minutes=18), NOW) == "aujourd’hui, 07:42"
    assert french.instant(NOW - timedelta(days=1), NOW) == "hier, 08:00"
    assert french.instant(NOW - timedelta(days=2), NOW) == "sam. 21\u00a0nov., 08:00"
    assert french.instant(NOW + timedelta(days=1), NOW) == "mar. 24\u00a0nov., 08:00"
    assert french.instant(datetime(2025, 11, 23, 7, 0, 9, tzinfo=UTC), NOW, seconds=True) == (
        "dim. 23\u00a0nov. 2025, 08:00:09"
    )


def test_yesterday_is_a_civil_day_even_when_the_clocks_change() -> None:
    after_25_hours = datetime(2026, 10, 25, 23, 30, tzinfo=UTC)
    assert french.instant(datetime(2026, 10, 24, 22, 15, tzinfo=UTC), after_25_hours) == "hier, 00:15"
    after_23_hours = datetime(2026, 3, 29, 22, 30, tzinfo=UTC)
    assert french.instant(datetime(2026, 3, 28, 23, 15, tzinfo=UTC), after_23_hours) == "hier, 00:15"
    assert french.instant(datetime(2026, 3, 28, 22, 45, tzinfo=UTC), after_23_hours).startswith("sam. 28")


def test_the_hour_that_comes_twice_reads_the_same_twice() -> None:
    assert french.clock(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == "02:30"
    assert french.clock(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == "02:30"


def test_what_is_kept_has_its_year() -> None:
    assert french.full_instant(NOW) == "lun. 23\u00a0nov. 2026, 08:00"


@given(PARIS_CLOCKS, PARIS_CLOCKS)
def test_no_instant_is_named_after_a_day_that_is_not_its_own(value: datetime, now: datetime) -> None:
    apart = (french.civil_day(now) - french.civil_day(value)).days
    written = french.instant(value, now)
    assert written.startswith("aujourd’hui") == (apart == 0)
    assert written.startswith("hier") == (apart == 1)
    assert written.endswith(french.clock(value))


@pytest.mark.parametrize(
    ("length", "written"),
    [
        (timedelta(), "0\u00a0s"),
        (timedelta(seconds=40), "40\u00a0s"),
        (timedelta(minutes=4, seconds=59), "4\u00a0min"),
        (timedelta(hours=8), "8\u00a0h"),
        (timedelta(hours=8, minutes=7), "8\u00a0h\u00a007"),
        (timedelta(days=1, hours=23), "1\u00a0jour"),
        (timedelta(days=6), "6\u00a0jours"),
    ],
)
def test_a_duration_has_one_unit_or_hours_and_minutes(length: timedelta, written: str) -> None:
    assert french.duration(length) == written


def test_ago_is_for_less_than_a_day() -> None:
    assert french.ago(NOW, NOW) == "à l’instant"
    assert french.ago(NOW - timedelta(minutes=4), NOW) == "il y a 4\u00a0min"
    assert french.ago(NOW - timedelta(hours=23), NOW) == "il y a 23\u00a0h"
    assert french.ago(NOW - timedelta(days=1), NOW) == "hier, 08:00"
    assert french.ago(NOW + timedelta(minutes=5), NOW) == "aujourd’hui, 08:05"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("214200123", "214\u00a0200\u00a0123"),
        ("21420012300013", "214\u00a0200\u00a0123\u00a000013"),
        ("42012", "42012"),
        ("", ""),
        ("²14200123", "²14200123"),
    ],
)
def test_a_siren_is_read_by_threes_and_what_is_not_one_is_left_alone(value: str, written: str) -> None:
    assert french.siren(value) == written


@pytest.mark.parametrize(
    ("octets", "written"),
    [
        (0, "0\u00a0octet"),
        (1, "1\u00a0octet"),
        (1023, "1\u202f023\u00a0octets"),
        (6100, "6\u00a0ko"),
        (2_621_440, "2,5\u00a0Mo"),
    ],
)
def test_a_file_size_has_the_unit_people_read(octets: int, written: str) -> None:
    assert french.file_size(octets) == written


def test_filters_carry_the_names_of_their_functions() -> None:
    assert set(french.FILTERS) >= {"number", "plural", "day", "long_day", "instant", "siren", "file_size"}
    assert all(name == function.__name__ for name, function in french.FILTERS.items())


@pytest.mark.parametrize(
    ("value", "written"), [(date(2027, 7, 1), "1er\u00a0juillet 2027"), (date(2028, 12, 31), "31\u00a0décembre 2028")]
)
def test_a_day_in_full_is_the_day_of_an_act(value: date, written: str) -> None:
    assert french.day_in_full(value) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Bard", "de Bard"),
        ("Aboën", "d’Aboën"),
        ("Écotay-l’Olme", "d’Écotay-l’Olme"),
        ("Œuilly", "d’Œuilly"),
        ("Yzeure", "d’Yzeure"),
        ("Yenne", "de Yenne"),
        ("Haute-Rivoire", "de Haute-Rivoire"),
        ("Le Bessat", "du Bessat"),
        ("Les Salles", "des Salles"),
        ("La Valla-en-Gier", "de La Valla-en-Gier"),
        ("L’Horme", "de L’Horme"),
        ("Lesson", "de Lesson"),
    ],
)
def test_de_meets_a_name_as_it_is_said(name: str, written: str) -> None:
    assert french.of(name) == written
    assert (
        "".join(french.meeting("a relancé pour le rattachement de", name))
        == f"a relancé pour le rattachement {written}"
    )
    assert french.meeting("a rattaché", name) == ("a rattaché ", name)


@pytest.mark.parametrize(
    ("title", "inside"),
    [("DSI", "DSI"), ("Agent de l’EPCI", "agent de l’EPCI"), ("Élu", "élu"), ("", "")],
)
def test_a_title_inside_a_sentence_keeps_its_initials(title: str, inside: str) -> None:
    assert french.within(title) == inside
