"""The desk and the file of a commune: read and written by the syndicate's people, for their own communes."""

import pytest

from bocage.testing.isolation.application import Callers
from bocage.testing.isolation.world import World

pytestmark = pytest.mark.slow(seconds=12)


def desk_of(world: World, home: str) -> str:
    """The address of a desk."""
    return f"/bureau/{world.tenants[home].place.uid}"


def file_of(world: World, desk: str, commune: str) -> str:
    """The address of a commune's file at a desk."""
    return f"{desk_of(world, desk)}/communes/{world.tenants[commune].place.uid}"


async def test_a_passer_by_is_sent_to_the_sign_in(people: Callers, world: World) -> None:
    for path in (desk_of(world, "syndicate"), file_of(world, "syndicate", "commune")):
        answer = await people.passer_by().get(path)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/auth/entree")


async def test_the_neighbour_does_not_exist(people: Callers, world: World) -> None:
    other = people.one("other", "administrateur")
    assert (await other.get(desk_of(world, "syndicate"))).status_code == 404
    assert (await other.get(file_of(world, "syndicate", "commune"))).status_code == 404
    assert (await other.get(file_of(world, "other", "commune"))).status_code == 404
    assert (await other.post(file_of(world, "other", "commune") + "/retirer")).status_code == 404
    # A commune has no desk, and does not learn that its syndicate has one.
    assert (await people.one("commune", "secretaire").get(desk_of(world, "syndicate"))).status_code == 404
    assert (await people.one("commune", "secretaire").get(desk_of(world, "commune"))).status_code == 404


async def test_the_desk_lists_the_communes_of_the_syndicate_and_no_other(people: Callers, world: World) -> None:
    said = (await people.one("syndicate", "charge_affaires").get(desk_of(world, "syndicate"))).text
    assert "Lieu hameaubbbb" in said
    assert "Lieu hameaucccc" in said
    assert "Lieu hameaueeee" not in said


async def test_the_file_of_the_communes_holds_the_communes_of_the_syndicate_and_no_other(
    people: Callers,
    world: World,
) -> None:
    said = (await people.one("syndicate", "charge_affaires").get(desk_of(world, "syndicate") + "/communes.csv")).text
    assert len(said.splitlines()) == 3
    assert "Lieu hameaueeee" not in said
    journal = f"/journal/{world.tenants['syndicate'].place.uid}"
    assert "a exporté les communes de" in (await people.one("syndicate", "dsi").get(journal)).text


@pytest.mark.parametrize(
    ("role", "reads", "writes"),
    [("administrateur", 200, 200), ("charge_affaires", 200, 403), ("dsi", 403, 403), ("prestataire", 403, 403)],
)
async def test_each_role_of_the_syndicate_does_what_it_may(
    people: Callers,
    world: World,
    role: str,
    reads: int,
    writes: int,
) -> None:
    caller = people.one("syndicate", role)
    assert (await caller.get(file_of(world, "syndicate", "commune"))).status_code == reads
    assert (await caller.get(file_of(world, "syndicate", "commune") + "/corriger")).status_code == writes


async def test_a_commune_taken_out_leaves_the_desk_at_once_and_comes_back(people: Callers, world: World) -> None:
    administrator, here = people.one("syndicate", "administrateur"), file_of(world, "syndicate", "commune")
    assert (await administrator.post(here + "/retirer")).status_code == 303
    assert (await administrator.get(here)).status_code == 404
    said = (await people.one("syndicate", "dsi").get(f"/acces/{world.tenants['syndicate'].place.uid}")).text
    assert "hameaubbbb" not in said
