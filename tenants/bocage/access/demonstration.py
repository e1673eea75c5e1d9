"""The people of the demonstration: one for each role, one secretary of three communes; all invented."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.access.granting import Grant, grant
from bocage.communes.rows import CommuneRow
from bocage.communes.spelling import spelled
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor
from bocage.identity.demonstration import ISSUER, DemonstrationPerson
from bocage.identity.people import KnownPerson, announce
from bocage.tenancy import Kind, Person, Place, TenantId
from bocage.tenancy.rows import TenantLinkRow, TenantRow

SYSTEM: Final = Actor(actor_id=None, name="Bocage, mise en place de la démonstration", request_id="demonstration")
SINCE: Final = date(2026, 1, 5)
SYNDICATE: Final = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invented:
    """Somebody invented: the role held, in communes by name or, for "", in the syndicate."""

    name: str
    role: str
    places: tuple[str, ...]
    description: str
    until: date | None = None
    lot: str | None = None

    @property
    def account(self) -> str:
        """The name of the account, which is the subject the provider gives."""
        return spelled(self.name).replace(" ", ".")

    @property
    def email(self) -> str:
        """An address that reaches nobody."""
        return f"{self.account}@exemple.fr"


PEOPLE: Final = (
    Invented(
        name="Karim Bessonat",
        role="administrateur",
        places=(SYNDICATE,),
        description="Administrateur du syndicat : il rattache les communes.",
    ),
    Invented(
        name="Nadège Coursac",
        role="secretaire",
        places=("Saint-Thomas-la-Garde", "Bard", "Essertines-en-Châtelneuf"),
        description="Secrétaire de mairie de trois communes.",
    ),
    Invented(
        name="Inès Grangeneuve",
        role="dsi",
        places=(SYNDICATE,),
        description="DSI mutualisée : elle voit qui a accès, et coupe.",
    ),
    Invented(
        name="Luc Pradeval",
        role="charge_affaires",
        places=(SYNDICATE,),
        description="Chargé d’affaires : il suit les communes.",
    ),
    Invented(
        name="Odile Montabert",
        role="elu",
        places=("Saint-Thomas-la-Garde",),
        description="Élue de Saint-Thomas-la-Garde.",
        until=date(2032, 3, 31),
    ),
    Invented(
        name="Gaspard Lhéritier",
        role="agent_technique",
        places=("Bard",),
        description="Agent technique de Bard.",
    ),
    Invented(
        name="Jeanne Aubépin",
        role="dpo",
        places=(SYNDICATE,),
        description="Déléguée à la protection des données du syndicat.",
    ),
    Invented(
        name="Rémi Vaucanson",
        role="prestataire",
        places=(SYNDICATE,),
        description="Prestataire du lot 3, jusqu’à la fin de 2027.",
        until=date(2027, 12, 31),
        lot="3",
    ),
)


async def load(database_url: str, department: str) -> None:  # noqa: ARG001 -- every loader is told the department
    """Announce the people and give them their roles, once."""
    database = Database(database_url, pool_size=2)
    try:
        async with database.transaction(Role.CONSOLE, readable=[1]) as connection:
            syndicate = await place_of(connection, TenantId(1))
        for invented in PEOPLE:
            await bring_in(database, invented, syndicate)
    finally:
        await database.close()


load.title = "Personnes de démonstration"  # type: ignore[attr-defined]  # read by `bocage up`
load.people = tuple(  # type: ignore[attr-defined]  # read by `bocage up`
    DemonstrationPerson(subject=each.account, name=each.name, email=each.email, description=each.description)
    for each in PEOPLE
)


async def bring_in(database: Database, invented: Invented, syndicate: Place) -> None:
    """Give one person their role in each of their places."""
    known = KnownPerson(issuer=ISSUER, subject=invented.account, name=invented.name, email=invented.email)
    person = Person(person_id=await announce(database, known), name=invented.name, email=invented.email)
    for name in invented.places:
        place = syndicate if name == SYNDICATE else await commune_named(database, syndicate, name)
        if place is None:
            continue
        given = Grant(
            person=person,
            place=place,
            role=invented.role,
            given_by=place.name,
            since=SINCE,
            until=invented.until,
            lot=invented.lot,
        )
        await grant(database, SYSTEM, given)


async def commune_named(database: Database, syndicate: Place, name: str) -> Place | None:
    """Find a commune of the syndicate by its name; in another department, the one at the same rank by code."""
    links = select(TenantLinkRow.child_id).where(TenantLinkRow.tenant_id == syndicate.tenant_id)
    async with database.transaction(Role.CONSOLE, readable=[syndicate.tenant_id]) as connection:
        children = (await connection.scalars(links.order_by(TenantLinkRow.code))).all()
    named = select(CommuneRow.tenant_id).where(CommuneRow.spelled == spelled(name))
    async with database.transaction(Role.CONSOLE, readable=children) as connection:
        tenant = await connection.scalar(named)
        if tenant is None and children:
            tenant = children[len(name) % len(children)]
        return None if tenant is None else await place_of(connection, TenantId(tenant))


async def place_of(connection: AsyncConnection, tenant: TenantId) -> Place:
    """Read a tenant as a place."""
    query = select(TenantRow.uid, TenantRow.kind, TenantRow.name).where(TenantRow.tenant_id == tenant)
    row = (await connection.execute(query)).one()
    return Place(tenant_id=tenant, uid=row.uid, kind=Kind(row.kind), name=row.name)
