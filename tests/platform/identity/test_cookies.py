"""The cookies: how they are written, and which of those that come back are believed."""

from typing import Any

import pytest
from litestar.types import Scope

from bocage.identity.cookies import CookieNames, cookie_value


def scope(*cookies: bytes) -> Scope:
    """A request with cookie headers."""
    found: Any = {"type": "http", "headers": [(b"cookie", cookie) for cookie in cookies]}
    return found  # type: ignore[no-any-return]  # the part of a scope that is read


def test_over_https_no_other_domain_can_write_it() -> None:
    names = CookieNames.fit_for(secure=True)
    assert names.header(names.session, "x") == "__Host-bocage=x; Path=/; HttpOnly; SameSite=Lax; Secure"
    assert names.attempt.startswith("__Host-")


def test_over_http_on_this_machine_every_browser_keeps_it() -> None:
    names = CookieNames.fit_for(secure=False)
    assert names.header(names.session, "x") == "bocage=x; Path=/; HttpOnly; SameSite=Lax"


def test_a_cookie_is_taken_away_at_once() -> None:
    names = CookieNames.fit_for(secure=True)
    assert names.header(names.session, "", seconds=0).endswith("; Secure; Max-Age=0")


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        ((b"bocage=x",), "x"),
        ((b"autre=1; bocage=x; encore=2",), "x"),
        ((b"autre=1", b"bocage=x"), "x"),
        ((b"bocage=x;",), "x"),
        ((b"bocage=",), ""),
        ((), None),
        ((b"",), None),
        ((b"bocage",), None),
        ((b"Bocage=x",), None),
        ((b"xbocage=x",), None),
        ((b"bocage-entree=x",), None),
        ((b"bocage=x; bocage=y",), None),
        ((b"bocage=x", b"bocage=x"), None),
        ((b";;;=;\xff\xfe; bocage=x",), "x"),
    ],
    ids=range(14),
)
def test_a_cookie_is_read_when_it_is_there_once(sent: tuple[bytes, ...], value: str | None) -> None:
    assert cookie_value(scope(*sent), "bocage") == value
