"""The statutes and the dated rules of a syndicate, over HTTP: seen before they are kept, kept with their article."""

from bocage.testing.isolation.application import Callers
from bocage.testing.isolation.world import World

from .pages import at_home, said, version


def here(world: World, desk: str = "syndicate") -> str:
    """The page of a syndicate."""
    return f"/bureau/{world.tenants[desk].place.uid}/statuts"


STATUTES = {
    "forme": "mixte_ferme",
    "renvoi": "none",
    "arrete_requis": "1",
    "regle_effet": "premier_juillet",
    "duree_minimale_months": "72",
    "preavis_reprise_months": "12",
    "article_statuts": "9",
    "sessions": "10/12/2026, 2027-03-11",
    "mode_publication": "sur le site du syndicat",
}


async def test_a_stranger_and_a_neighbour_read_no_statutes_and_an_officer_changes_none(
    people: Callers, world: World
) -> None:
    assert (await people.passer_by().get(here(world))).status_code == 303
    assert (await people.one("other", "administrateur").get(here(world))).status_code == 404
    assert (await people.one("commune", "secretaire").get(here(world))).status_code == 404
    officer = people.one("syndicate", "charge_affaires")
    shown = await officer.get(here(world))
    assert shown.status_code == 200
    assert "Enregistrer les statuts" not in said(shown)
    assert (await officer.post(here(world), **STATUTES, confirme="1", version=version(shown))).status_code == 403


async def test_statutes_are_seen_then_kept_and_remembered(people: Callers, world: World) -> None:
    administrator = people.one("syndicate", "administrateur")
    first = version(await administrator.get(here(world)))
    seen = await administrator.post(here(world), **STATUTES, version=first)
    assert seen.status_code == 200
    assert "Rien n’est encore enregistré." in said(seen)
    assert version(await administrator.get(here(world))) == first
    assert (await administrator.post(here(world), **STATUTES, version=first, confirme="1")).status_code == 303
    page = said(await administrator.get(here(world)))
    assert "Durée minimale avant une reprise, en mois : 72" in page
    late = await administrator.post(
        here(world), **{**STATUTES, "duree_minimale_months": "36"}, version=first, confirme="1"
    )
    assert late.status_code == 422
    assert "Quelqu’un d’autre vient d’écrire" in said(late)
    assert "Enregistré : « 72 »" in said(late)
    wrong = await administrator.post(here(world), **{**STATUTES, "sessions": "29/02/2027"}, version=first)
    assert "« 29/02/2027 » n’existe pas : février 2027 compte 28 jours." in said(wrong)


async def test_a_rule_is_dated_with_its_article_and_the_paths_follow(people: Callers, world: World) -> None:
    administrator, rule = people.one("syndicate", "administrateur"), here(world) + "/regles/rappel_conseil"
    asked = {"value": "45", "valid_from": "01/01/2020"}
    bare = await administrator.post(rule, **asked)
    assert bare.status_code == 422
    assert "L’article manque." in said(bare)
    unread = await administrator.post(rule, **{**asked, "value": "2/3"}, article="Délibération 2026-12")
    assert "« 2/3 » ne se lit pas ici. En jours, par exemple 90." in said(unread)
    asked["article"] = "Délibération 2026-12"
    assert "Ce que cela change aujourd’hui" in said(await administrator.post(rule, **asked))
    assert "Aucune : c’est la valeur des textes" in said(await administrator.get(rule))
    assert (await administrator.post(rule, **asked, confirme="1")).status_code == 303
    assert "45 jours" in said(await administrator.get(here(world)))
    assert "45 à partir du 1er janv. 2020, Délibération 2026-12" in said(await administrator.get(rule))
    assert (await administrator.get(here(world) + "/regles/nulle")).status_code == 404
    assert (await people.one("commune", "elu").get(at_home(world, "commune"))).status_code == 200
