"""What a commune has not subscribed to does not exist for it: page, file, import, navigation."""

import re

import pytest

from bocage.testing.isolation.application import Callers
from bocage.testing.isolation.world import World

from .a_syndicate import change, lighting, rows, secretary, unsubscribe

REFERENCE = re.compile(r"\b[0-9A-F]{3}-[0-9A-F]{4}\b")


def pages(world: World) -> list[str]:
    """A page, an export, an import of the module."""
    here = lighting(world, "commune")
    return [here, f"{here}/points_lumineux.csv", f"{here}/imports/points", f"{here}/imports/points/modele.csv"]


async def test_every_page_of_an_open_module_answers(people: Callers, world: World) -> None:
    for path in pages(world):
        assert (await secretary(people).get(path)).status_code == 200


async def test_a_module_not_subscribed_to_answers_as_an_address_of_nothing(people: Callers, world: World) -> None:
    unsubscribe(world, "commune")
    nothing = await secretary(people).get("/nulle-part")
    for path in pages(world):
        answer = await secretary(people).get(path)
        assert answer.status_code == 404
        assert without_name(answer.text, path) == without_name(nothing.text, "/nulle-part")
        # Nor is anybody without the right told that it would be there.
        assert (await people.one("commune", "dsi").get(path)).status_code == 404


def without_name(page: str, path: str) -> str:
    """A page without what names the request."""
    return REFERENCE.sub("", page).replace(path, "").replace(path.replace("/", "%2F"), "")


async def test_a_form_of_a_module_not_subscribed_to_writes_nothing(people: Callers, world: World) -> None:
    unsubscribe(world, "commune")
    before = rows(world, "select count(*) from file_import")
    answer = await secretary(people).post(f"{lighting(world, 'commune')}/imports/points")
    assert answer.status_code == 404
    assert rows(world, "select count(*) from file_import") == before


async def test_navigation_shows_subscribed_modules_only(people: Callers, world: World) -> None:
    home = f"/commune/{world.tenants['commune'].place.uid}"
    link = f'href="{lighting(world, "commune")}"'
    assert link in (await secretary(people).get(home)).text
    unsubscribe(world, "commune")
    assert link not in (await secretary(people).get(home)).text


async def test_a_syndicate_has_no_page_of_a_module_that_its_communes_have(people: Callers, world: World) -> None:
    assert (await secretary(people, "syndicate").get(lighting(world, "syndicate"))).status_code == 404


@pytest.mark.parametrize(
    ("way", "fields"), [("suspendre", {}), ("arreter", {"fin": "2026-02-01"}), ("effacer", {})], ids=str
)
async def test_a_period_closed_closes_the_pages(
    people: Callers, world: World, way: str, fields: dict[str, str]
) -> None:
    assert await change(people, world, way, **fields) == 303
    assert (await secretary(people).get(lighting(world, "commune"))).status_code == 404


async def test_a_period_to_come_opens_nothing_before_its_day(people: Callers, world: World) -> None:
    rows(world, "update subscription set since = '2999-01-01' where module = 'lighting'")
    assert (await secretary(people).get(lighting(world, "commune"))).status_code == 404
