"""After each swap the page is still sound; and the keyboard goes everywhere, is seen everywhere, and leaves."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bocage.testing.browser import faults, quiet_tab
from bocage.testing.site import Site

from .steps import sign_in
from .test_pages import PEOPLE, everything

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_STOPS = 400
# What has the focus: how to find it again, and whether something is drawn round it.
STOP = """() => {
  const held = document.activeElement;
  if (!held || held === document.body) return null;
  held.dataset.stop ??= String((window.stops = (window.stops ?? 0) + 1));
  const style = getComputedStyle(held);
  const box = held.getBoundingClientRect();
  return [held.dataset.stop, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2,
          box.width > 0 && box.height > 0, held.outerHTML.slice(0, 120)];
}"""


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of a desk."""
    yield from quiet_tab(browser)


def test_axe_finds_nothing_after_a_swap(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Karim Bessonat")
    tab.fill("#mots", "montbrison")
    tab.keyboard.press("Enter")
    expect(tab.locator("#annonce")).to_have_text("1 commune")
    expect(tab.locator("#mots")).to_be_focused()
    assert faults(tab) == []
    tab.get_by_role("link", name="Rattacher une commune").click()
    tab.fill("#mots", "bourg en bresse")
    tab.keyboard.press("Enter")
    expect(tab.locator("#annonce")).to_have_text("1 commune trouvée")
    assert faults(tab) == []


def walked(tab: Page) -> list[str]:
    """Press Tab until the page is left; return what could not be seen, or that it never ended."""
    wrong, seen = list[str](), set[str]()
    tab.evaluate("document.activeElement?.blur()")
    for _ in range(MOST_STOPS):
        tab.keyboard.press("Tab")
        stop = tab.evaluate(STOP)
        if stop is None or (stop[0] == "1" and seen):
            return wrong
        if stop[0] in seen:
            return [*wrong, f"trapped at {stop[3]}"]
        seen.add(stop[0])
        wrong += [stop[3]] if not (stop[1] and stop[2]) else []
    return [*wrong, "no end"]


def test_the_keyboard_goes_everywhere_is_seen_and_leaves(tab: Page, site: Site) -> None:
    pages = everything(site)
    seen: set[str] = set()
    wrong: dict[str, list[str]] = {}
    for account, name in PEOPLE.items():
        tab.context.clear_cookies()
        sign_in(tab, site, name)
        for shown in (each for each in pages if each.account == account and each.address):
            if shown.route not in seen:
                seen.add(shown.route)
                tab.goto(site.url + shown.address)
                wrong[shown.address] = walked(tab)
    assert {page: found for page, found in wrong.items() if found} == {}
