"""After each swap the page is still sound, the focus has not moved, and what came is said once."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from bocage.testing.browser import faults, quiet_tab
from bocage.testing.site import Site

from .steps import go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab of a desk."""
    yield from quiet_tab(browser)


def search(tab: Page, words: str, said: str) -> None:
    """Look for words in the page's own field, and hear what was found."""
    tab.fill("#mots", words)
    tab.keyboard.press("Enter")
    expect(tab.locator("#annonce")).to_have_text(said)
    expect(tab.locator("#mots")).to_be_focused()
    assert faults(tab) == []


def test_axe_finds_nothing_after_a_swap_of_the_lists_of_communes(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Karim Bessonat")
    search(tab, "montbrison", "1 commune")
    tab.get_by_role("link", name="Rattacher une commune").click()
    search(tab, "bourg en bresse", "1 commune trouvée")
    go(tab, "Modules")
    search(tab, "montbrison", "1 commune")


def test_axe_finds_nothing_after_a_swap_of_the_points_beside_their_map(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Nadège Coursac")
    go(tab, "Éclairage")
    tab.get_by_role("link", name="Carte des points").click()
    expect(tab.locator("#carte canvas")).to_be_visible()
    search(tab, "PL-0007", "1 point")
    search(tab, "nulle-part", "0 point")
    expect(tab.locator("#points")).to_contain_text("Effacer les filtres")
