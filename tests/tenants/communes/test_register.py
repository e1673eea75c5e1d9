"""The register on a real database: whole, and found by what people type."""

import os
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import text

from bocage.communes.load import load_edition
from bocage.communes.search import commune_of, search
from bocage.database.embedded import EmbeddedServer
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.testing.database import FreshDatabase, cloned, dropped
from bocage.web.assets import npm_folder


@pytest.fixture(scope="module")
def with_register(postgres: EmbeddedServer) -> Iterator[FreshDatabase]:
    """A database that holds the whole register."""
    database = cloned(postgres)
    assert load_edition(database.superuser_url, npm_folder(os.environ))
    yield database
    dropped(postgres, database)


@pytest.fixture
async def register(with_register: FreshDatabase) -> AsyncIterator[Database]:
    """The pool of the run-time login on it."""
    database = Database(with_register.url, pool_size=2)
    yield database
    await database.close()


async def test_every_commune_is_in_with_what_it_lacks(register: Database) -> None:
    counts = text(
        """select count(*), count(*) filter (where siren is null), count(*) filter (where epci_siren is null),
                  count(*) filter (where longitude is null),
                  count(*) filter (where longitude is null and siren is not null) from register_commune""",
    )
    async with register.transaction(Role.APP) as connection:
        assert (await connection.execute(counts)).one() == (34_969, 94, 98, 106, 12)


def test_loading_the_same_edition_again_changes_nothing(with_register: FreshDatabase) -> None:
    assert not load_edition(with_register.superuser_url, npm_folder(os.environ))


@pytest.mark.parametrize(
    ("words", "insee"),
    [
        ("Saint-Étienne", "42218"),
        ("st etienne", "42218"),
        ("ST-ETIENNE", "42218"),
        ("saint thomas la garde", "42290"),
        ("garde thomas", "42290"),
        ("Boën", "42019"),
        ("boen sur lignon", "42019"),
        ("l'hôpital le grand", "42108"),
        ("L’Hôpital-le-Grand", "42108"),
        ("Écully", "69081"),
        ("42290", "42290"),
        ("42250", "42279"),
        ("2a004", "2A004"),
        ("214202798", "42279"),
        ("214 202 798", "42279"),
    ],
)
async def test_a_commune_is_found_by_what_people_type(register: Database, words: str, insee: str) -> None:
    async with register.transaction(Role.CONSOLE) as connection:
        found = await search(connection, words)
    assert insee in [commune.insee for commune in found][:3]


async def test_a_postal_code_gives_all_its_communes(register: Database) -> None:
    async with register.transaction(Role.APP) as connection:
        found = await search(connection, "42600", limit=100)
    assert {"42147", "42290"} <= {commune.insee for commune in found}
    assert all("42600" in commune.postal_codes for commune in found)


@pytest.mark.parametrize("words", ["", "   ", "-", "’", "%", "_", "zzzzzz", "99999", "123456789", "\\"])
async def test_words_that_say_nothing_find_nothing(register: Database, words: str) -> None:
    async with register.transaction(Role.APP) as connection:
        assert await search(connection, words) == ()


async def test_a_search_keeps_to_its_department(register: Database) -> None:
    async with register.transaction(Role.APP) as connection:
        found = await search(connection, "saint", department="42", limit=100)
    assert found
    assert {commune.department for commune in found} == {"42"}


async def test_a_commune_is_known_by_its_code(register: Database) -> None:
    async with register.transaction(Role.APP) as connection:
        bard = await commune_of(connection, "42012")
        nowhere = await commune_of(connection, "99999")
    assert bard is not None
    assert (bard.name, bard.department_name, bard.epci_name) == ("Bard", "Loire", "CA Loire Forez Agglomération (LFA)")
    assert nowhere is None


@pytest.mark.parametrize("role", [Role.APP, Role.CONSOLE])
async def test_nobody_writes_the_register_at_run_time(register: Database, role: Role) -> None:
    with pytest.raises(Exception, match="permission denied"):
        async with register.transaction(role) as connection:
            await connection.execute(text("update register_commune set name = 'x'"))
