"""The map of points and its table in a real Chromium: each shows what the other chose."""

import time
from collections.abc import Iterator
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

from bocage.testing.database import FreshDatabase
from bocage.testing.loop import run_to_its_end

from .a_site import PEOPLE, inhabited
from .conftest import CENTRE, UID, opened

POINTS = f"/eclairage/{UID}/points"
MANY = 20_000

pytestmark = pytest.mark.browser


def points(count: int) -> str:
    """A file of points in rows, ten metres apart."""
    lines = (
        f"{rank};{CENTRE[0] + rank % 200 / 8000:.6f};{CENTRE[1] + rank // 200 / 11000:.6f};A-{rank // 50};LED;36\n"
        for rank in range(count)
    )
    return "id_point;x;y;armoire;lampe;puissance_w\n" + "".join(lines)


def brought(commune: FreshDatabase, count: int) -> None:
    """Bring points in."""

    async def bring() -> None:
        async with opened(commune.url) as inventory:
            await inventory.bring(points(count))

    run_to_its_end(bring())


@pytest.fixture
def page(commune: FreshDatabase, tab: Page, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A signed-in browser; the fixture's parameter is how many points there are."""
    brought(commune, request.param)
    with inhabited(commune) as site:
        tab.goto(f"{site.url}/auth/entree?retour=/")
        tab.locator(f"button:has-text('{PEOPLE['secretaire']}')").first.click()
        yield tab


@pytest.mark.parametrize("page", [120], indirect=True)
def test_the_map_and_the_table_show_each_others_choice(page: Page) -> None:
    page.goto(urljoin(page.url, POINTS))
    page.wait_for_selector("#carte[data-ready=yes]")
    page.locator("[data-show]").nth(3).click()
    chosen = page.locator("tr.chosen").get_attribute("data-point")
    page.wait_for_selector(f"#carte[data-chosen='{chosen}']")
    page.fill("#mots", "119")
    page.locator(".filters button").click()
    page.wait_for_selector("#points h2:has-text('1 point trouvé')")
    assert page.locator("#points tbody tr").count() == 1
    assert "mots=119" in page.url
    # The one point left is in the middle of the map.
    page.wait_for_selector("#carte[data-drawn*='mots=119']")
    box = page.locator("#carte canvas").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_selector("tr.chosen")
    assert page.locator("tr.chosen th").inner_text().startswith("119")


@pytest.mark.slow
@pytest.mark.parametrize("page", [MANY], indirect=True)
def test_twenty_thousand_points_are_drawn(page: Page) -> None:
    started = time.perf_counter()
    page.goto(urljoin(page.url, POINTS))
    page.wait_for_selector("#points tbody tr")
    table = time.perf_counter() - started
    page.wait_for_selector("#carte[data-ready=yes]", timeout=60_000)
    print(f"\n{MANY} points: table after {table:.1f} s, map drawn after {time.perf_counter() - started:.1f} s")
    assert page.locator("#carte").get_attribute("data-count") == str(MANY)
