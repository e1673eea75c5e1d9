"""Accesses seen, cut and given back: by whom, whose, and how soon it counts."""

import psycopg
import pytest

from bocage.testing.isolation.application import Callers
from bocage.testing.isolation.world import World, plain


def list_of(world: World, home: str) -> str:
    """The address of the people of a place."""
    return f"/acces/{world.tenants[home].place.uid}"


def member_of(world: World, home: str, role: str) -> str:
    """The identifier of the member of a role at a place."""
    query = "select member_id from member where tenant_id = %s and role = %s"
    with psycopg.connect(plain(world.database.superuser_url)) as superuser:
        row = superuser.execute(query, [world.tenants[home].number, role]).fetchone()
    assert row
    return str(row[0])


def journal_of(world: World, home: str, verb: str) -> list[str]:
    """What the journal of a place says was done, by a verb."""
    query = "select object_label from journal_entry where tenant_id = %s and verb = %s"
    with psycopg.connect(plain(world.database.superuser_url)) as superuser:
        return [label for (label,) in superuser.execute(query, [world.tenants[home].number, verb])]


async def test_a_passer_by_is_sent_to_the_sign_in(people: Callers, world: World) -> None:
    answer = await people.passer_by().get(list_of(world, "commune"))
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith("/auth/entree")


async def test_the_neighbour_commune_does_not_exist(people: Callers, world: World) -> None:
    neighbour = people.one("neighbour", "secretaire")
    assert (await neighbour.get(list_of(world, "commune"))).status_code == 404
    member = member_of(world, "commune", "agent_technique")
    assert (await neighbour.post(f"{list_of(world, 'commune')}/{member}/couper")).status_code == 404
    assert (await neighbour.post(f"{list_of(world, 'neighbour')}/{member}/couper")).status_code == 404
    assert journal_of(world, "commune", "access.cut") == []


async def test_an_access_cut_refuses_the_very_next_request(people: Callers, world: World) -> None:
    agent, home = people.one("commune", "agent_technique"), f"/commune/{world.tenants['commune'].place.uid}"
    assert (await agent.get(home)).status_code == 200
    member = member_of(world, "commune", "agent_technique")
    cut = await people.one("commune", "secretaire").post(f"{list_of(world, 'commune')}/{member}/couper")
    assert cut.status_code == 303
    refused = await agent.get(home)
    assert refused.status_code == 303
    assert refused.headers["Location"].startswith("/auth/entree")
    assert journal_of(world, "commune", "access.cut") == ["hameaubbbb agent_technique"]


async def test_an_access_given_back_is_as_it_was(people: Callers, world: World) -> None:
    here, member = list_of(world, "commune"), member_of(world, "commune", "elu")
    secretary = people.one("commune", "secretaire")
    await secretary.post(f"{here}/{member}/couper")
    assert "hameaubbbb elu" not in (await secretary.get(f"{here}/export.csv")).text
    assert (await secretary.post(f"{here}/{member}/rendre")).status_code == 303
    assert "hameaubbbb elu" in (await secretary.get(f"{here}/export.csv")).text
    assert journal_of(world, "commune", "access.restored") == ["hameaubbbb elu"]


async def test_nobody_cuts_their_own_access(people: Callers, world: World) -> None:
    secretary, member = people.one("commune", "secretaire"), member_of(world, "commune", "secretaire")
    assert (await secretary.post(f"{list_of(world, 'commune')}/{member}/couper")).status_code == 422
    assert (await secretary.get(list_of(world, "commune"))).status_code == 200


async def test_the_syndicates_dsi_cuts_in_a_commune_attached_and_in_no_other(people: Callers, world: World) -> None:
    dsi, here = people.one("syndicate", "dsi"), list_of(world, "syndicate")
    assert (await dsi.post(f"{here}/{member_of(world, 'commune', 'elu')}/couper")).status_code == 303
    assert (await dsi.post(f"{here}/{member_of(world, 'stranger', 'elu')}/couper")).status_code == 404
    assert journal_of(world, "commune", "access.cut") == ["hameaubbbb elu"]
    assert journal_of(world, "stranger", "access.cut") == []


@pytest.mark.parametrize(
    ("role", "reads_people", "cuts"),
    [
        ("secretaire", 200, 303),
        ("dsi", 200, 303),
        ("elu", 200, 403),
        ("agent_technique", 403, 403),
        ("prestataire", 403, 403),
    ],
)
async def test_each_role_of_a_commune_does_what_it_may(
    people: Callers,
    world: World,
    role: str,
    reads_people: int,
    cuts: int,
) -> None:
    caller, here = people.one("commune", role), list_of(world, "commune")
    assert (await caller.get(here)).status_code == reads_people
    assert (await caller.post(f"{here}/{member_of(world, 'commune', 'dpo')}/couper")).status_code == cuts


async def test_a_file_taken_away_is_in_the_journal(people: Callers, world: World) -> None:
    elu = people.one("commune", "elu")
    assert (await elu.get(f"{list_of(world, 'commune')}/export.csv")).status_code == 200
    journal = f"/journal/{world.tenants['commune'].place.uid}/export.csv"
    assert (await elu.get(journal)).status_code == 200
    for verb in ("people.exported", "journal.exported"):
        assert journal_of(world, "commune", verb) == [world.tenants["commune"].place.name]
