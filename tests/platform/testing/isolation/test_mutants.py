"""The suite is able to fail: each hole made on purpose is found by it."""

import dataclasses
import re
from typing import Any
from uuid import UUID

import psycopg
import pytest

from bocage.access.rights import RIGHTS
from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.tenancy import Scope, Standing
from bocage.testing.isolation.application import first_breach, surroundings
from bocage.testing.isolation.tables import attacked_tables
from bocage.testing.isolation.world import World, plain
from bocage.web import guard as web_guard
from bocage.web.app import create_app

pytestmark = pytest.mark.slow

PEOPLE = "/acces"
"""Where the mutants of the application are sought: pages, forms, an export, another's identifier."""
PARTITIONED = """
    create table measure (tenant_id integer not null references tenant, day date not null) partition by range (day);
    create table measure_2026 partition of measure for values from ('2026-01-01') to ('2027-01-01');
    insert into measure select tenant_id, '2026-05-01' from tenant;
    alter table measure enable row level security; alter table measure force row level security;
"""
ATTEMPTED = {
    "a reading policy dropped": "drop policy tenant_read on contact",
    "a policy that lets all through": "alter policy tenant_read on contact using (true)",
    "a writing policy opened": "alter policy tenant_update on member using (true)",
    "a writing policy whose check is opened": "alter policy tenant_update on member with check (true)",
    "an insert policy opened": "alter policy tenant_insert on journal_entry with check (true)",
    "one more policy, wide open": "create policy all_of_it on commune for select using (true)",
    "row security switched off": "alter table journal_entry disable row level security",
    "FORCE removed": "alter table contact no force row level security",
    "a policy that reads one tenant too many": (
        "alter policy tenant_read on tenant using"
        " (tenant_id >= any (coalesce(nullif(current_setting('bocage.tenants', true), ''), '{}')::integer[]))"
    ),
    "a right to delete with an open policy": (
        "grant delete on contact to bocage_console; alter policy tenant_delete on contact using (true)"
    ),
    "a right to truncate": "grant truncate on contact to bocage_console",
    "a partition granted directly": PARTITIONED + "grant select on measure_2026 to bocage_app",
    "people granted to the pages": "grant select on person to bocage_app",
    "sessions granted to the desk": "grant select on web_session to bocage_console",
    "a tenant's table granted to identity": "grant select on member to bocage_identity",
    "a table that nobody classified": "create table loose (word text)",
    "a tenant's table without its lock": (
        "create table diary (tenant_id integer not null, word text); grant select on diary to bocage_app;"
        " insert into diary select tenant_id, 'x' from tenant"
    ),
    "a tenant's table in which nothing is planted": "create table empty_one (tenant_id integer not null)",
}


@pytest.mark.parametrize("mutant", ATTEMPTED)
def test_a_hole_in_the_database_is_reached(world: World, mutant: str) -> None:
    with psycopg.connect(plain(world.database.superuser_url), autocommit=True) as superuser:
        superuser.execute(ATTEMPTED[mutant].encode())
    only = re.findall(r"[a-z_]+", ATTEMPTED[mutant])
    breaches = attacked_tables(world, only).breaches
    # By an attempt that succeeds, not by the catalogue's word alone.
    assert [breach for breach in breaches if not breach.startswith("catalogue:")]


CATALOGUED = {
    "a key without its tenant": "create unique index one_name on tenant (name)",
    "a view that runs as its owner": "create view everyone as select * from tenant",
    "a reference without its tenant": "alter table tenant_link add foreign key (child_id) references tenant (tenant_id) not valid",
}


@pytest.mark.parametrize("mutant", CATALOGUED)
def test_a_hole_that_no_attempt_shows_is_seen_in_the_catalogue(world: World, mutant: str) -> None:
    with psycopg.connect(plain(world.database.superuser_url), autocommit=True) as superuser:
        superuser.execute(CATALOGUED[mutant].encode())
    assert [breach for breach in attacked_tables(world, only=()).breaches if breach.startswith("catalogue:")]


async def nobody_looks(connection: Any, _: Any) -> None:
    """A guard that lets everybody pass."""
    connection.state.standings = ()
    connection.state.visit = None


async def test_a_guard_removed_is_found(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bocage.web.app.guard", nobody_looks)
    assert await first_breach(create_app(surroundings(world)), world, PEOPLE)


async def anything(*_: Any) -> None:
    """A check that checks nothing."""


@pytest.mark.parametrize("step", ["refuse_unless_permitted", "refuse_forged_writing"])
async def test_a_step_of_the_guard_removed_is_found(
    world: World,
    monkeypatch: pytest.MonkeyPatch,
    step: str,
) -> None:
    replaced = anything if step == "refuse_forged_writing" else lambda *_: None
    monkeypatch.setattr(web_guard, step, replaced)
    assert await first_breach(create_app(surroundings(world)), world, PEOPLE)


@dataclasses.dataclass(frozen=True, slots=True)
class Widened:
    """An answer to « who may what » whose scope holds the neighbours, and, if asked, whose permissions are all."""

    scope: Scope | None
    everything: bool

    async def standings(self, database: Database, person_id: UUID, tenants: Any = None) -> tuple[Standing, ...]:
        return tuple(self.widened(held) for held in await RIGHTS.standings(database, person_id, tenants))

    def widened(self, held: Standing) -> Standing:
        permissions = discovery.permissions() if self.everything else held.permissions
        return dataclasses.replace(held, scope=self.scope or held.scope, permissions=frozenset(permissions))


async def test_a_scope_widened_is_found(world: World) -> None:
    everybody = frozenset(world.numbers)
    rights = Widened(Scope(readable=everybody, writable=everybody), everything=False)
    assert await first_breach(create_app(surroundings(world, rights)), world, PEOPLE)


async def test_permissions_that_everybody_holds_are_found(world: World) -> None:
    assert await first_breach(create_app(surroundings(world, Widened(None, everything=True))), world, PEOPLE)


@dataclasses.dataclass(frozen=True, slots=True)
class AtHomeEverywhere:
    """An answer that finds everybody at home wherever they ask."""

    places: tuple[Any, ...]

    async def standings(self, database: Database, person_id: UUID, tenants: Any = None) -> tuple[Standing, ...]:
        own = await RIGHTS.standings(database, person_id, tenants)
        return tuple(dataclasses.replace(own[0], place=place) for place in self.places) if own else ()


async def test_a_person_at_home_everywhere_is_found(world: World) -> None:
    rights = AtHomeEverywhere(tuple(tenant.place for tenant in world.tenants.values()))
    assert await first_breach(create_app(surroundings(world, rights)), world, PEOPLE)
