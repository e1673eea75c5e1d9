"""What is told again from memory is what a fresh reading would tell: any row that moves, comes or goes is seen."""

from collections.abc import Awaitable, Callable
from itertools import count

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.database.unchanged import Unchanged

HERE, THERE, ELSEWHERE = 7, 8, 9
BORN = "insert into tenant (tenant_id, uid, kind, name) values ({0}, gen_random_uuid(), 'commune', 'Bard')"
Told = tuple[int, list[str]]


class Reading:
    """The names that a scope sees, with the number of the reading: another number is another reading."""

    def __init__(self, database: Database) -> None:
        """Read nothing yet."""
        self.database = database
        self.kept = Unchanged[Told](["tenant"], most=2)
        self.numbers = count(1)

    async def read(self, connection: AsyncConnection) -> Told:
        """Read for good."""
        names = await connection.scalars(text("select name from tenant order by tenant_id"))
        return next(self.numbers), list(names)

    async def told(self, *scope: int, role: Role = Role.CONSOLE, key: str = "names") -> Told:
        """Ask, as a page does."""
        async with self.database.transaction(role, readable=scope) as connection:
            return await self.kept.told(connection, key, self.read)

    async def written(self, tenant: int, statement: str) -> None:
        """Write a tenant."""
        async with self.database.transaction(Role.CONSOLE, writable=tenant) as connection:
            await connection.execute(text(statement))


@pytest.fixture
async def reading(database: Database) -> Reading:
    """One tenant here, one there."""
    found = Reading(database)
    for tenant in (HERE, THERE):
        await found.written(tenant, BORN.format(tenant))
    return found


async def test_what_nobody_touched_is_told_from_memory(reading: Reading) -> None:
    assert await reading.told(HERE, THERE) == await reading.told(HERE, THERE) == (1, ["Bard", "Bard"])


@pytest.mark.parametrize(
    ("tenant", "statement", "names"),
    [
        (HERE, f"update tenant set name = 'Écotay' where tenant_id = {HERE}", ["Écotay", "Bard"]),
        (HERE, f"update tenant set name = name where tenant_id = {HERE}", ["Bard", "Bard"]),
        (ELSEWHERE, BORN.format(ELSEWHERE), ["Bard", "Bard", "Bard"]),
    ],
)
async def test_a_row_that_is_written_is_read_again(
    reading: Reading, tenant: int, statement: str, names: list[str]
) -> None:
    await reading.told(HERE, THERE, ELSEWHERE)
    await reading.written(tenant, statement)
    assert await reading.told(HERE, THERE, ELSEWHERE) == (2, names)


async def test_what_is_out_of_scope_moves_nothing(reading: Reading) -> None:
    await reading.told(HERE)
    await reading.written(THERE, f"update tenant set name = 'Écotay' where tenant_id = {THERE}")
    assert await reading.told(HERE) == (1, ["Bard"])


async def test_what_was_seen_in_a_transaction_that_failed_is_told_to_nobody(reading: Reading) -> None:
    await reading.told(HERE)
    with pytest.raises(ZeroDivisionError):
        await interrupted(reading)
    assert (await reading.told(HERE))[1] == ["Bard"]


async def interrupted(reading: Reading) -> None:
    """Write, look, and stop before the end."""
    async with reading.database.transaction(Role.CONSOLE, writable=HERE) as connection:
        await connection.execute(text(f"update tenant set name = 'Écotay' where tenant_id = {HERE}"))
        assert (await reading.kept.told(connection, "names", reading.read))[1] == ["Écotay"]
        raise ZeroDivisionError


@pytest.mark.parametrize("other", [{"scope": (THERE,)}, {"scope": (HERE, THERE)}, {"role": Role.APP}, {"key": "other"}])
async def test_another_scope_role_or_question_is_told_nothing_of_it(reading: Reading, other: dict[str, object]) -> None:
    await reading.told(HERE)
    asked: dict[str, object] = {"scope": (HERE,), **other}
    told: Callable[..., Awaitable[Told]] = reading.told
    number, names = await told(*asked.pop("scope"), **asked)  # type: ignore[misc]  # a scope is a tuple of tenants
    assert number == 2
    assert len(names) == len(other.get("scope", (HERE,)))  # type: ignore[arg-type]  # idem


async def test_beyond_the_most_the_one_asked_longest_ago_is_forgotten(reading: Reading) -> None:
    for key in ("a", "b", "a", "c"):
        await reading.told(HERE, key=key)
    assert [(await reading.told(HERE, key=key))[0] for key in ("a", "c", "b")] == [1, 3, 4]
