"""The department that the bench of pages stands on: real communes and invented people, by the roads of a real one."""

import asyncio
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

import psycopg

from bocage.access import demonstration as invented
from bocage.access.granting import Grant, grant
from bocage.database.engine import Database
from bocage.identity.demonstration import ISSUER
from bocage.identity.people import KnownPerson, announce
from bocage.onboarding.bench_runs import ACTOR, file_of, refuse_partial
from bocage.onboarding.demonstration import syndicate_of
from bocage.onboarding.desk import Desk
from bocage.onboarding.importing import bring_in, preview
from bocage.tenancy import Kind, Person, Place, TenantId

SINCE: Final = date(2026, 1, 5)
AT_ONCE: Final = 4
MOST_SECRETARIES: Final = 300
FILE: Final = "communes.csv"
NAME: Final = "Syndicat de la mesure"
PLACES: Final = b"select tenant_id, uid, name from tenant where kind = 'commune' order by tenant_id"
COUNTS: Final = b"""
select (select count(*) from tenant_link where until is null), (select count(*) from member),
  (select epci_siren from commune group by epci_siren order by count(*) desc, epci_siren limit 1)
"""
PATH_COLUMNS: Final = ("parcours", "variante", "modules", "deliberation", "deliberation_date", "deliberation_recue_le")
PATHS_OF: Final = (
    ("option", "", "lighting", "2026-11", "12/01/2026", "14/01/2026"),
    ("transfert", "adhesion", "lighting", "2026-12", "02/02/2026", ""),
    ("convention", "", "lighting", "", "", ""),
    ("groupement", "", "lighting", "2026-13", "15/03/2026", "16/03/2026"),
)
"""What is told of the communes, in turn: each of the four paths, a little way in."""
SOUGHT: Final = b"""
select r.name, r.insee, r.siren, r.postal_codes[1]
from register_commune r join commune c using (insee)
where r.siren is not null and cardinality(r.postal_codes) > 0
order by md5(r.insee) limit 12
"""


MOVE: Final = b"update commune set wave = wave where tenant_id = (select min(tenant_id) from commune)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """What was brought in; `sought` are names, INSEE codes, SIRENs and postal codes that the register holds."""

    communes: int
    members: int
    largest_epci: str
    import_id: UUID
    sought: tuple[str, ...]


async def department(url: str, superuser_url: str, size: int) -> Department:
    """Bring a file in, give people their roles, send the file again for its dry run."""
    database = Database(url, pool_size=AT_ONCE)
    try:
        desk = await founded(database)
        content = with_paths(await asyncio.to_thread(file_of, superuser_url, size))
        refuse_partial(await bring_in(desk, FILE, content))
        await invented.load(url, "")
        await with_secretaries(database, (await asyncio.to_thread(rows, superuser_url, PLACES))[:MOST_SECRETARIES])
        import_id = await preview(desk, FILE, content)
    finally:
        await database.close()
    ((communes, members, epci),) = await asyncio.to_thread(rows, superuser_url, COUNTS)
    sought = tuple(word for row in await asyncio.to_thread(rows, superuser_url, SOUGHT) for word in row)
    return Department(communes=communes, members=members, largest_epci=epci, import_id=import_id, sought=sought)


def with_paths(content: bytes) -> bytes:
    """Tell a path of each commune of a file."""
    headings, *lines = csv.reader(io.StringIO(content.decode()), delimiter=";")
    held = io.StringIO()
    writer = csv.writer(held, delimiter=";")
    writer.writerow((*headings, *PATH_COLUMNS))
    writer.writerows((*line, *PATHS_OF[rank % len(PATHS_OF)]) for rank, line in enumerate(lines))
    return held.getvalue().encode()


async def founded(database: Database) -> Desk:
    """Found the syndicate and sit at its desk."""
    syndicate = await syndicate_of(database, NAME)
    if syndicate is None:
        message = "the measured database already holds tenants"
        raise RuntimeError(message)
    return Desk(database=database, syndicate=syndicate, actor=ACTOR, now=datetime.now(UTC))


def rows(address: str, question: bytes) -> list[tuple[Any, ...]]:
    """Read as the administrator of the server, whom no policy holds."""
    with psycopg.connect(address) as connection:
        return connection.execute(question).fetchall()


@contextmanager
def moving(superuser_url: str) -> Iterator[Callable[[], None]]:
    """Write one commune anew, each time it is asked: what a server remembers of the desk is then out of date."""
    with psycopg.connect(superuser_url, autocommit=True) as connection:

        def move() -> None:
            connection.execute(MOVE)

        yield move


async def with_secretaries(database: Database, places: Sequence[tuple[Any, ...]]) -> None:
    """Give each commune a secretary of its own, a few at a time."""
    for start in range(0, len(places), AT_ONCE):
        await asyncio.gather(*(with_secretary(database, *place) for place in places[start : start + AT_ONCE]))


async def with_secretary(database: Database, tenant_id: int, uid: UUID, name: str) -> None:
    """Announce somebody and give them the role."""
    subject, email = f"secretariat.{tenant_id}", f"secretariat.{tenant_id}@exemple.fr"
    who = f"Secrétariat de {name}"
    person_id = await announce(database, KnownPerson(issuer=ISSUER, subject=subject, name=who, email=email))
    given = Grant(
        person=Person(person_id=person_id, name=who, email=email),
        place=Place(tenant_id=TenantId(tenant_id), uid=uid, kind=Kind.COMMUNE, name=name),
        role="secretaire",
        given_by=name,
        since=SINCE,
    )
    await grant(database, ACTOR, given)
