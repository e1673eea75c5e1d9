"""What everybody does: sign in, look for a commune, read what was done."""

from playwright.sync_api import Locator, Page, expect

from bocage.testing.site import Site

NARROW = 768


def sign_in(tab: Page, site: Site, name: str) -> None:
    """Come in by the button of somebody."""
    tab.goto(site.url)
    tab.get_by_role("button", name=f"Entrer comme {name}").click()


def is_narrow(tab: Page) -> bool:
    """Whether the tab is a telephone's."""
    size = tab.viewport_size
    assert size is not None
    return size["width"] < NARROW


def look_for(tab: Page, words: str) -> None:
    """Search from the band: by its key on a desk, in the person's menu on a telephone."""
    if is_narrow(tab):
        tab.locator(".band-end > details > summary").click()
        tab.fill("#chercher-ici", words)
    else:
        tab.wait_for_load_state()
        tab.keyboard.press("/")
        expect(tab.locator("#chercher")).to_be_focused()
        tab.keyboard.type(words)
    tab.keyboard.press("Enter")


def go(tab: Page, page: str) -> None:
    """Follow the navigation."""
    tab.locator("nav.modules").get_by_role("link", name=page).click()


def flash(tab: Page) -> Locator:
    """What was just done; it is read first."""
    found = tab.locator(".flash")
    expect(found).to_be_focused()
    return found


def fits(tab: Page) -> None:
    """Nothing is wider than the screen."""
    size = tab.viewport_size
    assert size is not None
    assert tab.evaluate("document.documentElement.scrollWidth") <= size["width"]
