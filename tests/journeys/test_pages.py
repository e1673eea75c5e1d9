"""Every page that the demonstration's people reach: links, axe, widths, the keyboard.

The pages find themselves (`walk`); each route that answers to a reader must be among them, or say here how it is
reached. One page of each shape is opened, by the first person who was led to it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Final

import httpx
import pytest
from playwright.sync_api import Browser, CDPSession, Page

from bocage.database.embedded import EmbeddedServer
from bocage.testing.browser import CONTRAST, TAGS, faults, quiet_tab, with_axe
from bocage.testing.database import FreshDatabase, cloned, dropped
from bocage.testing.site import Site, running_site
from bocage.web.app import route_handlers

from .conftest import people
from .keyboard import tabbed
from .steps import sign_in
from .test_administrator import FAULTY
from .walk import Reached, everywhere, first_of_each

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WITHOUT_A_LINK: Final = {
    "/auth/callback": "the provider sends there",
    "/auth/entree": "whoever has no session is sent there",
    "/auth/absent": "a form sent after the session ended leads there",
    "/auth/parti": "the sign-out leads there",
    "/demonstration/oidc/end": "the sign-out passes there",
    "/demonstration/oidc/authorize": "the sign-in leads there",
    "/invitation": "the letter of an invitation leads there",
    "/marque/{place:uuid}/{version:int}": "the form of the brand leads there",
    "/marque/{place:uuid}/{version:int}/couleurs.css": "every page of a place that wears colours carries it",
    "/marque/{place:uuid}/{version:int}/logo": "every page of a place that wears a logo carries it",
    "/eclairage/{place:uuid}/imports/points/{import_id:uuid}/refusees.csv": "only a file with refused lines has one",
    "/eclairage/{place:uuid}/imports/armoires/{import_id:uuid}/refusees.csv": "only a file with refused lines has one",
    "/commune/{place:uuid}/parcours/{path:uuid}/suite/{deed:str}": "nobody of a commune opens a path; its door is for the right",
}
OUTSIDE: Final = ("/auth/absent", "/auth/parti", "/nulle-part")
PARAMETER: Final = re.compile(r"{\w+:(\w+)}")
SHAPES: Final = {"uuid": ":", "int": ":", "str": "[^/]+"}
NARROWEST, TELEPHONE, TABLET, DESK = 320, 390, 768, 1360


@dataclass(frozen=True, slots=True, kw_only=True)
class Walk:
    """The product that was walked, and what was reached."""

    site: Site
    found: list[Reached]


@pytest.fixture(scope="module")
def walk(postgres: EmbeddedServer, demonstration: FreshDatabase) -> Iterator[Walk]:
    """The demonstration with a file that waits among its imports, walked once by everybody."""
    copy = cloned(postgres, demonstration.name)
    with running_site(copy.url, people()) as site:
        leave_a_file(site)
        yield Walk(site=site, found=everywhere(site, people()))
    dropped(postgres, copy)


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """One tab, resized as the pages go by."""
    yield from quiet_tab(browser)


def leave_a_file(site: Site) -> None:
    """Send a file full of faults as the first person, and answer nothing."""
    visitor = site.visitor()
    desk = visitor.sign_in(people()[0].subject).url.path
    visitor.get(f"{desk}/imports")
    answer = visitor.http.post(
        f"{desk}/imports",
        params={"csrf_token": visitor.csrf_token},
        files={"fichier": ("communes.csv", FAULTY.encode(), "text/csv")},
        headers={"Origin": visitor.url},
    )
    visitor.close()
    assert answer.status_code == 303


def reading_routes() -> dict[str, re.Pattern[str]]:
    """The shapes of every address that may be read, by route; machines' documents are not pages."""
    return {
        path: re.compile(PARAMETER.sub(lambda found: SHAPES[found[1]], path))
        for handler in route_handlers()
        if "GET" in handler.http_methods and not str(handler.media_type or "").startswith("application/")
        for path in handler.paths
    }


def route_of(reached: Reached) -> str:
    """The route of an address; the one without parameters wins."""
    fitting = [route for route, shape in reading_routes().items() if shape.fullmatch(reached.shape)]
    return min(fitting, key=lambda route: route.count("{"))


def looked_at(
    walk: Walk, tab: Page, key: Callable[[Reached], str], wrong_on: Callable[[Page], list[str]]
) -> dict[str, list[str]]:
    """Open the first page of each key as whoever was led to it; return what is wrong, by address."""
    wrong, inside = dict[str, list[str]](), ""
    for reached in first_of_each(walk.found, key):
        if reached.person.name != inside:
            inside = reached.person.name
            tab.context.clear_cookies()
            sign_in(tab, walk.site, inside)
        tab.goto(walk.site.url + reached.address)
        wrong[f"{inside} {reached.address}"] = wrong_on(tab)
    return {page: found for page, found in wrong.items() if found}


def wide_at(tab: Page, width: int) -> list[str]:
    """Whether the page scrolls sideways at a width."""
    tab.set_viewport_size({"width": width, "height": 900})
    wide = tab.evaluate("document.documentElement.scrollWidth")
    return [f"{width} px: scrolls to {wide}"] if wide > width else []


def faults_at(tab: Page, width: int, axe: CDPSession) -> list[str]:
    """What axe finds at a width: every rule in light, those of colour in dark."""
    wrong = wide_at(tab, width)
    for mood, rules in (("light", TAGS), ("dark", CONTRAST)):
        tab.emulate_media(color_scheme=mood, reduced_motion="reduce")  # type: ignore[arg-type]  # both are moods that Playwright knows
        wrong += [f"{width} px, {mood}: {fault}" for fault in faults(tab, axe, rules)]
    return wrong


def unsound(tab: Page) -> list[str]:
    """What is wrong with a page at any width, in any mood."""
    axe = with_axe(tab)
    wrong = [fault for width in (DESK, TELEPHONE) for fault in faults_at(tab, width, axe)]
    return [*wrong, *wide_at(tab, NARROWEST), *wide_at(tab, TABLET)]


def test_no_link_is_dead_and_none_leads_where_the_person_may_not_go(walk: Walk) -> None:
    dead = [
        f"{each.person.name}: {each.address} ({each.status}), from {each.origin}"
        for each in walk.found
        if each.status >= httpx.codes.BAD_REQUEST
    ]
    assert dead == []


def test_every_page_is_reached_by_a_link_or_says_how(walk: Walk) -> None:
    reached = {each.shape for each in walk.found}
    missing = {route for route, shape in reading_routes().items() if not any(map(shape.fullmatch, reached))}
    assert missing == set(WITHOUT_A_LINK)


def test_axe_finds_nothing_on_any_page_in_both_moods_and_none_scrolls_sideways(walk: Walk, tab: Page) -> None:
    assert looked_at(walk, tab, attrgetter("shape"), unsound) == {}


def test_the_keyboard_goes_everywhere_is_seen_and_leaves(walk: Walk, tab: Page) -> None:
    assert looked_at(walk, tab, route_of, tabbed) == {}


@pytest.mark.parametrize("address", OUTSIDE)
def test_axe_finds_nothing_on_a_page_for_nobody(walk: Walk, tab: Page, address: str) -> None:
    tab.goto(walk.site.url + address)
    assert unsound(tab) == []
