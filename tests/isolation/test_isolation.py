"""No tenant reaches another: not by a table, not by a route; and the suite itself is shown able to fail."""

from dataclasses import dataclass, replace
from uuid import UUID

import psycopg
import pytest

from bocage.access.rights import RIGHTS
from bocage.catalogue.discovery import global_tables
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.tenancy import Place, Scope, Standing
from bocage.testing.isolation.routes import UnplantedParameterError, calls_of

from .attack import attacked_routes, attacked_tables, plain
from .conftest import PlantedDatabase
from .world import surroundings, world_of

pytestmark = pytest.mark.slow


def test_no_table_gives_or_takes_a_strangers_row(world_database: PlantedDatabase) -> None:
    leaks, made, unplanted = attacked_tables(world_database)
    print(f"\n{made} attempts on tables")
    assert unplanted == ()
    assert made > 1_000
    assert leaks == []


def test_people_and_sessions_are_read_by_the_role_of_identity_alone(world_database: PlantedDatabase) -> None:
    with psycopg.connect(plain(world_database.database.superuser_url)) as superuser:
        readers = superuser.execute(
            """select distinct c.relname, r.rolname from pg_class c, pg_roles r
               where c.relname = any (%s) and r.rolname = any (%s) and has_table_privilege(r.oid, c.oid, 'SELECT')
                 and exists (select from pg_attribute a where a.attrelid = c.oid
                   and a.attname in ('person_id', 'state_hash'))""",
            [list(global_tables()), list(Role)],
        ).fetchall()
    assert {role for _, role in readers} == {Role.IDENTITY}
    assert {table for table, _ in readers} == {"person", "person_place", "web_session", "login_attempt"}


async def test_no_route_answers_about_a_stranger(world_database: PlantedDatabase, world_pool: Database) -> None:
    faults, statuses = await attacked_routes(world_database, world_pool)
    print(f"\n{statuses.total()} requests: {dict(statuses)}")
    assert faults == []
    assert statuses[200] > 100
    assert statuses[404] > 1_000


async def test_a_parameter_without_a_planted_identifier_fails_the_suite(
    world_database: PlantedDatabase,
    world_pool: Database,
) -> None:
    world = await world_of(world_pool, world_database.syndicates)
    with pytest.raises(UnplantedParameterError, match="meter"):
        list(calls_of("GET", "/eau/{meter:uuid}", world.inhabitants[0], world, is_public=False))


TABLE_MUTANTS = {
    "a policy replaced by one that lets all through": (
        "drop policy tenant_read on contact; create policy tenant_read on contact for select using (true)"
    ),
    "a writing policy opened": (
        "drop policy tenant_update on member; create policy tenant_update on member for update using (true)"
    ),
    "row security switched off": "alter table journal_entry disable row level security",
    "FORCE removed and the table given to a run-time role": (
        "alter table commune no force row level security; alter table commune owner to bocage_app"
    ),
    "a scope widened in the policy": (
        "drop policy tenant_read on tenant_link; create policy tenant_read on tenant_link for select"
        " using (tenant_id >= any (current_setting('bocage.tenants', true)::int[]))"
    ),
    "a table without its lock": (
        "create table secret (tenant_id integer not null, word text); grant select on secret to bocage_app;"
        " insert into secret select tenant_id, 'x' from tenant"
    ),
    "a right to delete with an open policy": (
        "grant delete on contact to bocage_console; drop policy tenant_delete on contact;"
        " create policy tenant_delete on contact for delete using (true); grant select on contact to bocage_console"
    ),
    "a partition granted": (
        "create table reading (tenant_id integer not null, day date not null) partition by range (day);"
        " create table reading_2026 partition of reading for values from ('2026-01-01') to ('2027-01-01');"
        " insert into reading select tenant_id, '2026-05-01' from tenant;"
        " alter table reading enable row level security; alter table reading force row level security;"
        " grant select on reading_2026 to bocage_app"
    ),
}


@pytest.mark.parametrize("mutant", TABLE_MUTANTS)
def test_a_hole_in_the_database_is_found(world_database: PlantedDatabase, mutant: str) -> None:
    with psycopg.connect(plain(world_database.database.superuser_url), autocommit=True) as superuser:
        superuser.execute(TABLE_MUTANTS[mutant].encode())
    leaks, _, _ = attacked_tables(world_database)
    assert leaks


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenToAll:
    """A guard removed: whoever asks is at home everywhere."""

    places: tuple[Place, ...]

    async def standings(self, database: Database, person_id: UUID) -> tuple[Standing, ...]:
        own = await RIGHTS.standings(database, person_id)
        return tuple([replace(each, place=place) for each in own for place in self.places])

    async def standing(self, database: Database, person_id: UUID, place: UUID) -> Standing | None:
        found = [each for each in await self.standings(database, person_id) if each.place.uid == place]
        if not found:
            return None
        tenant = frozenset({int(found[0].place.tenant_id)})
        return replace(found[0], scope=Scope(readable=tenant, writable=tenant))


class WideScope:
    """A scope widened: the standing is the right one, and reads everybody."""

    async def standings(self, database: Database, person_id: UUID) -> tuple[Standing, ...]:
        return await RIGHTS.standings(database, person_id)

    async def standing(self, database: Database, person_id: UUID, place: UUID) -> Standing | None:
        held = await RIGHTS.standing(database, person_id, place)
        everybody = frozenset(range(1, 50))
        return None if held is None else replace(held, scope=Scope(readable=everybody, writable=everybody))


async def test_a_guard_removed_is_found(world_database: PlantedDatabase, world_pool: Database) -> None:
    places = tuple(each.place for syndicate in world_database.syndicates for each in (syndicate, *syndicate.children))
    built = replace(surroundings(world_database.database.url), rights=OpenToAll(places=places))
    faults, _ = await attacked_routes(world_database, world_pool, built)
    assert faults


async def test_a_scope_widened_is_found(world_database: PlantedDatabase, world_pool: Database) -> None:
    built = replace(surroundings(world_database.database.url), rights=WideScope())
    faults, _ = await attacked_routes(world_database, world_pool, built)
    assert faults
