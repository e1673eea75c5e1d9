"""One cell of an inventory into one value."""

from datetime import date
from decimal import Decimal

import pytest

from bocage.imports.entries import Entry
from bocage.lighting import labels, measures
from bocage.lighting.days import installed
from bocage.lighting.figures import figure, watts, without_count, written
from bocage.lighting.importers.lines import counted
from bocage.lighting.lamps import lamp

TODAY = date(2026, 11, 23)


def entry(**cells: str) -> Entry:
    return Entry(number=2, cells=cells)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("70", "70"),
        ("70 SHP", "70"),
        ("SHP 70W", "70"),
        ("SHP70W", "70"),
        ("LED 30.5", "30.5"),
        ("30,50 w", "30.5"),
        ("1 250,5", "1250.5"),
        ("-70", "-70"),
        ("2x36", None),
        ("36/18", None),
        ("SHP", None),
        ("", None),
    ],
)
def test_a_power_is_read_among_the_words_of_its_lamp(text: str, expected: str | None) -> None:
    found = watts(text)
    assert (found if found is None else written(found)) == expected


def test_a_figure_keeps_no_useless_zero_and_no_exponent() -> None:
    assert [written(Decimal(one)) for one in ("70.00", "0.50", "100", "3000")] == ["70", "0.5", "100", "3000"]


def test_a_unit_is_not_a_fault() -> None:
    assert figure("6 m") == Decimal(6)
    assert figure("3000K") == Decimal(3000)
    assert figure("6 mètres") is None


@pytest.mark.parametrize(
    ("text", "rest", "count"),
    [
        ("SHP 70 × 46", "SHP 70", 46),
        ("SHP 70 x46", "SHP 70", 46),
        ("46 × SHP 70", "SHP 70", 46),
        ("SHP 70", "SHP 70", None),
        ("2x36", "2x36", None),
    ],
)
def test_a_count_beside_a_lamp_is_a_sum_of_points(text: str, rest: str, count: int | None) -> None:
    assert without_count(text) == (rest, count)


def test_the_count_has_a_column_of_its_own_too() -> None:
    assert counted(entry(nombre="46")).value == "46"
    assert counted(entry(type_lampe="SHP 70 × 46")).value == "46"
    assert counted(entry(nombre="0")).refusals[0].rule == "count.unread"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("SHP", "SHP"),
        ("SON-T 70", "SHP"),
        ("NaV", "SHP"),
        ("Sodium Haute Pression", "SHP"),
        ("HQI", "IM"),
        ("Iodures métalliques", "IM"),
        ("VM 125", "BF"),
        ("mercure", "BF"),
        ("Led 30.5", "LED"),
        ("70 SHP", "SHP"),
        ("tube fluorescent", "TF"),
        ("Cosmo rare", None),
    ],
)
def test_lamps_have_one_name_each(text: str, name: str | None) -> None:
    assert lamp(text) == name


def test_an_unknown_lamp_is_kept_and_read_again() -> None:
    answer = labels.lamp_type(entry(type_lampe="Cosmo rare"))
    assert answer.value == "Cosmo rare"
    assert answer.remarks == ("lampe « Cosmo rare » inconnue",)


def test_the_lamp_is_found_beside_its_power() -> None:
    assert labels.lamp_type(entry(puissance_w="SHP 70W")).value == "SHP"
    assert measures.power(entry(type_lampe="LED 30.5"), codes=False).value == "30.5"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2015", ("2015", True)),
        ("12/04/2015", ("2015-04-12", True)),
        ("2015-04-12", ("2015-04-12", True)),
        ("1900-01-01", ("", True)),
        ("1900", ("", True)),
        ("00", ("", True)),
        ("00/00/0000", ("", True)),
        ("31/02/2015", ("", False)),
        ("printemps", ("", False)),
        ("2090", ("2090", False)),
    ],
)
def test_dates_that_say_nothing_are_unknown(text: str, expected: tuple[str, bool]) -> None:
    assert installed(text, TODAY) == expected


@pytest.mark.parametrize(
    ("text", "rule"), [("-70", "figure.negative"), ("beaucoup", "figure.unread"), ("-0,5", "figure.negative")]
)
def test_a_power_that_cannot_be_is_refused_with_a_way_out(text: str, rule: str) -> None:
    finding = measures.power(entry(puissance_w=text), codes=False).refusals[0]
    assert finding.rule == rule
    assert finding.repairs[0].values == {"puissance_w": ""}


@pytest.mark.parametrize(("text", "warned"), [("2000", 0), ("2001", 1), ("3", 0), ("2", 1), ("0", 1)])
def test_an_unlikely_power_is_read_again(text: str, warned: int) -> None:
    answer = measures.power(entry(puissance_w=text), codes=False)
    assert answer.value == text
    assert len(answer.remarks) == warned


@pytest.mark.parametrize(
    ("powers", "only_led", "expected"),
    [
        ({"1": 4, "4": 3, "12": 2}, False, True),
        ({"1": 4, "4": 3, "70": 2}, False, False),
        ({"1": 2, "4": 1}, False, False),
        ({"18": 40, "24": 12, "30": 3}, True, False),
        ({"2": 40, "24": 12, "30": 3}, True, True),
        ({"18": 40, "24,5": 12}, False, False),
        ({"SHP": 40}, False, False),
    ],
)
def test_small_whole_powers_are_taken_for_codes_of_a_list(
    powers: dict[str, int], *, only_led: bool, expected: bool
) -> None:
    assert measures.are_codes(powers, only_led=only_led) is expected


def test_a_code_is_asked_about_and_a_column_in_watts_is_not() -> None:
    assert measures.power(entry(puissance_lue="4"), codes=True).refusals[0].rule == "power.code"
    assert measures.power(entry(puissance_w="4"), codes=True).value == "4"


@pytest.mark.parametrize(
    ("text", "remarks"), [("12345678901234", 0), ("12 345 678 901 234", 0), ("1234567", 1), ("1,23E+13", 1)]
)
def test_a_prm_has_fourteen_digits(text: str, remarks: int) -> None:
    assert len(labels.prm(entry(prm=text)).remarks) == remarks


@pytest.mark.parametrize(
    ("text", "value"),
    [("PN", "permanent"), ("Toute nuit", "permanent"), ("Semi-permanent", "semi-permanent"), ("23h-5h", "23h-5h")],
)
def test_the_two_usual_regimes_have_one_name_each(text: str, value: str) -> None:
    assert labels.regime(entry(regime=text)).value == value


def test_a_class_of_precision_that_is_blank_or_strange_is_the_coarsest() -> None:
    assert labels.precision(entry()).value is None
    assert labels.precision(entry(precision_xy="b")).value == "B"
    assert labels.precision(entry(precision_xy="40 cm")).remarks
