"""The waves on screen: made, changed, filled from the desk, removed; by the syndicate's administrator only."""

import re
from html import unescape

import psycopg
import pytest

from bocage.testing.isolation.application import Callers
from bocage.testing.isolation.world import World, plain


@pytest.fixture
def empty(world: World) -> World:
    """The world without the waves that were planted."""
    with psycopg.connect(plain(world.database.superuser_url), autocommit=True) as superuser:
        superuser.execute("delete from wave")
        superuser.execute("update commune set wave = null")
    return world


def waves_at(world: World, home: str = "syndicate") -> str:
    """The address of the waves."""
    return f"/bureau/{world.tenants[home].place.uid}/vagues"


def worn(world: World) -> dict[str, str | None]:
    """The wave of each commune of the world."""
    with psycopg.connect(plain(world.database.superuser_url)) as superuser:
        found: dict[int, str | None] = dict(superuser.execute("select tenant_id, wave from commune").fetchall())
    return {home: found[world.tenants[home].number] for home in ("commune", "neighbour", "stranger")}


async def made(people: Callers, world: World, name: str, day: str = "2026-12-01") -> str:
    """Make a wave and return its address."""
    answer = await people.one("syndicate", "administrateur").post(waves_at(world), nom=name, date=day)
    assert answer.status_code == 303
    return answer.headers["Location"]


async def test_a_wave_of_another_syndicate_does_not_exist(people: Callers, empty: World) -> None:
    here = await made(people, empty, "Vague 4")
    other = people.one("other", "administrateur")
    assert (await other.get(here)).status_code == 404
    assert (await other.get(here.replace(waves_at(empty), waves_at(empty, "other")))).status_code == 404
    assert (await other.post(here.replace(waves_at(empty), waves_at(empty, "other")) + "/supprimer")).status_code == 404
    assert (await people.one("commune", "secretaire").get(waves_at(empty))).status_code == 404
    officer = people.one("syndicate", "charge_affaires")
    assert (await officer.get(here)).status_code == 200
    assert (await officer.post(here, nom="Vague 5", version="1")).status_code == 403


async def test_communes_chosen_on_the_desk_enter_a_wave_and_follow_its_name(people: Callers, empty: World) -> None:
    here = await made(people, empty, "Vague 4")
    administrator = people.one("syndicate", "administrateur")
    chosen = [str(empty.tenants[home].place.uid) for home in ("commune", "neighbour", "stranger")]
    done = await administrator.post(
        waves_at(empty) + "/communes", chosen_commune=chosen, vague_choisie="Vague 4", back=waves_at(empty)
    )
    assert done.headers["Location"] == waves_at(empty)
    assert worn(empty) == {"commune": "Vague 4", "neighbour": "Vague 4", "stranger": None}
    assert (await administrator.post(here, nom="Première vague", date="", version="1")).status_code == 303
    assert worn(empty)["neighbour"] == "Première vague"
    page = unescape(
        (await administrator.get(f"/bureau/{empty.tenants['syndicate'].place.uid}?vague=Première vague")).text
    )
    assert "Lieu hameaubbbb" in page
    with psycopg.connect(plain(empty.database.superuser_url)) as superuser:
        asked = "select count(*) from journal_entry where tenant_id = %s and after ->> 'vague' is not null"
        assert superuser.execute(asked, (empty.tenants["commune"].number,)).fetchone() == (2,)


async def test_a_removed_wave_leaves_its_communes_without_one(people: Callers, empty: World) -> None:
    here = await made(people, empty, "Vague 4")
    administrator = people.one("syndicate", "administrateur")
    chosen = str(empty.tenants["commune"].place.uid)
    await administrator.post(waves_at(empty) + "/communes", chosen_commune=chosen, vague_choisie="Vague 4")
    asked = unescape((await administrator.get(here + "/supprimer")).text)
    assert "1 commune ne sera plus dans une vague" in asked.replace("\u00a0", " ")
    assert (await administrator.post(here + "/supprimer")).status_code == 303
    assert (await administrator.get(here)).status_code == 404
    assert worn(empty)["commune"] is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"nom": " "}, "Le nom manque."),
        ({"nom": "x" * 81}, "Le nom dépasse 80 signes."),
        ({"nom": "Vague 4"}, "Une vague porte déjà le nom « Vague 4 »."),
        ({"nom": "Vague 5", "date": "31/02/2027"}, "« 31/02/2027 » n’est pas une date."),
    ],
)
async def test_what_is_no_wave_comes_back_with_its_reason(
    people: Callers, empty: World, typed: dict[str, str], why: str
) -> None:
    await made(people, empty, "Vague 4")
    answer = await people.one("syndicate", "administrateur").post(waves_at(empty), **typed)
    assert answer.status_code == 422
    assert why in unescape(answer.text)


async def test_an_older_form_of_a_wave_is_refused(people: Callers, empty: World) -> None:
    here = await made(people, empty, "Vague 4")
    administrator = people.one("syndicate", "administrateur")
    shown = re.search(r'name="version"\s+value="(\d+)"', (await administrator.get(here)).text)
    assert shown is not None
    assert (await administrator.post(here, nom="Vague 4", date="2027-01-04", version=shown[1])).status_code == 303
    late = await administrator.post(here, nom="Vague 4", date="2027-02-01", version=shown[1])
    assert late.status_code == 409
    assert "Quelqu’un d’autre vient de changer cette vague" in unescape(late.text)


async def test_nothing_chosen_is_said_and_changes_nothing(people: Callers, empty: World) -> None:
    answer = await people.one("syndicate", "administrateur").post(
        waves_at(empty) + "/communes", vague_choisie="Vague 4"
    )
    assert answer.status_code == 422
    assert "Aucune commune n’est cochée." in unescape(answer.text)
    assert set(worn(empty).values()) == {None}
