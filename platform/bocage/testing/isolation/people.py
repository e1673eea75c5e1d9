"""Somebody of every role at a place, signed in as the sign-in does.

The platform knows no role: the part that answers « who may what » names, in `Manifest.inhabitants`, a function that
puts one person of each role in a place.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.identity.cookies import CookieNames
from bocage.identity.csrf import FIELD
from bocage.identity.sessions import NewSession, live_session, open_session
from bocage.tenancy import Person, Place, Standing
from bocage.tenancy.ports import standing_at

ADDRESS: Final = "https://bocage.test"


class NoInhabitantsError(RuntimeError):
    """Nobody brings people to the suite."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inhabitant:
    """Somebody signed in: where they are at home, what they are there, and what their browser sends."""

    person: Person
    home: str
    standing: Standing
    headers: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)


async def inhabitants_of(database: Database, place: Place, name: str) -> tuple[Person, ...]:
    """One person of each role at a place, whose names begin with `name`."""
    bringing = [part.inhabitants for part in discovery.manifests() if part.inhabitants]
    if len(bringing) != 1:
        raise NoInhabitantsError(f"one part must declare Manifest.inhabitants, {len(bringing)} do")
    inhabit: Any = discovery.named(bringing[0])
    people: tuple[Person, ...] = await inhabit(database, place, name)
    return people


async def sign_in(database: Database, person: Person, home: str, place: Place) -> Inhabitant:
    """Open a session and keep what a browser would."""
    new = NewSession(person_id=person.person_id, level="1", authenticated_at=datetime.now(UTC), provider_session=None)
    async with database.transaction(Role.IDENTITY) as connection:
        cookie = await open_session(connection, new)
    session = await live_session(database, cookie)
    standing = standing_at(await discovery.rights().standings(database, person.person_id), place.uid)
    if session is None or standing is None:
        raise NoInhabitantsError(f"{person.name} has no standing at {place.name}")
    headers = {"Cookie": f"{CookieNames.fit_for(secure=True).session}={cookie}"}
    return Inhabitant(person=person, home=home, standing=standing, headers=headers, form={FIELD: session.csrf_token})
