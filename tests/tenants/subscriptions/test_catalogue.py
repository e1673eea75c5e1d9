"""The catalogue of a commune, its requests, and the syndicate's page."""

from datetime import date

import pytest
from sqlalchemy import event

from bocage.catalogue import discovery
from bocage.cli.check import lost_modules
from bocage.database.engine import Database
from bocage.subscriptions.grid import grid
from bocage.tenancy import Visit, reading
from bocage.tenancy.ports import standing_at
from bocage.testing.isolation.application import Callers
from bocage.testing.isolation.world import World

from .a_syndicate import administrator, catalogue, change, desk, journal, of_commune, rows, secretary, unsubscribe


async def test_the_catalogue_says_what_a_module_brings_asks_and_whom_to_call(people: Callers, world: World) -> None:
    unsubscribe(world, "commune")
    rows(world, "delete from lighting_point")
    page = (await secretary(people).get(catalogue(world, "commune"))).text
    for said in (
        "Chaque point lumineux et chaque armoire",
        "points_lumineux.csv",
        "Il manque l’inventaire",
        "hameauaaaa charge_affaires",
        "Non ouvert",
        "Demander «\u00a0Éclairage\u00a0»",
    ):
        assert said in page


async def test_the_catalogue_gives_the_numbers_of_this_commune(people: Callers, world: World) -> None:
    assert (
        "1\u00a0point lumineux dans 1\u00a0armoire" in (await secretary(people).get(catalogue(world, "commune"))).text
    )


async def test_the_catalogue_of_a_neighbour_does_not_exist(people: Callers, world: World) -> None:
    assert (await people.passer_by().get(catalogue(world, "commune"))).status_code == 303
    assert (await secretary(people, "neighbour").get(catalogue(world, "commune"))).status_code == 404
    assert (await people.one("commune", "dsi").get(catalogue(world, "commune"))).status_code == 403


async def test_a_request_is_seen_by_the_syndicate_and_answered_by_opening(people: Callers, world: World) -> None:
    unsubscribe(world, "commune")
    ask = f"{catalogue(world, 'commune')}/lighting/demander"
    assert (await people.one("commune", "elu").post(ask)).status_code == 403
    assert (await secretary(people).post(ask)).status_code == 303
    assert (await secretary(people).post(ask)).status_code == 422
    assert "Lieu hameaubbbb demande «\u00a0Éclairage\u00a0»" in (await administrator(people).get(desk(world))).text
    assert "Lieu hameaubbbb" not in (await people.one("other", "administrateur").get(desk(world, "other"))).text
    form = {"stade": "demonstrateur", "debut": "2026-03-02"}
    assert (await administrator(people).post(f"{of_commune(world)}/modules/lighting", **form)).status_code == 303
    assert "demande «\u00a0Éclairage\u00a0»" not in (await administrator(people).get(desk(world))).text
    assert journal(world) == ["module.asked", "subscription.begun"]


async def test_a_request_is_taken_back(people: Callers, world: World) -> None:
    unsubscribe(world, "commune")
    here = f"{catalogue(world, 'commune')}/lighting"
    assert (await secretary(people).post(f"{here}/ne-plus-demander")).status_code == 422
    await secretary(people).post(f"{here}/demander")
    assert (await secretary(people).post(f"{here}/ne-plus-demander")).status_code == 303
    assert "demande «\u00a0Éclairage\u00a0»" not in (await administrator(people).get(desk(world))).text
    assert (await secretary(people).post(f"{catalogue(world, 'commune')}/inconnu/demander")).status_code == 404


async def test_the_syndicate_reads_the_state_of_each_commune(people: Callers, world: World) -> None:
    await change(people, world, "stade", stade="demonstrateur")
    page = (await people.one("syndicate", "charge_affaires").get(f"{desk(world)}?mots=hameau")).text
    assert "1\u00a0commune en production, 1 en démonstrateur" in page.replace("\u202f", " ")
    assert (await people.one("syndicate", "dpo").get(desk(world))).status_code == 403


@pytest.fixture
def parking(world: World) -> None:
    """A module that was installed, subscribed to by the commune, and is gone."""
    rows(world, "insert into subscribed_module values ('parking', 'Stationnement')")
    rows(
        world,
        "insert into subscription (tenant_id, subscription_id, module, stage, since)"
        " values (%s, gen_random_uuid(), 'parking', 'production', '2026-01-05')",
        world.tenants["commune"].number,
    )


@pytest.mark.usefixtures("parking")
async def test_a_module_no_longer_installed_is_named_to_the_syndicate_and_kept(people: Callers, world: World) -> None:
    sentence = "Le module « Stationnement » n’est plus installé"
    assert sentence in (await administrator(people).get(desk(world))).text
    assert sentence in (await administrator(people).get(of_commune(world))).text
    assert "Stationnement" not in (await secretary(people).get(catalogue(world, "commune"))).text
    assert (await secretary(people).get(f"/parking/{world.tenants['commune'].place.uid}")).status_code == 404
    assert rows(world, "select count(*) from subscription where module = 'parking'") == [(1,)]


@pytest.mark.usefixtures("parking")
async def test_the_check_of_an_installation_names_the_module_that_is_gone(world: World) -> None:
    assert len(await lost_modules(world.database.url)) == 1
    assert "Stationnement" in (await lost_modules(world.database.url))[0]


async def test_the_portfolio_asks_as_many_questions_for_many_communes_as_for_one(world: World) -> None:
    few = await questions(world)
    add_communes(world, 60)
    assert await questions(world) == few


def add_communes(world: World, count: int) -> None:
    """Attach communes, each with a module."""
    host = world.tenants["syndicate"].number
    for number in range(9000, 9000 + count):
        rows(
            world,
            "insert into tenant (tenant_id, uid, kind, name, host_id) values (%s, gen_random_uuid(), 'commune', %s, %s)",
            number,
            f"Commune {number}",
            host,
        )
        rows(
            world,
            "insert into commune (tenant_id, insee, department, spelled) values (%s, %s, '42', %s)",
            number,
            str(40000 + number),
            f"commune {number}",
        )
        rows(
            world,
            "insert into tenant_link (tenant_id, child_id, since, kind, code) select tenant_id, %s, since, kind, %s from tenant_link where tenant_id = %s limit 1",
            number,
            str(40000 + number),
            host,
        )
        rows(
            world,
            "insert into subscription (tenant_id, subscription_id, module, stage, since) values (%s, gen_random_uuid(), 'lighting', 'production', '2026-01-05')",
            number,
        )


async def questions(world: World) -> int:
    """Count the statements of the syndicate's page."""
    asker = next(one for one in world.inhabitants if (one.home, one.standing.role) == ("syndicate", "administrateur"))
    database = Database(world.database.url, pool_size=1)
    standing = standing_at(
        await discovery.rights().standings(database, asker.person.person_id), asker.standing.place.uid
    )
    assert standing is not None
    visit = Visit(person=asker.person, standing=standing, request_id="count")
    asked: list[str] = []
    async with reading(database, visit) as connection:
        event.listen(connection.sync_connection, "before_cursor_execute", lambda *given: asked.append(given[2]))
        found = await grid(connection, visit, "", 1, date(2026, 11, 25))
    await database.close()
    assert found.communes.lines
    return len(asked)
