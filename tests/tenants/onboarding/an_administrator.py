"""The administrator of these tests' syndicate, in front of the product."""

from dataclasses import dataclass, field
from datetime import date

import httpx
from sqlalchemy import select

from bocage.access.granting import Grant, grant
from bocage.database.roles import Role
from bocage.identity.demonstration import ISSUER, DemonstrationPerson
from bocage.identity.people import KnownPerson, announce
from bocage.onboarding.desk import Desk
from bocage.tenancy import Kind, Person, Place
from bocage.tenancy.rows import TenantRow
from bocage.testing.site import Site, Visitor

KARIM_PERSON = DemonstrationPerson(
    subject="karim.bessonat", name="Karim Bessonat", email="karim@exemple.fr", description="Administrateur"
)


@dataclass(frozen=True)
class Administrator:
    """Somebody at the desk; `desk` is the desk's address."""

    visitor: Visitor
    desk: str

    def send(self, content: bytes) -> httpx.Response:
        """Send a file from the page of files."""
        self.visitor.get(f"{self.desk}/imports")
        answer = self.visitor.http.post(
            f"{self.desk}/imports",
            params={"csrf_token": self.visitor.csrf_token},
            files={"fichier": ("communes.csv", content, "text/csv")},
            headers={"Origin": self.visitor.url, "Sec-Fetch-Site": "same-origin"},
        )
        return self.visitor.seen(answer)


@dataclass(frozen=True)
class Administered:
    """The product, and the address of the syndicate's desk."""

    site: Site
    desk: str
    opened: list[Visitor] = field(default_factory=list)

    def administrator(self) -> Administrator:
        """Karim in a browser of his own, closed with the site."""
        self.opened.append(self.site.signed_in(KARIM_PERSON.subject))
        return Administrator(visitor=self.opened[-1], desk=self.desk)


async def administered(desk: Desk) -> Place:
    """Give Karim the administrator's role at the desk's syndicate."""
    known = KnownPerson(issuer=ISSUER, subject=KARIM_PERSON.subject, name=KARIM_PERSON.name, email=KARIM_PERSON.email)
    person = Person(person_id=await announce(desk.database, known), name=known.name, email=known.email)
    async with desk.database.transaction(Role.CONSOLE, readable=[desk.syndicate]) as connection:
        row = (await connection.execute(select(TenantRow.uid, TenantRow.name))).one()
    place = Place(tenant_id=desk.syndicate, uid=row.uid, kind=Kind.SYNDICATE, name=row.name)
    given = Grant(person=person, place=place, role="administrateur", given_by=row.name, since=date(2026, 1, 5))
    await grant(desk.database, desk.actor, given)
    return place
