"""The product served over one inventory, to a secretary, an elected person and somebody without the right."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import psycopg

from bocage.access.granting import Grant, grant
from bocage.database.engine import Database
from bocage.identity.demonstration import PATH, DemonstrationPerson
from bocage.identity.people import KnownPerson, announce
from bocage.tenancy import Kind, Person, Place, TenantId
from bocage.testing.database import FreshDatabase
from bocage.testing.loop import run_to_its_end
from bocage.testing.site import Site, running_site
from bocage.testing.subscribing import open_modules

from .conftest import NADEGE, TENANT, UID

NEIGHBOUR = "01900000-0000-7000-8000-000000000003"
PEOPLE = {"secretaire": "Nadège Coursac", "elu": "Luc Pradeval", "dsi": "Inès Grangeneuve"}


@contextmanager
def inhabited(commune: FreshDatabase) -> Iterator[Site]:
    """Give everybody their role, found a neighbour that nobody here sees, and serve."""
    with psycopg.connect(commune.superuser_url.replace("+psycopg", "", 1)) as connection:
        connection.execute(
            "insert into tenant (tenant_id, uid, kind, name) values (3, %s, 'commune', 'Bard')", [NEIGHBOUR]
        )
    run_to_its_end(granted(commune.url))
    people = tuple(
        DemonstrationPerson(subject=role, name=name, email=f"{role}@exemple.fr", description="")
        for role, name in PEOPLE.items()
    )
    with running_site(commune.url, people) as site:
        yield site


async def granted(url: str) -> None:
    """Subscribe the commune, and make each person a member of it."""
    database = Database(url, pool_size=2)
    place = Place(tenant_id=TenantId(TENANT), uid=UID, kind=Kind.COMMUNE, name="Saint-Thomas-la-Garde")
    await open_modules(database, place, ["lighting"])
    for role, name in PEOPLE.items():
        known = KnownPerson(issuer=f"http://127.0.0.1{PATH}", subject=role, name=name, email=f"{role}@exemple.fr")
        person = Person(person_id=await announce(database, known), name=name, email=known.email)
        since = date(2026, 1, 5)
        await grant(database, NADEGE, Grant(person=person, place=place, role=role, given_by="la mairie", since=since))
    await database.close()
