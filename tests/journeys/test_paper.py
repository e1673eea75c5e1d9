"""A commune's file on paper: A4, without the house around it, with what says where it comes from."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from bocage.testing.browser import quiet_tab
from bocage.testing.site import Site

from .steps import look_for, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGE = re.compile(rb"/Type\s*/Page\b")
SHEET = re.compile(rb"/MediaBox\s*\[\s*0 0 ([0-9.]+) ([0-9.]+)")
A4 = (595, 842)
HOUSE = ("header.band", "nav.modules", "nav.crumbs", ".site-foot", ".title .acts")


def sheets(printed: bytes) -> list[tuple[int, int]]:
    """The size of each sheet of a file to print, in points."""
    found = [(round(float(width)), round(float(height))) for width, height in SHEET.findall(printed)]
    assert len(found) == len(PAGE.findall(printed))
    return found


def printed(tab: Page, folder: Path) -> bytes:
    """Print a page as a browser does, on the paper that its style asks for."""
    tab.pdf(path=folder / "page.pdf", prefer_css_page_size=True)
    return (folder / "page.pdf").read_bytes()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """One tab is enough: paper has one width."""
    yield from quiet_tab(browser)


@pytest.mark.parametrize(
    "case",
    [("Karim Bessonat", "Aboën", 2), ("Karim Bessonat", "Saint-Thomas-la-Garde", 2), ("Nadège Coursac", "", 2)],
    ids=["a young file at the desk", "a file with a history", "at the town hall"],
)
def test_a_communes_file_is_printed_on_few_sheets_of_a4(
    desk: Page, site: Site, tmp_path: Path, case: tuple[str, str, int]
) -> None:
    name, commune, sheets_wanted = case
    sign_in(desk, site, name)
    if commune:
        look_for(desk, commune)
        desk.locator("table.table tbody a").first.click()
        expect(desk.get_by_role("heading", level=1)).to_have_text(commune)
    desk.emulate_media(media="print")
    for gone in HOUSE:
        assert not any(each.is_visible() for each in desk.locator(gone).all()), gone
    demonstration = desk.locator(".demo")
    assert demonstration.is_visible()
    assert demonstration.evaluate("(frame) => getComputedStyle(frame).borderTopStyle") == "solid"
    assert desk.locator(".source").first.is_visible()
    assert sheets(printed(desk, tmp_path)) == [A4] * sheets_wanted
