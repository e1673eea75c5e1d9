"""Every page of the application, found by its links: axe, widths, the keyboard.

A page is an address that answers HTML to somebody. The list comes from the application's own routes, and each must be
reached by a link from the first page of one of the people below, or be named in WITHOUT_A_LINK with its way.
"""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, CDPSession, Page

from bocage.testing.browser import WIDTHS, faults, quiet_tab, with_axe
from bocage.testing.site import Site, Visitor
from bocage.web.app import route_handlers

from .steps import sign_in
from .test_administrator import FAULTY

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PEOPLE: Final = {
    "karim.bessonat": "Karim Bessonat",
    "nadege.coursac": "Nadège Coursac",
    "ines.grangeneuve": "Inès Grangeneuve",
}
WITHOUT_A_LINK: Final = {
    "/auth/callback": "the provider sends there",
    "/auth/absent": "a form sent after the session ended leads there",
    "/auth/parti": "the sign-out leads there",
    "/demonstration/oidc/end": "the sign-out passes there",
    "/demonstration/oidc/authorize": "the sign-in leads there",
}
OUTSIDE: Final = ("/auth/absent", "/auth/parti", "/nulle-part")
LINK: Final = re.compile(r'<(?:a|link|script)\b[^>]*?\s(?:href|src)="([^"#]+)')
PARAMETER: Final = re.compile(r"{\w+:(\w+)}")
SHAPES: Final = {"uuid": r"[0-9a-f-]{36}", "int": r"\d+", "str": r"[^/]+"}
MOODS: Final = ("light", "dark")


@dataclass(frozen=True)
class Shown:
    """A page that somebody reaches: `route` is the application's, `address` one of its."""

    account: str
    route: str
    address: str


def reading_routes() -> dict[str, re.Pattern[str]]:
    """Every address that may be asked for, as a pattern; machines' documents are not pages."""
    return {
        path: re.compile(PARAMETER.sub(lambda found: SHAPES[found[1]], path))
        for handler in route_handlers()
        if "GET" in handler.http_methods and handler.media_type != "application/json"
        for path in handler.paths
    }


def route_of(address: str, routes: dict[str, re.Pattern[str]]) -> str | None:
    """Find the route of an address; the one without parameters wins."""
    fitting = [path for path, pattern in routes.items() if pattern.fullmatch(urlsplit(address).path)]
    return min(fitting, key=lambda path: path.count("{"), default=None)


def reached(visitor: Visitor, account: str, start: str) -> Iterator[Shown]:
    """Follow links, one address a route; what answers something else than a page is reached all the same."""
    routes, waiting, seen = reading_routes(), deque([start]), set[str]()
    while waiting:
        address = waiting.popleft()
        route = route_of(address, routes)
        if route is None or route in seen:
            continue
        seen.add(route)
        answer = visitor.follow(visitor.get(address))
        is_page = answer.status_code == 200 and "text/html" in answer.headers["Content-Type"]
        yield Shown(account=account, route=route, address=address if is_page else "")
        if is_page:
            waiting.extend(unescape(each) for each in LINK.findall(answer.text) if each.startswith("/"))


def everything(site: Site) -> list[Shown]:
    """Walk as everybody, with a file that waits in the list of imports."""
    found: list[Shown] = []
    for account in PEOPLE:
        visitor = site.visitor()
        first = visitor.sign_in(account).url.path
        if account == "karim.bessonat":
            waiting_file(visitor, first)
        found += reached(visitor, account, first)
        visitor.close()
    return found


def waiting_file(visitor: Visitor, desk: str) -> None:
    """Send a file full of faults."""
    visitor.get(f"{desk}/imports")
    answer = visitor.http.post(
        f"{desk}/imports",
        params={"csrf_token": visitor.csrf_token},
        files={"fichier": ("communes.csv", FAULTY.encode(), "text/csv")},
        headers={"Origin": visitor.url},
    )
    assert answer.status_code == 303


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """One tab, resized as the pages go by."""
    yield from quiet_tab(browser)


def wrong_at(tab: Page, width: int, axe: CDPSession) -> list[str]:
    """What is wrong at a width: a sideways scroll, and what axe finds in both moods."""
    tab.set_viewport_size({"width": width, "height": 900})
    wide = tab.evaluate("document.documentElement.scrollWidth")
    wrong = [f"{width} px: scrolls to {wide}"] if wide > width else []
    for mood in MOODS:
        tab.emulate_media(color_scheme=mood)
        wrong += [f"{width} px, {mood}: {fault}" for fault in faults(tab, axe)]
    return wrong


def test_every_page_is_reached_by_a_link_or_says_how(site: Site) -> None:
    routes = set(reading_routes()) - set(WITHOUT_A_LINK)
    missing = routes - {each.route for each in everything(site)}
    assert missing == set()


def test_axe_finds_nothing_on_any_page_in_both_moods_at_every_width(tab: Page, site: Site) -> None:
    pages, seen = everything(site), set[str]()
    wrong: dict[str, list[str]] = {}
    for account, name in PEOPLE.items():
        tab.context.clear_cookies()
        sign_in(tab, site, name)
        for shown in (each for each in pages if each.account == account and each.address):
            widths = (390,) if shown.route in seen else WIDTHS
            seen.add(shown.route)
            tab.goto(site.url + shown.address)
            axe = with_axe(tab)
            wrong[f"{name} {shown.address}"] = [fault for width in widths for fault in wrong_at(tab, width, axe)]
    assert {page: found for page, found in wrong.items() if found} == {}
    assert len(seen) > 12


@pytest.mark.parametrize("address", OUTSIDE)
def test_axe_finds_nothing_on_a_page_for_nobody(tab: Page, site: Site, address: str) -> None:
    tab.goto(site.url + address)
    axe = with_axe(tab)
    assert [fault for width in (320, 1360) for fault in wrong_at(tab, width, axe)] == []
