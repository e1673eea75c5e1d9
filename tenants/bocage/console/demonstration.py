"""The demonstration's waves with their days, an EPCI over its members, an operator over the syndicate; all invented."""

from datetime import UTC, date, datetime, timedelta
from typing import Final

from sqlalchemy import func, select

from bocage.access.demonstration import SINCE, SYNDICATE, Invented
from bocage.access.granting import Grant, grant
from bocage.communes.rows import CommuneRow, EpciRow
from bocage.communes.whole import every_commune
from bocage.console.desk_reading import standing
from bocage.console.rows import WaveRow
from bocage.console.wave_writing import Typed, make, put_into
from bocage.console.waves import OPEN, OVER, group_of
from bocage.database.engine import Database
from bocage.governance.journal import Actor
from bocage.identity.demonstration import ISSUER, DemonstrationPerson
from bocage.identity.people import KnownPerson, announce
from bocage.onboarding.desk import Desk, reading_desk
from bocage.onboarding.portfolios import Founding, found, members_of
from bocage.tenancy import Kind, Person, Place, TenantId

SYSTEM: Final = Actor(actor_id=None, name="Bocage, mise en place de la démonstration", request_id="demonstration")
HOST: Final = TenantId(1)
WAVES: Final = (("Vague 1", -70), ("Vague 2", 18), ("Vague 3", 140))
"""Names that the demonstration's file gives, and in how many days each opens."""
OPERATOR: Final = "Exploitant de démonstration"
AGENT: Final = Invented(
    name="Thibault Merlin",
    role="agent_epci",
    places=(SYNDICATE,),
    description="Agent de l’intercommunalité : il voit où en sont les communes membres, et rien d’autre.",
)
HOSTING: Final = Invented(
    name="Solène Arbouin",
    role="exploitant",
    places=(SYNDICATE,),
    description="Exploitante de la plateforme : elle voit les syndicats hébergés et leurs chiffres.",
)
PEOPLE: Final = (AGENT, HOSTING)


async def load(database_url: str, department: str) -> None:  # noqa: ARG001 -- every loader is told the department
    """Date the waves, found the EPCI and the operator, once."""
    database, now = Database(database_url, pool_size=2), datetime.now(UTC)
    try:
        desk = Desk(database=database, syndicate=HOST, actor=SYSTEM, now=now)
        async with reading_desk(desk) as connection:
            done = await connection.scalar(select(WaveRow.wave_id).where(WaveRow.tenant_id == HOST).limit(1))
        if done is None:
            await fill(desk, now.date())
    finally:
        await database.close()


load.title = "Vagues, EPCI et exploitant"  # type: ignore[attr-defined]  # read by `bocage up`
load.people = tuple(  # type: ignore[attr-defined]  # read by `bocage up`
    DemonstrationPerson(subject=each.account, name=each.name, email=each.email, description=each.description)
    for each in PEOPLE
)


async def fill(desk: Desk, today: date) -> None:
    """Write everything; the waves last, since they say that it is done."""
    await settle(desk.database, await largest_epci(desk), AGENT)
    await settle(desk.database, await operator(desk), HOSTING)
    await fill_waves(desk, today)
    for name, days in WAVES:
        await make(desk, Typed(name=name, opens_on=today + timedelta(days=days)))


async def fill_waves(desk: Desk, today: date) -> None:
    """Put what was opened once into the first wave and what has begun into the second; the file put the rest in the last."""
    async with reading_desk(desk) as connection:
        lines = await standing(connection, {HOST: await every_commune(connection, [HOST])}, today)
    begun = [(line.commune.tenant_id, group_of(line)) for line in lines if line.first]
    opened = [tenant for tenant, group in begun if group in {OPEN, OVER}]
    await put_into(desk, opened, WAVES[0][0])
    await put_into(desk, [tenant for tenant, _ in begun if tenant not in opened], WAVES[1][0])


async def largest_epci(desk: Desk) -> Place:
    """The EPCI with the most communes of the department."""
    many = (
        select(EpciRow.siren, EpciRow.name)
        .join(CommuneRow, CommuneRow.epci_siren == EpciRow.siren)
        .group_by(EpciRow.siren, EpciRow.name)
        .order_by(func.count().desc(), EpciRow.siren)
        .limit(1)
    )
    async with reading_desk(desk) as connection:
        siren, name = (await connection.execute(many)).one()
        children = await members_of(connection, siren)
    return await found(desk.database, SYSTEM, Founding(kind=Kind.EPCI, name=name, children=children, since=SINCE))


async def operator(desk: Desk) -> Place:
    """An operator over the one syndicate."""
    founding = Founding(kind=Kind.OPERATOR, name=OPERATOR, children={"syndicat": HOST}, since=SINCE)
    return await found(desk.database, SYSTEM, founding)


async def settle(database: Database, place: Place, invented: Invented) -> None:
    """Give somebody invented their role at a place."""
    known = KnownPerson(issuer=ISSUER, subject=invented.account, name=invented.name, email=invented.email)
    person = Person(person_id=await announce(database, known), name=invented.name, email=invented.email)
    given = Grant(person=person, place=place, role=invented.role, given_by=place.name, since=SINCE)
    await grant(database, SYSTEM, given)
