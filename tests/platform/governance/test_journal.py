"""The journal that a writing transaction cannot do without."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Deed, JournalMissingError, writing
from bocage.tenancy import (
    Kind,
    NotPermittedRefusal,
    Person,
    Place,
    Scope,
    Standing,
    TenantId,
    Visit,
)

BARD = TenantId(7)
NEIGHBOUR = TenantId(8)
RENAMED = Deed(
    verb="commune.corrected",
    object_kind="commune",
    object_id="42012",
    object_label="Bard",
    before={"name": "Bart"},
    after={"name": "Bard"},
)
LINES = text("select tenant_id, actor_name, verb, before, after, request_id from journal_entry")


def visit(*, writable: frozenset[int]) -> Visit:
    """Build a visit of Bard's secretary."""
    place = Place(tenant_id=BARD, uid=uuid4(), kind=Kind.COMMUNE, name="Bard")
    standing = Standing(
        place=place,
        role="secretaire",
        role_title="Secrétaire de mairie",
        permissions=frozenset(),
        granted_by="La mairie",
        scope=Scope(readable=frozenset({BARD}), writable=writable),
    )
    person = Person(person_id=UUID(int=1), name="Nadège Coursac", email="n.coursac@exemple.fr")
    return Visit(person=person, standing=standing, request_id="request-1")


@pytest.fixture
async def two_communes(database: Database) -> Database:
    """Bard and its neighbour, each its own tenant."""
    for tenant, name in ((BARD, "Bard"), (NEIGHBOUR, "Essertines")):
        async with database.transaction(Role.APP, writable=tenant) as connection:
            await connection.execute(
                text(
                    "insert into tenant (tenant_id, uid, kind, name) values (:id, gen_random_uuid(), 'commune', :name)"
                ),
                {"id": tenant, "name": name},
            )
    return database


async def test_a_deed_is_written_with_who_where_before_and_after(two_communes: Database) -> None:
    async with writing(two_communes, visit(writable=frozenset({BARD}))) as work:
        await work.record(RENAMED)
    async with two_communes.transaction(Role.APP, readable=[BARD]) as connection:
        line = (await connection.execute(LINES)).one()
    assert line == (7, "Nadège Coursac", "commune.corrected", {"name": "Bart"}, {"name": "Bard"}, "request-1")


async def test_a_transaction_that_records_nothing_is_rolled_back(two_communes: Database) -> None:
    with pytest.raises(JournalMissingError):
        await rename_silently(two_communes)
    async with two_communes.transaction(Role.APP, readable=[BARD]) as connection:
        assert await connection.scalar(text("select name from tenant")) == "Bard"


async def rename_silently(database: Database) -> None:
    """Write without a line."""
    async with writing(database, visit(writable=frozenset({BARD}))) as work:
        await work.connection.execute(text("update tenant set name = 'Lard' where tenant_id = 7"))


async def test_a_tenant_outside_the_visit_is_refused_before_the_database_is_asked(two_communes: Database) -> None:
    with pytest.raises(NotPermittedRefusal):
        async with writing(two_communes, visit(writable=frozenset({BARD})), at=NEIGHBOUR):
            pass


async def test_a_reading_visit_writes_nowhere(two_communes: Database) -> None:
    with pytest.raises(NotPermittedRefusal):
        async with writing(two_communes, visit(writable=frozenset())):
            pass


async def test_a_neighbour_reads_no_line(two_communes: Database) -> None:
    async with writing(two_communes, visit(writable=frozenset({BARD}))) as work:
        await work.record(RENAMED)
    async with two_communes.transaction(Role.APP, readable=[NEIGHBOUR]) as connection:
        assert (await connection.execute(LINES)).all() == []


@pytest.mark.parametrize("statement", ["update journal_entry set actor_name = 'x'", "delete from journal_entry"])
@pytest.mark.parametrize("role", [Role.APP, Role.CONSOLE])
async def test_a_line_is_never_changed_nor_removed(two_communes: Database, role: Role, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with two_communes.transaction(role, readable=[BARD], writable=BARD) as connection:
            await connection.execute(text(statement))
