"""The refusal to run with a login that row security does not hold."""

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.pool import NullPool

from bocage.database.engine import Database
from bocage.database.login import LoginTooStrongError, refuse_strong_login
from bocage.testing.database import FreshDatabase


async def test_the_login_that_migration_prepares_is_accepted(database: Database) -> None:
    await refuse_strong_login(database)


async def test_a_superuser_is_refused_with_a_sentence(fresh_database: FreshDatabase) -> None:
    await refused(fresh_database.superuser_url, "administrateur de PostgreSQL")


@pytest.mark.parametrize(
    ("strength", "reason"),
    [
        ("alter role {login} bypassrls", "BYPASSRLS"),
        ("create role {login}_strong bypassrls; grant {login}_strong to {login} with inherit false", "BYPASSRLS"),
        ("grant bocage_owner to {login} with inherit false", "possède les tables"),
        ("grant bocage_migrate to {login} with inherit false", "possède les tables"),
    ],
)
async def test_a_login_that_is_or_becomes_too_strong_is_refused(
    fresh_database: FreshDatabase,
    strength: str,
    reason: str,
) -> None:
    login = f"too_strong_{abs(hash(strength)) % 10**8}"
    engine = create_engine(fresh_database.superuser_url, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text(f"create role {login} login password 'known'"))
        connection.execute(text(strength.format(login=login)))
    engine.dispose()
    await refused(fresh_database.url_of(login, "known"), reason)


async def refused(url: str, reason: str) -> None:
    """Check that a login is refused for a reason."""
    database = Database(url)
    try:
        with pytest.raises(LoginTooStrongError) as caught:
            await refuse_strong_login(database)
    finally:
        await database.close()
    assert reason in caught.value.sentence
