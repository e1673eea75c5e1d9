"""One person of each role at a place, for the isolation suite."""

from datetime import date
from typing import Final

from bocage.access.granting import Grant, grant
from bocage.access.roles import ROLES
from bocage.database.engine import Database
from bocage.governance.journal import Actor
from bocage.identity.people import KnownPerson, announce
from bocage.tenancy import Person, Place

PLANTER: Final = Actor(actor_id=None, name="Planteur", request_id="isolation")
ISSUER: Final = "https://identite.test"
SINCE: Final = date(2026, 1, 5)


async def inhabit(database: Database, place: Place, name: str) -> tuple[Person, ...]:
    """Give every role at a place to somebody whose name begins with `name`."""
    return tuple([await settled(database, place, name, role) for role in ROLES])


async def settled(database: Database, place: Place, name: str, role: str) -> Person:
    """Announce one person and give them one role."""
    known = KnownPerson(issuer=ISSUER, subject=f"{name}.{role}", name=f"{name} {role}", email=f"{role}@{name}.test")
    person = Person(person_id=await announce(database, known), name=known.name, email=known.email)
    await grant(database, PLANTER, Grant(person=person, place=place, role=role, given_by=name, since=SINCE))
    return person
