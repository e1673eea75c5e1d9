"""Every component in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from bocage.testing.browser import WIDTHS, faults

pytestmark = pytest.mark.browser

SHORT_PAGES = ("demonstration", "403", "404", "500", "refus", "sans-place", "absent", "parti", "entree-refusee")


@pytest.mark.slow
@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_in_the_gallery(tab: Page, gallery: str, width: int, theme: str) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(f"{gallery}/syndicat?theme={theme}")
    assert faults(tab) == []


@pytest.mark.parametrize("name", SHORT_PAGES)
def test_axe_finds_nothing_in_an_error_or_a_public_page(tab: Page, gallery: str, name: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{gallery}/{name}")
    assert faults(tab) == []


@pytest.mark.parametrize("width", [390, 1360])
@pytest.mark.parametrize("opened", [".switch > summary", ".band-end > details > summary"])
def test_axe_finds_nothing_when_a_menu_is_open(tab: Page, gallery: str, opened: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 844})
    tab.goto(f"{gallery}/syndicat")
    tab.click(opened)
    assert faults(tab) == []


def test_axe_finds_nothing_when_the_keys_are_listed(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/syndicat")
    tab.keyboard.press("?")
    assert tab.locator("#touches").is_visible()
    assert faults(tab) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_scrolls_sideways(tab: Page, gallery: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    for name in ("syndicat", "commune", *SHORT_PAGES):
        tab.goto(f"{gallery}/{name}")
        assert tab.evaluate("document.documentElement.scrollWidth") <= width, name


def test_spacing_chosen_by_the_reader_loses_nothing(tab: Page, gallery: str) -> None:
    """The spacing of WCAG 1.4.12, at the narrowest width."""
    tab.set_viewport_size({"width": 320, "height": 900})
    tab.goto(f"{gallery}/commune")
    tab.evaluate(
        """() => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
                                 word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
          document.adoptedStyleSheets = [sheet];
        }"""
    )
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_first_stop_of_the_keyboard_leads_to_the_content(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/sans-place")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    assert tab.locator(".skip").is_visible()
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "contenu"


def test_the_page_loads_its_own_letters(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/commune")
    assert tab.evaluate("document.fonts.ready.then(() => document.fonts.check('16px \"Atkinson Hyperlegible Next\"'))")
    assert tab.evaluate("[...document.fonts].some((font) => font.status === 'loaded')")


def test_a_forced_mood_wins_over_the_system_s(tab: Page, gallery: str) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    tab.emulate_media(color_scheme="dark")
    tab.goto(f"{gallery}/commune?theme=light")
    assert tab.evaluate(ground) == "rgb(238, 242, 238)"
    tab.goto(f"{gallery}/commune?theme=auto")
    assert tab.evaluate(ground) == "rgb(15, 20, 17)"
    tab.emulate_media(color_scheme="light")
    tab.goto(f"{gallery}/commune?theme=dark")
    assert tab.evaluate(ground) == "rgb(15, 20, 17)"


def test_paper_keeps_the_warning_and_loses_the_house(tab: Page, gallery: str, tmp_path: Path) -> None:
    tab.goto(f"{gallery}/commune?theme=dark")
    tab.emulate_media(media="print")
    assert tab.locator(".demo").is_visible()
    for gone in ("header.band", "nav.modules", "nav.crumbs", ".filters", ".site-foot", ".title .acts"):
        assert not tab.locator(gone).first.is_visible(), gone
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    tab.pdf(path=tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF")


def test_controls_are_large_enough_for_a_thumb(tab: Page, gallery: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    tab.goto(f"{gallery}/syndicat")
    small = tab.evaluate(
        """() => [...document.querySelectorAll('.btn, .seg > *, .modules a, .choices label, .check, .field input')]
          .filter((found) => found.checkVisibility() && !found.matches('label input'))
          .filter((found) => found.getBoundingClientRect().height < 43.9).map((found) => found.outerHTML.slice(0, 90))"""
    )
    assert small == []
