"""What pages ask of the database: the same number of questions for three communes and for sixty."""

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event, select

from bocage.access.granting import Grant, grant
from bocage.database.engine import Database
from bocage.governance.journal import Actor
from bocage.identity.demonstration import ISSUER, DemonstrationPerson
from bocage.identity.people import KnownPerson, announce
from bocage.onboarding.demonstration import syndicate_of
from bocage.onboarding.desk import Desk, reading_desk
from bocage.onboarding.importing import bring_in, preview
from bocage.tenancy import Kind, Person, Place
from bocage.tenancy.rows import TenantRow
from bocage.testing.database import FreshDatabase
from bocage.testing.site import Visitor, running_site

FEW, MANY = 3, 60
SYSTEM = Actor(actor_id=None, name="Mise en place", request_id="r")
PEOPLE = tuple(
    DemonstrationPerson(subject=subject, name=subject.title(), email=f"{subject}@exemple.fr", description="")
    for subject in ("karim", "nadege")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one page asked: its questions, and the transactions they were asked in."""

    questions: int
    transactions: int


@contextmanager
def listened() -> Iterator[list[str]]:
    """Note every statement of this process."""
    noted: list[str] = []

    def note(*told: Any) -> None:
        noted.append(told[2])

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield noted
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def asked_by(visitor: Visitor, path: str) -> Asked:
    """Ask a page four times and keep the least: what a process remembers is asked anew now and then."""
    assert visitor.get(path).status_code == 200
    return min((asked_once(visitor, path) for _ in range(3)), key=lambda asked: asked.questions)


def asked_once(visitor: Visitor, path: str) -> Asked:
    """Ask a page and count."""
    with listened() as noted:
        assert visitor.get(path).status_code == 200
    questions = [one for one in noted if one.lstrip().upper().startswith(("SELECT", "WITH"))]
    return Asked(questions=len(questions), transactions=sum(one.startswith("BEGIN") for one in noted))


def file_of(numbers: Sequence[int]) -> bytes:
    """A file of communes, by code."""
    text = io.StringIO()
    csv.writer(text, delimiter=";").writerows([("insee", "contact_nom"), *((code(one), "Camille") for one in numbers)])
    return text.getvalue().encode()


def code(number: int) -> str:
    """The code of an invented commune."""
    return f"42{number:03}"


@pytest.fixture
async def desk(fresh_database: FreshDatabase) -> Any:
    """A syndicate over a register of invented communes."""
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "", 1)) as connection:
        connection.execute("insert into register_department (code, name, spelled) values ('42', 'Loire', 'loire')")
        connection.execute(
            """
            insert into register_commune (insee, name, spelled, department, siren, population, postal_codes, former_codes)
            select '42' || lpad(n::text, 3, '0'), 'Lieu ' || n, 'lieu ' || n, '42', (210000000 + n)::text, n, '{}', '{}'
            from generate_series(1, 100) n
            """,
        )
    database = Database(fresh_database.url, pool_size=2)
    syndicate = await syndicate_of(database, "Syndicat de la Loire")
    assert syndicate is not None
    yield Desk(database=database, syndicate=syndicate, actor=SYSTEM, now=datetime.now(UTC))
    await database.close()


async def given(desk: Desk, subject: str, place: Place, role: str) -> None:
    """Give somebody a role at a place."""
    known = KnownPerson(issuer=ISSUER, subject=subject, name=subject.title(), email=f"{subject}@exemple.fr")
    person = Person(person_id=await announce(desk.database, known), name=known.name, email=known.email)
    asked = Grant(person=person, place=place, role=role, given_by=place.name, since=date(2026, 1, 5))
    await grant(desk.database, SYSTEM, asked)


async def places(desk: Desk) -> tuple[Place, Place]:
    """The syndicate and its first commune."""
    asked = select(TenantRow.tenant_id, TenantRow.uid, TenantRow.kind, TenantRow.name).order_by(TenantRow.tenant_id)
    async with reading_desk(desk) as connection:
        syndicate, commune = (await connection.execute(asked.limit(2))).all()
    return tuple(Place(**{**row._mapping, "kind": Kind(row.kind)}) for row in (syndicate, commune))  # type: ignore[return-value]  # noqa: SLF001 -- a row as a mapping


def measured(visitors: dict[str, Visitor], paths: dict[str, tuple[str, str]]) -> dict[str, Asked]:
    """What each page asks."""
    return {name: asked_by(visitors[who], path) for name, (who, path) in paths.items()}


@pytest.mark.slow
async def test_pages_ask_as_much_for_sixty_communes_as_for_three(desk: Desk, fresh_database: FreshDatabase) -> None:
    await bring_in(desk, "communes.csv", file_of(range(1, FEW + 1)))
    syndicate, commune = await places(desk)
    await given(desk, "karim", syndicate, "administrateur")
    await given(desk, "nadege", commune, "secretaire")
    with running_site(fresh_database.url, PEOPLE) as site:
        visitors = {subject: site.signed_in(subject) for subject in ("karim", "nadege")}
        few = measured(visitors, await paths_of(desk, syndicate, commune, FEW))
        await bring_in(desk, "communes.csv", file_of(range(1, MANY + 1)))
        many = measured(visitors, await paths_of(desk, syndicate, commune, MANY))
        for visitor in visitors.values():
            visitor.close()
    assert many == few
    assert few["desk"].transactions <= 5


async def paths_of(desk: Desk, syndicate: Place, commune: Place, size: int) -> dict[str, tuple[str, str]]:
    """The pages that are counted, and who opens each; the dry run is that of as many communes as are there."""
    office = f"/bureau/{syndicate.uid}"
    import_id = await preview(desk, "communes.csv", file_of(range(1, size + 1)))
    return {
        "desk": ("karim", office),
        "filtered": ("karim", f"{office}?mots=lieu&tri=population"),
        "people": ("karim", f"/acces/{syndicate.uid}"),
        "dry run": ("karim", f"{office}/imports/{import_id}"),
        "search": ("karim", f"{office}/rattacher?mots=lieu"),
        "home": ("nadege", f"/commune/{commune.uid}"),
    }
