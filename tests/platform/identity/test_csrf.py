"""Where a form may come from."""

import pytest

from bocage.identity.csrf import comes_from_us
from bocage.identity.sessions import csrf_token

OURS = "https://bocage.exemple.fr"


@pytest.mark.parametrize(
    ("origin", "site"),
    [(OURS, "same-origin"), (OURS, None), (None, "same-origin"), (None, "none")],
)
def test_a_form_of_our_pages_is_ours(origin: str | None, site: str | None) -> None:
    assert comes_from_us(origin, site, OURS)


@pytest.mark.parametrize(
    ("origin", "site"),
    [
        ("https://ailleurs.exemple", "cross-site"),
        ("https://ailleurs.exemple", "same-origin"),
        ("https://autre.exemple.fr", "same-site"),
        ("http://bocage.exemple.fr", None),
        ("https://bocage.exemple.fr:8443", None),
        ("https://bocage.exemple.fr.ailleurs.exemple", None),
        ("https://bocage.exemple.fr/", None),
        ("null", None),
        ("null", "same-origin"),
        ("", None),
        (None, None),
        (None, "cross-site"),
        (None, "same-site"),
        (None, ""),
    ],
)
def test_a_form_of_another_site_is_not(origin: str | None, site: str | None) -> None:
    assert not comes_from_us(origin, site, OURS)


def test_the_token_of_a_form_is_that_of_one_session() -> None:
    tokens = {csrf_token(b"a" * 32, b"1"), csrf_token(b"b" * 32, b"1"), csrf_token(b"a" * 32, b"2")}
    assert len(tokens) == 3
    assert csrf_token(b"a" * 32, b"1") in tokens
