"""A syndicate opens a module for a commune, changes it, takes it back."""

from bocage.testing.isolation.application import Callers
from bocage.testing.isolation.world import World

from .a_syndicate import administrator, change, journal, lighting, of_commune, period, rows, secretary, unsubscribe

FORM = {"stade": "demonstrateur", "debut": "2026-03-02", "perimetre": "Le bourg", "deliberation": "n° 12 du 12/02/2026"}
POINTS = "select count(*) from lighting_point"


def opening(world: World) -> str:
    """The form that opens the module for the commune."""
    return f"{of_commune(world)}/modules/lighting"


async def test_a_module_is_opened_with_its_act_and_the_opening_can_be_undone(people: Callers, world: World) -> None:
    unsubscribe(world, "commune")
    assert (await administrator(people).post(opening(world), **FORM)).status_code == 303
    assert (await secretary(people).get(lighting(world, "commune"))).status_code == 200
    page = await administrator(people).get(of_commune(world))
    assert "n° 12 du 12/02/2026" in page.text
    assert "/effacer" in page.text
    assert await change(people, world, "effacer") == 303
    assert (await secretary(people).get(lighting(world, "commune"))).status_code == 404
    assert rows(world, "select count(*) from subscription where module = 'lighting'") == [(3,)]
    assert journal(world) == ["subscription.begun", "subscription.voided"]


async def test_a_form_that_says_too_little_comes_back_with_its_reasons(people: Callers, world: World) -> None:
    unsubscribe(world, "commune")
    answer = await administrator(people).post(opening(world), debut="demain", perimetre="Le bourg")
    assert answer.status_code == 422
    assert "Choisissez le stade" in answer.text
    assert "Donnez le premier jour" in answer.text
    assert "Le bourg" in answer.text
    assert journal(world) == []


async def test_two_periods_of_a_module_never_meet(people: Callers, world: World) -> None:
    answer = await administrator(people).post(opening(world), **FORM)
    assert answer.status_code == 422
    assert "est déjà ouvert ici" in answer.text
    assert await change(people, world, "arreter", fin="2026-02-28") == 303
    assert (await administrator(people).post(opening(world), **FORM)).status_code == 303
    assert (await secretary(people).get(lighting(world, "commune"))).status_code == 200


async def test_production_waits_for_the_prerequisites_of_the_module(people: Callers, world: World) -> None:
    unsubscribe(world, "commune")
    rows(world, "delete from lighting_point")
    refused = await administrator(people).post(opening(world), **{**FORM, "stade": "production"})
    assert refused.status_code == 422
    assert "Il manque l’inventaire" in refused.text
    assert (await administrator(people).post(opening(world), **FORM)).status_code == 303
    assert await change(people, world, "stade", stade="production") == 422
    assert rows(world, "select stage from subscription where module = 'lighting' order by tenant_id limit 1") == [
        ("demonstrateur",)
    ]


async def test_the_stage_changes_and_nothing_else_does(people: Callers, world: World) -> None:
    asked = "select since, perimeter, deliberation, subscription_id from subscription where module = 'lighting'"
    before, points = rows(world, asked), rows(world, POINTS)
    assert await change(people, world, "stade", stade="demonstrateur") == 303
    assert await change(people, world, "stade", stade="production") == 303
    assert sorted(rows(world, asked)) == sorted(before)
    assert rows(world, POINTS) == points
    assert (await secretary(people).get(lighting(world, "commune"))).status_code == 200
    assert journal(world) == ["subscription.stage_changed", "subscription.stage_changed"]


async def test_a_suspension_and_an_end_are_taken_back(people: Callers, world: World) -> None:
    for away, back, fields in (
        ("suspendre", "reprendre", {}),
        ("arreter", "poursuivre", {"fin": "2026-02-01"}),
    ):
        assert await change(people, world, away, **fields) == 303
        assert await change(people, world, back) == 303
        assert (await secretary(people).get(lighting(world, "commune"))).status_code == 200


async def test_a_page_older_than_the_subscription_changes_nothing(people: Callers, world: World) -> None:
    here, version = period(world)
    assert await change(people, world, "suspendre") == 303
    answer = await administrator(people).post(f"{here}/reprendre", version=version)
    assert answer.status_code == 409
    assert "Rien n’est enregistré" in answer.text


async def test_an_end_before_the_beginning_is_refused(people: Callers, world: World) -> None:
    assert await change(people, world, "arreter", fin="2020-01-01") == 422
    assert await change(people, world, "arreter", fin="") == 422
    assert journal(world) == []


async def test_others_than_the_administrator_open_and_change_nothing(people: Callers, world: World) -> None:
    here, version = period(world)
    for path in (opening(world), f"{here}/suspendre"):
        assert (await people.passer_by().post(path, version=version)).status_code in {303, 401}
        assert (await people.one("syndicate", "charge_affaires").post(path, version=version)).status_code == 403
        assert (await people.one("commune", "secretaire").post(path, version=version)).status_code == 404
        assert (await people.one("other", "administrateur").post(path, version=version)).status_code == 404
    strange = period(world, "stranger")[0].replace(
        str(world.tenants["stranger"].place.uid), str(world.tenants["commune"].place.uid)
    )
    assert (await administrator(people).post(f"{strange}/suspendre", version="1")).status_code == 404
    assert (await administrator(people).get(of_commune(world, "stranger"))).status_code == 404
    assert journal(world) == []
    assert journal(world, "stranger") == []
