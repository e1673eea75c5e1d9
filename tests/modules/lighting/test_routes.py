"""The pages of the inventory, asked by a stranger, for a neighbour's commune, then by those at home."""

import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from bocage.testing.database import FreshDatabase
from bocage.testing.site import Site, Visitor

from .a_site import NEIGHBOUR, inhabited
from .conftest import UID, opened
from .test_importing import FILE

HERE = f"/eclairage/{UID}"
PATHS = ("", "/points", "/points.geojson", "/points_lumineux.csv", "/armoires.csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A site, the address of one of its points, and who came."""

    site: Site
    point: str
    came: list[Visitor] = field(default_factory=list)

    def visitor(self, role: str = "") -> Visitor:
        """Somebody, signed in when they have a role."""
        self.came.append(self.site.signed_in(role) if role else self.site.visitor())
        return self.came[-1]


@pytest.fixture
def served(commune: FreshDatabase) -> Iterator[Served]:
    """Serve the commune with four points."""

    async def brought() -> str:
        async with opened(commune.url) as inventory:
            await inventory.bring(FILE)
            ((point,),) = await inventory.rows("select point_id from lighting_point where identifier = '13'")
        return f"{HERE}/points/{point}"

    point = asyncio.run(brought())
    with inhabited(commune) as site:
        seen = Served(site=site, point=point)
        yield seen
        for visitor in seen.came:
            visitor.http.close()


def test_a_stranger_is_sent_to_the_door_and_a_neighbours_inventory_is_not_there(served: Served) -> None:
    stranger, nadege = served.visitor(), served.visitor("secretaire")
    for path in (*(HERE + one for one in PATHS), served.point):
        assert stranger.get(path).status_code == 303
        assert nadege.get(path.replace(str(UID), NEIGHBOUR)).status_code == 404


def test_somebody_of_the_commune_without_the_right_is_told_who_gives_it(served: Served) -> None:
    ines = served.visitor("dsi")
    for path in (*(HERE + one for one in PATHS), served.point):
        answer = ines.get(path)
        assert answer.status_code == 403
        assert "Voir l’inventaire de l’éclairage" in answer.text


def test_an_elected_person_reads_and_brings_nothing_in(served: Served) -> None:
    luc = served.visitor("elu")
    page = luc.get(HERE)
    assert page.status_code == 200
    assert "imports/points" not in page.text
    assert luc.get(f"{HERE}/imports/points").status_code == 403


def test_the_overview_says_what_there_is(served: Served) -> None:
    page = served.visitor("secretaire").get(HERE).text
    assert "4 points lumineux dans 2 armoires" in page.replace("\u00a0", " ").replace("\u202f", " ")
    assert f"{HERE}/imports/points" in page


def test_a_number_is_found_among_points_and_supports(served: Served) -> None:
    nadege = served.visitor("secretaire")
    page = nadege.get(f"{HERE}/points?mots=m12").text
    assert re.findall(r"/points/[0-9a-f-]{36}\">([^<]+)<", page) == ["12", "12bis"]
    fragment = nadege.get(f"{HERE}/points?armoire=A-04", **{"HX-Request-Type": "partial"}).text
    assert "<html" not in fragment
    assert re.findall(r"/points/[0-9a-f-]{36}\">([^<]+)<", fragment) == ["14"]
    found = nadege.get(f"{HERE}/points.geojson?lampe=LED").json()
    assert [one["properties"]["n"] for one in found["features"]] == ["14"]
    assert found["features"][0]["geometry"]["coordinates"] == [4.073, 45.5915]


def test_a_point_says_what_it_is_and_what_was_done_to_it(served: Served) -> None:
    page = served.visitor("secretaire").get(served.point).text
    for said in ("SHP, sodium haute pression", "A-03", "points_lumineux.csv", "Nadège Coursac", "SON-T 70W"):
        assert said in page
