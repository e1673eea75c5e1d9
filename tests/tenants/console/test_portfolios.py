"""An EPCI sees where its members stand, an operator where the communes of its syndicates do; neither sees more."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import date

import pytest

from bocage.access.granting import Grant, grant
from bocage.access.inhabitants import PLANTER
from bocage.access.rights import RIGHTS
from bocage.database.engine import Database
from bocage.identity.people import KnownPerson, announce
from bocage.onboarding.portfolios import Founding, found
from bocage.tenancy import Kind, Person, Place
from bocage.testing.isolation.application import Caller, Callers
from bocage.testing.isolation.people import Inhabitant, sign_in
from bocage.testing.isolation.world import World

pytestmark = pytest.mark.slow(seconds=11)

SINCE = date(2026, 1, 5)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """An EPCI over `commune`, an operator over the first syndicate, and who is at home there."""

    world: World
    people: Callers
    epci: Place
    operator: Place
    agent: Inhabitant
    dsi: Inhabitant
    host: Inhabitant

    def caller(self, inhabitant: Inhabitant) -> Caller:
        """Somebody in front of the application."""
        return Caller(self.people.client, inhabitant)


@pytest.fixture
async def stage(world: World, people: Callers) -> AsyncIterator[Stage]:
    """Found both and put people there."""
    database = Database(world.database.url, pool_size=2)
    epci = await found(
        database,
        PLANTER,
        Founding(kind=Kind.EPCI, name="EPCI", children={"42001": world.tenants["commune"].number}, since=SINCE),
    )
    operator = await found(
        database,
        PLANTER,
        Founding(kind=Kind.OPERATOR, name="Exploitant", children={"s": world.tenants["syndicate"].number}, since=SINCE),
    )
    agent = await settled(database, epci, "agent_epci")
    dsi = await settled(database, epci, "dsi")
    host = await settled(database, operator, "exploitant")
    yield Stage(world=world, people=people, epci=epci, operator=operator, agent=agent, dsi=dsi, host=host)
    await database.close()


async def settled(database: Database, place: Place, role: str) -> Inhabitant:
    """Give somebody a role and sign them in."""
    known = KnownPerson(
        issuer="https://identite.test", subject=f"{place.uid}.{role}", name=role, email=f"{role}@epci.test"
    )
    person = Person(person_id=await announce(database, known), name=role, email=known.email)
    await grant(database, PLANTER, Grant(person=person, place=place, role=role, given_by="nous", since=SINCE))
    return await sign_in(database, person, "epci", place)


async def test_an_epci_lists_its_members_and_no_other(stage: Stage) -> None:
    desk = (await stage.caller(stage.agent).get(f"/bureau/{stage.epci.uid}")).text
    assert "Lieu hameaubbbb" in desk
    assert "Lieu hameaucccc" not in desk
    assert "Lieu hameaueeee" not in desk


async def test_an_epci_reads_the_path_of_a_member_and_enters_nothing(stage: Stage) -> None:
    agent, world = stage.caller(stage.agent), stage.world
    desk = (await agent.get(f"/bureau/{stage.epci.uid}")).text
    (path,) = set(re.findall(r'href="([^"]+/parcours/[^"]+)"', desk))
    assert (await agent.get(path)).status_code == 200
    assert (await agent.get(path + "/etapes/deliberation_commune")).status_code == 403
    assert (await agent.get(path + "/suite/ouverture")).status_code == 403
    assert (await agent.post(path + "/relancer")).status_code == 404
    assert (await agent.post(path + "/etapes/deliberation_commune", version="1")).status_code == 404
    neighbour = path.replace(str(world.tenants["commune"].place.uid), str(world.tenants["neighbour"].place.uid))
    assert (await agent.get(neighbour)).status_code == 404


async def test_an_epci_sees_no_file_no_people_no_journal_of_its_members(stage: Stage) -> None:
    agent, dsi, commune = stage.caller(stage.agent), stage.caller(stage.dsi), stage.world.tenants["commune"]
    for address in (f"/bureau/{stage.epci.uid}/communes/{commune.place.uid}", f"/bureau/{stage.epci.uid}/communes.csv"):
        assert (await agent.get(address)).status_code == 404
    assert (await agent.get(f"/acces/{stage.epci.uid}")).status_code == 403
    for page in ("acces", "journal", "acces/{}/export.csv", "journal/{}/export.csv"):
        address = f"/{page.format(stage.epci.uid)}" if "{}" in page else f"/{page}/{stage.epci.uid}"
        answer = await dsi.get(address)
        assert answer.status_code == 200
        assert commune.word not in answer.text
        assert commune.name not in answer.text


async def test_the_dsi_of_an_epci_cuts_nobody_of_a_commune(stage: Stage) -> None:
    database = Database(stage.world.database.url, pool_size=1)
    standings = await RIGHTS.standings(database, stage.dsi.person.person_id)
    await database.close()
    standing = next(one for one in standings if one.place.uid == stage.epci.uid)
    assert stage.world.tenants["commune"].number in standing.scope.readable
    secretary = next(
        each for each in stage.world.inhabitants if (each.home, each.standing.role) == ("commune", "secretaire")
    )
    people = (await stage.people.one("commune", "dsi").get(f"/acces/{stage.world.tenants['commune'].place.uid}")).text
    member = people.partition("/couper")[0].rpartition("/")[2]
    answer = await stage.caller(stage.dsi).post(f"/acces/{stage.epci.uid}/{member}/couper")
    assert answer.status_code == 404
    assert (
        await stage.people.one("commune", "secretaire").get(f"/commune/{secretary.standing.place.uid}")
    ).status_code == 200


async def test_an_operator_reads_figures_of_its_syndicates_and_the_communes_below(stage: Stage) -> None:
    host, world = stage.caller(stage.host), stage.world
    desk = (await host.get(f"/exploitant/{stage.operator.uid}")).text
    assert "Lieu hameauaaaa" in desk
    assert "Lieu hameaudddd" not in desk
    below = f"/exploitant/{stage.operator.uid}/syndicats/{world.tenants['syndicate'].place.uid}"
    table = (await host.get(below)).text
    assert "Lieu hameaubbbb" in table
    assert "Lieu hameaucccc" in table
    assert "Lieu hameaueeee" not in table
    assert "/parcours/" not in table
    other = f"/exploitant/{stage.operator.uid}/syndicats/{world.tenants['other'].place.uid}"
    assert (await host.get(other)).status_code == 404


async def test_an_operator_opens_no_page_of_people_and_writes_nothing(stage: Stage) -> None:
    host, world = stage.caller(stage.host), stage.world
    for page in (f"/acces/{stage.operator.uid}", f"/journal/{stage.operator.uid}"):
        assert (await host.get(page)).status_code == 403
    for page in (
        f"/bureau/{stage.operator.uid}",
        f"/bureau/{world.tenants['syndicate'].place.uid}",
        f"/commune/{world.tenants['commune'].place.uid}",
    ):
        assert (await host.get(page)).status_code == 404
    assert stage.host.standing.scope.writable == frozenset()
    administrator = stage.people.one("syndicate", "administrateur")
    assert (await administrator.get(f"/exploitant/{world.tenants['syndicate'].place.uid}")).status_code == 404


async def test_a_commune_that_leaves_is_gone_from_both_at_once(stage: Stage) -> None:
    world = stage.world
    file = f"/bureau/{world.tenants['syndicate'].place.uid}/communes/{world.tenants['commune'].place.uid}"
    assert (await stage.people.one("syndicate", "administrateur").post(file + "/retirer")).status_code == 303
    below = f"/exploitant/{stage.operator.uid}/syndicats/{world.tenants['syndicate'].place.uid}"
    assert "Lieu hameaubbbb" not in (await stage.caller(stage.host).get(below)).text


def test_a_role_away_from_its_kind_of_place_permits_the_first_page_only(world: World) -> None:
    for each in world.inhabitants:
        if (each.home, each.standing.role) in {("syndicate", "agent_epci"), ("commune", "administrateur")}:
            assert each.standing.permissions == {"home.read"}
            assert replace(each.standing.scope, writable=frozenset()).readable == {world.tenants[each.home].number}
