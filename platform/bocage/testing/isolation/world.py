"""The world that the suite walks through: two syndicates, three communes, their rows, their people.

Every tenant bears two words of its own: `word`, in each of its rows, is read by whoever reads the tenant; `name`, that
of its pages and people, also by the communes attached to it, which are shown who sees them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from sqlalchemy import make_url
from uuid_utils.compat import uuid7

from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.tenancy import Kind, Place, TenantId
from bocage.testing.database import FreshDatabase
from bocage.testing.isolation.catalogue import Sorted, sorted_out, tables
from bocage.testing.isolation.files import send_files
from bocage.testing.isolation.people import Inhabitant, inhabitants_of, sign_in
from bocage.testing.isolation.planting import Planter
from bocage.testing.isolation.values import DAY, fitted
from bocage.testing.subscribing import open_modules

CODE_LENGTH: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenant:
    """A tenant of the world; `host` is the number of the one it is attached to."""

    place: Place
    word: str
    name: str
    host: int | None

    @property
    def number(self) -> int:
        """Its number in the database."""
        return int(self.place.tenant_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """A database and what was planted in it: `commune` and `neighbour` share a syndicate, `stranger` has another."""

    database: FreshDatabase
    tenants: Mapping[str, Tenant]
    inhabitants: tuple[Inhabitant, ...]

    @property
    def portfolio(self) -> tuple[int, ...]:
        """The first syndicate and its communes."""
        return tuple(self.tenants[name].number for name in ("syndicate", "commune", "neighbour"))

    @property
    def numbers(self) -> tuple[int, ...]:
        """Every tenant."""
        return tuple(tenant.number for tenant in self.tenants.values())

    def secrets(self, inhabitant: Inhabitant | None) -> Iterator[str]:
        """Every word that somebody, or a passer-by, must never read."""
        readable = frozenset() if inhabitant is None else inhabitant.standing.scope.readable
        for tenant in self.tenants.values():
            if tenant.number not in readable:
                yield tenant.word
                if inhabitant is None or self.host_of(inhabitant) != tenant.number:
                    yield tenant.name

    def host_of(self, inhabitant: Inhabitant) -> int | None:
        """The tenant that somebody's place is attached to."""
        return self.tenants[inhabitant.home].host


def plain(url: str) -> str:
    """An address in libpq's spelling."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def sorted_tables(superuser: psycopg.Connection[Any]) -> Sorted:
    """Every table of a database, by what the manifests say."""
    return sorted_out(tables(superuser), discovery.global_tables())


async def plant(database: FreshDatabase) -> World:
    """Fill an empty, migrated database."""
    with psycopg.connect(plain(database.superuser_url), autocommit=True) as superuser:
        tenants = {tenant.name: tenant for tenant in founded(superuser)}
        by_role = dict(zip(("syndicate", "commune", "neighbour", "other", "stranger"), tenants.values(), strict=True))
        for tenant in by_role.values():
            fill(superuser, tenant, by_role.values())
    pool = Database(database.url, pool_size=2)
    try:
        for tenant in by_role.values():
            if tenant.place.kind is Kind.COMMUNE:
                await open_modules(pool, tenant.place, [module.slug for module in discovery.modules()])
        people = [
            await sign_in(pool, person, home, tenant.place)
            for home, tenant in by_role.items()
            for person in await inhabitants_of(pool, tenant.place, tenant.name)
        ]
    finally:
        await pool.close()
    return World(database=database, tenants=by_role, inhabitants=tuple(people))


def founded(superuser: psycopg.Connection[Any]) -> Iterator[Tenant]:
    """Number the tenants: a syndicate and two communes, another and one."""
    first = number_drawn(superuser)
    yield tenant_of(first, Kind.SYNDICATE, "a", None)
    yield tenant_of(number_drawn(superuser), Kind.COMMUNE, "b", first)
    yield tenant_of(number_drawn(superuser), Kind.COMMUNE, "c", first)
    second = number_drawn(superuser)
    yield tenant_of(second, Kind.SYNDICATE, "d", None)
    yield tenant_of(number_drawn(superuser), Kind.COMMUNE, "e", second)


def number_drawn(superuser: psycopg.Connection[Any]) -> int:
    """Draw a tenant's number."""
    row = superuser.execute("select nextval('tenant_number')::integer").fetchone()
    return int(row[0]) if row else 0


def tenant_of(number: int, kind: Kind, letter: str, host: int | None) -> Tenant:
    """Name a tenant."""
    name = f"hameau{letter * 4}"
    place = Place(tenant_id=TenantId(number), uid=uuid7(), kind=kind, name=f"Lieu {name}")
    return Tenant(place=place, word=f"canari{letter * 4}", name=name, host=host)


def fill(superuser: psycopg.Connection[Any], tenant: Tenant, everybody: Any) -> None:  # noqa: ANN401 -- a view of tenants
    """Plant the tenant, its links, then one row in every other tenant table."""
    found = sorted_tables(superuser)
    known = {table.name: table for table in (*found.tenant, *found.shared)}
    planter = Planter(superuser, known, discovery.samples(), tenant.word)
    place = tenant.place
    own = {"tenant_id": tenant.number, "uid": place.uid, "kind": place.kind.value, "name": place.name}
    planter.put("tenant", {**own, "host_id": tenant.host, "closed_at": None})
    for child in everybody:
        if child.host == tenant.number:
            link = {"child_id": child.number, "since": DAY, "code": fitted(child.word, CODE_LENGTH), "until": None}
            planter.put("tenant_link", {"tenant_id": tenant.number, **link})
    for table in found.tenant:
        planter.plant(table.name, {"tenant_id": tenant.number})
    send_files(superuser, place, tenant.word)
