"""Sessions: opened under a new identifier, believed as long as they are used, ended at once."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.identity.people import KnownPerson, announce
from bocage.identity.sessions import (
    IDLE,
    NewSession,
    Session,
    choose_theme,
    end_session,
    end_sessions,
    leave_flash,
    limit_idle,
    live_session,
    open_session,
    take_flash,
)
from bocage.testing.database import FreshDatabase

NADEGE = KnownPerson(issuer="https://exemple.fr", subject="7c1f", name="Nadège Coursac", email="n.coursac@exemple.fr")
TABLES = ("person", "person_place", "web_session", "login_attempt")


@pytest.fixture
async def nadege(database: Database) -> UUID:
    """Somebody known."""
    return await announce(database, NADEGE)


async def opened(database: Database, person_id: UUID) -> str:
    """Open a session and return what the cookie holds."""
    new = NewSession(person_id=person_id, level="1", authenticated_at=datetime.now(UTC), provider_session="sid-1")
    async with database.transaction(Role.IDENTITY) as connection:
        return await open_session(connection, new)


async def found(database: Database, cookie: str) -> Session:
    """The session of a cookie, which must be live."""
    session = await live_session(database, cookie)
    assert session is not None
    return session


def changed(fresh_database: FreshDatabase, assignment: str) -> None:
    """Move the sessions in time, as no run-time role would."""
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "")) as connection:
        connection.execute(f"update web_session set {assignment}".encode())


def asked(fresh_database: FreshDatabase, question: str) -> list[tuple[object, ...]]:
    """Read what no page reads."""
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "")) as connection:
        return connection.execute(question.encode()).fetchall()


async def test_a_session_says_who_it_is(database: Database, nadege: UUID) -> None:
    session = await found(database, await opened(database, nadege))
    assert session.person.person_id == nadege
    assert (session.person.name, session.theme, session.level) == ("Nadège Coursac", "auto", "1")
    assert not session.has_flash


async def test_the_cookie_is_256_bits_that_no_row_holds(
    database: Database, nadege: UUID, fresh_database: FreshDatabase
) -> None:
    cookie = await opened(database, nadege)
    assert len(cookie) == 43
    assert cookie not in str(asked(fresh_database, "select to_jsonb(web_session)::text from web_session"))


async def test_two_sign_ins_have_two_identifiers_and_two_tokens(database: Database, nadege: UUID) -> None:
    first, second = [await opened(database, nadege) for _ in range(2)]
    assert first != second
    assert (await found(database, first)).csrf_token != (await found(database, second)).csrf_token


@pytest.mark.parametrize(
    "cookie", ["", "inconnu", "x" * 10_000, "'; drop table web_session", "\x00", "é"], ids=range(6)
)
async def test_an_unknown_cookie_is_nobody(database: Database, nadege: UUID, cookie: str) -> None:
    await opened(database, nadege)
    assert await live_session(database, cookie) is None


@pytest.mark.parametrize(
    ("past", "lives"),
    [
        ("seen_at = now() - interval '29 minutes 50 seconds'", True),
        ("seen_at = now() - interval '30 minutes 1 second'", False),
        ("created_at = now() - interval '7 hours 59 minutes', ends_at = now() + interval '10 seconds'", True),
        ("ends_at = now() - interval '1 second'", False),
        ("idle_seconds = 900, seen_at = now() - interval '16 minutes'", False),
    ],
)
async def test_a_session_lives_thirty_minutes_unused_and_eight_hours_at_most(
    database: Database, nadege: UUID, fresh_database: FreshDatabase, past: str, *, lives: bool
) -> None:
    cookie = await opened(database, nadege)
    changed(fresh_database, past)
    assert (await live_session(database, cookie) is not None) is lives


async def test_a_session_is_opened_for_eight_hours(
    database: Database, nadege: UUID, fresh_database: FreshDatabase
) -> None:
    await opened(database, nadege)
    assert asked(fresh_database, "select ends_at - created_at, idle_seconds from web_session") == [
        (timedelta(hours=8), 1800)
    ]


async def test_its_use_is_noted_once_a_minute(database: Database, nadege: UUID, fresh_database: FreshDatabase) -> None:
    cookie = await opened(database, nadege)
    changed(fresh_database, "seen_at = now() - interval '50 seconds'")
    before = asked(fresh_database, "select seen_at from web_session")
    await live_session(database, cookie)
    assert asked(fresh_database, "select seen_at from web_session") == before
    changed(fresh_database, "seen_at = now() - interval '61 seconds'")
    await live_session(database, cookie)
    assert asked(fresh_database, "select now() - seen_at < interval '10 seconds' from web_session") == [(True,)]


async def test_whoever_administers_has_half_the_time(
    database: Database, nadege: UUID, fresh_database: FreshDatabase
) -> None:
    cookie = await opened(database, nadege)
    await limit_idle(database, cookie, timedelta(minutes=15))
    assert asked(fresh_database, "select idle_seconds from web_session") == [(900,)]
    await limit_idle(database, cookie, IDLE)
    assert asked(fresh_database, "select idle_seconds from web_session") == [(900,)]


async def test_an_ended_session_is_over_for_the_next_request(database: Database, nadege: UUID) -> None:
    cookie, other = [await opened(database, nadege) for _ in range(2)]
    assert await end_session(database, (await found(database, cookie)).key) == "sid-1"
    assert await live_session(database, cookie) is None
    assert await live_session(database, other) is not None


async def test_every_session_of_a_person_ends_together(database: Database, nadege: UUID) -> None:
    cookies = [await opened(database, nadege) for _ in range(3)]
    neighbour = await opened(database, await announce(database, KnownPerson(**{**told(NADEGE), "subject": "autre"})))
    await end_sessions(database, nadege)
    assert [await live_session(database, cookie) for cookie in cookies] == [None, None, None]
    assert await live_session(database, neighbour) is not None


def told(person: KnownPerson) -> dict[str, str]:
    """What is said of somebody, as a dictionary."""
    return {"issuer": person.issuer, "subject": person.subject, "name": person.name, "email": person.email}


async def test_sessions_that_are_over_are_swept_at_the_next_sign_in(
    database: Database, nadege: UUID, fresh_database: FreshDatabase
) -> None:
    await opened(database, nadege)
    changed(fresh_database, "ends_at = now() - interval '1 second'")
    await opened(database, nadege)
    assert asked(fresh_database, "select count(*) from web_session") == [(1,)]


async def test_a_message_is_taken_once_and_by_its_session_alone(database: Database, nadege: UUID) -> None:
    session, other = [await found(database, await opened(database, nadege)) for _ in range(2)]
    await leave_flash(database, session.key, {"sentence": "Accès coupé."})
    assert await take_flash(database, other.key) is None
    assert await take_flash(database, session.key) == {"sentence": "Accès coupé."}
    assert await take_flash(database, session.key) is None


async def test_a_mood_follows_the_person(database: Database, nadege: UUID) -> None:
    cookie = await opened(database, nadege)
    await choose_theme(database, nadege, "dark")
    assert (await found(database, cookie)).theme == "dark"


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.IDENTITY])
@pytest.mark.parametrize("verb", ["select from", "delete from", "insert into"])
async def test_no_other_role_reaches_people_or_sessions(
    database: Database, nadege: UUID, table: str, role: Role, verb: str
) -> None:
    await opened(database, nadege)
    statement = f"{verb} {table}" + (" default values" if verb == "insert into" else "")
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with database.transaction(role, readable=[1], writable=1) as connection:
            await connection.execute(text(statement))
