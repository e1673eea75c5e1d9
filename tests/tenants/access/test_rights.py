"""Who may what, and where: as the rows of each tenant say, today."""

from datetime import date, timedelta
from uuid import UUID

from bocage.access.granting import Grant, grant
from bocage.access.inhabitants import PLANTER
from bocage.access.rights import RIGHTS
from bocage.database.engine import Database
from bocage.identity.people import KnownPerson, announce
from bocage.tenancy import Person
from bocage.tenancy.ports import standing_at
from bocage.testing.isolation.world import World

SINCE = date(2026, 1, 5)
TODAY = date.today()  # noqa: DTZ011 -- the server's clock is this machine's
NADEGE = KnownPerson(issuer="https://identite.test", subject="7c1f", name="Nadège Coursac", email="n@exemple.test")


async def given(database: Database, world: World, home: str, role: str, *dates: date) -> UUID:
    """Give Nadège a role at a place, from a date, until another."""
    person = Person(person_id=await announce(database, NADEGE), name=NADEGE.name, email=NADEGE.email)
    since, until = (*dates, None, None)[:2] if dates else (SINCE, None)
    place = world.tenants[home].place
    asked = Grant(person=person, place=place, role=role, given_by="la mairie", since=since or SINCE, until=until)
    await grant(database, PLANTER, asked)
    return person.person_id


async def test_a_secretary_of_three_communes_has_three_places_that_never_mix(world: World) -> None:
    database = Database(world.database.url, pool_size=2)
    homes = ("commune", "neighbour", "stranger")
    for home in homes:
        nadege = await given(database, world, home, "secretaire")
    held = await RIGHTS.standings(database, nadege)
    assert {each.place.tenant_id for each in held} == {world.tenants[home].number for home in homes}
    for home in homes:
        tenant = world.tenants[home]
        standing = standing_at(await RIGHTS.standings(database, nadege), tenant.place.uid)
        assert standing is not None
        assert standing.scope.readable == standing.scope.writable == {tenant.number}
    await database.close()


async def test_a_place_that_was_not_given_does_not_exist(world: World) -> None:
    database = Database(world.database.url, pool_size=2)
    nadege = await given(database, world, "commune", "secretaire")
    assert standing_at(await RIGHTS.standings(database, nadege), world.tenants["neighbour"].place.uid) is None
    assert standing_at(await RIGHTS.standings(database, nadege), world.tenants["syndicate"].place.uid) is None
    await database.close()


async def test_a_right_counts_between_its_dates_only(world: World) -> None:
    database = Database(world.database.url, pool_size=2)
    nadege = await given(database, world, "commune", "secretaire", TODAY + timedelta(days=2))
    assert await RIGHTS.standings(database, nadege) == ()
    await given(database, world, "neighbour", "secretaire", SINCE, TODAY - timedelta(days=2))
    assert await RIGHTS.standings(database, nadege) == ()
    await given(database, world, "stranger", "secretaire", SINCE, TODAY + timedelta(days=2))
    assert len(await RIGHTS.standings(database, nadege)) == 1
    await database.close()


async def test_an_officer_of_the_syndicate_reads_its_communes_and_writes_them_only_if_the_role_writes(
    world: World,
) -> None:
    database = Database(world.database.url, pool_size=2)
    place = world.tenants["syndicate"].place
    expected = {"administrateur": (3, 3), "charge_affaires": (3, 3), "dpo": (3, 0), "agent_epci": (1, 0)}
    for role, (readable, writable) in expected.items():
        person = next(
            each.person for each in world.inhabitants if (each.home, each.standing.role) == ("syndicate", role)
        )
        standing = standing_at(await RIGHTS.standings(database, person.person_id), place.uid)
        assert standing is not None
        assert (len(standing.scope.readable), len(standing.scope.writable)) == (readable, writable)
        assert standing.scope.readable <= set(world.portfolio)
    await database.close()
