"""The pages of the paths: strangers and neighbours first, then each role at its own door."""

import re

import pytest

from bocage.testing.isolation.application import Callers
from bocage.testing.isolation.world import World

from .pages import at_desk, at_home, said, version

pytestmark = pytest.mark.slow(seconds=18)


async def test_a_passer_by_is_sent_to_the_sign_in(people: Callers, world: World) -> None:
    for address in (at_desk(world, "syndicate", "commune"), at_home(world, "commune")):
        answer = await people.passer_by().get(address)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/auth/entree")


async def test_the_path_of_a_neighbour_does_not_exist(people: Callers, world: World) -> None:
    secretary = people.one("commune", "secretaire")
    for address in (
        at_home(world, "commune", "neighbour"),
        at_home(world, "neighbour"),
        at_desk(world, "syndicate", "commune"),
    ):
        assert (await secretary.get(address)).status_code == 404
    other = people.one("other", "administrateur")
    assert (await other.get(at_desk(world, "other", "commune"))).status_code == 404
    assert (await other.post(at_desk(world, "other", "commune") + "/suite/ouverture")).status_code == 404


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("secretaire", (200, 200, 403)),
        ("secretaire_nomme", (200, 200, 200)),
        ("elu", (200, 403, 200)),
        ("agent_technique", (403, 403, 403)),
    ],
)
async def test_each_role_of_the_commune_does_what_it_may(
    people: Callers, world: World, role: str, expected: tuple[int, int, int]
) -> None:
    caller, here = people.one("commune", role), at_home(world, "commune")
    asked = (here, here + "/etapes/deliberation_commune", f"/a-approuver/{world.tenants['commune'].place.uid}")
    assert tuple([(await caller.get(address)).status_code for address in asked]) == expected
    assert (await caller.get(here + "/suite/ouverture")).status_code == 403


async def test_the_secretariat_enters_the_acts_of_the_commune_and_not_those_of_the_syndicate(
    people: Callers, world: World
) -> None:
    secretary, here = people.one("commune", "secretaire"), at_home(world, "commune")
    refused = await secretary.get(here + "/etapes/decision_syndicat")
    assert refused.status_code == 403
    assert "revient au syndicat" in said(refused)
    assert (await secretary.get(here + "/etapes/nulle-part")).status_code == 404


async def test_a_day_that_does_not_exist_comes_back_as_it_was_typed(people: Callers, world: World) -> None:
    secretary, form = people.one("commune", "secretaire"), at_home(world, "commune") + "/etapes/deliberation_commune"
    shown = await secretary.get(form)
    answer = await secretary.post(form, version=version(shown), adopted_on="29/02/2027", reference="2027-04")
    assert answer.status_code == 422
    assert "« 29/02/2027 » n’existe pas : février 2027 compte 28 jours." in said(answer)
    assert 'value="29/02/2027"' in answer.text
    assert 'value="2027-04"' in answer.text
    assert version(await secretary.get(form)) == version(shown)


async def test_an_older_form_comes_back_with_both_values(people: Callers, world: World) -> None:
    secretary, form = people.one("commune", "secretaire"), at_home(world, "commune") + "/etapes/deliberation_commune"
    shown = version(await secretary.get(form))
    assert (await secretary.post(form, version=shown, adopted_on="15/10/2026", reference="2026-31")).status_code == 303
    officer, desk = people.one("syndicate", "charge_affaires"), at_desk(world, "syndicate", "commune")
    late = await officer.post(desk + "/etapes/deliberation_commune", version=shown, adopted_on="16/10/2026")
    assert late.status_code == 422
    assert "Quelqu’un d’autre vient d’écrire dans ce dossier." in said(late)
    assert 'value="16/10/2026"' in late.text
    assert "Enregistré : « 2026-31 »" in said(late)
    assert int(version(late)) == int(shown) + 1


async def test_what_was_entered_is_taken_back_by_the_secretariat(people: Callers, world: World) -> None:
    secretary, here = people.one("neighbour", "secretaire"), at_home(world, "neighbour")
    form = here + "/etapes/deliberation_commune"
    shown = version(await secretary.get(form))
    assert (await secretary.post(form, version=shown, adopted_on="15/10/2026")).status_code == 303
    assert "adoptée jeu. 15 oct. 2026" in said(await secretary.get(here))
    assert (await secretary.post(here + "/annuler", version=str(int(shown) + 1))).status_code == 303
    assert "adoptée" not in said(await secretary.get(here))


async def test_nothing_opens_while_something_blocks(people: Callers, world: World) -> None:
    officer, here = (
        people.one("syndicate", "charge_affaires"),
        at_desk(world, "syndicate", "commune") + "/suite/ouverture",
    )
    answer = await officer.post(here, version=version(await officer.get(here)))
    assert answer.status_code == 422
    assert "L’ouverture n’est pas possible" in said(answer)
    assert "Il manque la décision du syndicat." in said(answer)


async def test_a_competence_that_the_epci_exercises_is_refused_before_a_path_begins(
    people: Callers, world: World
) -> None:
    officer = people.one("syndicate", "charge_affaires")
    form = at_desk(world, "syndicate", "neighbour").rpartition("/")[0]
    asked = {"way": "option", "modules": "lighting", "held_by": "epci"}
    answer = await officer.post(form, **asked)
    assert answer.status_code == 422
    assert "la demande lui revient" in said(answer)
    again = await officer.post(form, **{**asked, "held_by": "commune"})
    assert "a déjà un rattachement en cours" in said(again)
    assert (await people.one("commune", "elu").get(form)).status_code == 404


async def test_every_page_of_the_paths_is_under_the_same_line_of_the_navigation(people: Callers, world: World) -> None:
    desk = f"/bureau/{world.tenants['syndicate'].place.uid}"
    officer = people.one("syndicate", "administrateur")
    for address in (at_desk(world, "syndicate", "commune"), f"{desk}/statuts", f"{desk}/procedures", f"{desk}/marches"):
        pages = (await officer.get(address)).text.partition('<nav class="modules"')[2].partition("</nav>")[0]
        assert re.findall(r'<a href="([^"]+)"\s+aria-current="true">', pages) == [f"{desk}/parcours"]
