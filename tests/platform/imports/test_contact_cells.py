"""E-mail addresses and telephone numbers as people type them."""

import pytest

from bocage.imports.contact_cells import email, likely_email, likely_telephone, telephone


@pytest.mark.parametrize("text", ["Mairie@Bard.fr", "n.coursac+bard@mairie.bard.fr", "o'neil@exemple.fr"])
def test_an_address_is_kept_in_lower_case(text: str) -> None:
    assert email(text) == text.lower()


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("mairie bard.fr", None),
        ("mairie@bard", None),
        ("mairie@bard,fr", "mairie@bard.fr"),
        ("mairie @bard.fr", "mairie@bard.fr"),
        ("mairie(at)bard.fr", "mairie@bard.fr"),
        ("mailto:mairie@bard.fr", "mairie@bard.fr"),
        ("Mairie de Bard <mairie@bard.fr>", "mairie@bard.fr"),
        ("mairie@bard.fr ; maire@bard.fr", "mairie@bard.fr"),
        ("mairie@bard.fr.", "mairie@bard.fr"),
        ("mairie@@bard.fr", None),
        ("mairie@bard..fr", "mairie@bard.fr"),
        ("@bard.fr", None),
        ("mairie@-bard.fr", None),
    ],
)
def test_a_malformed_address_is_refused_and_the_likely_one_proposed(text: str, likely: str | None) -> None:
    assert email(text) is None
    assert likely_email(text) == likely


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0477240000", "04 77 24 00 00"),
        ("04.77.24.00.00", "04 77 24 00 00"),
        ("04-77-24-00-00", "04 77 24 00 00"),
        ("+33 4 77 24 00 00", "04 77 24 00 00"),
        ("+33 (0)4 77 24 00 00", "04 77 24 00 00"),
        ("0033477240000", "04 77 24 00 00"),
        ("+262 262 40 00 00", "+262262400000"),
        ("00 41 22 909 00 00", "+41229090000"),
        ("3949", "3949"),
    ],
)
def test_a_number_is_written_as_it_is_dialled(text: str, number: str) -> None:
    assert telephone(text) == number
    assert telephone(number) == number


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("477240000", "04 77 24 00 00"),
        ("477240000.0", "04 77 24 00 00"),
        ("04 77 24 00", None),
        ("04 77 24 00 00 00", None),
        ("04 77 24 00 00 ou 06 12 34 56 78", "04 77 24 00 00"),
        ("04 77 24 00 00 / 06 12 34 56 78", "04 77 24 00 00"),
        ("tél. 04 77 24 00 00", "04 77 24 00 00"),
        ("0477240000 (mairie)", "04 77 24 00 00"),
        ("inconnu", None),
        ("00 00 00 00 00", None),
    ],
)
def test_a_number_that_cannot_be_dialled_is_refused_and_the_likely_one_proposed(text: str, likely: str | None) -> None:
    assert telephone(text) is None
    assert likely_telephone(text) == likely
