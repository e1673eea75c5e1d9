"""Sessions in PostgreSQL: opened at sign-in under a new identifier, read at each request, ended by deleting a row."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_bytes
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.identity.rows import PersonPlaceRow, PersonRow, SessionRow
from bocage.identity.secret import hashed, new_secret
from bocage.tenancy import Person

IDLE: Final = timedelta(minutes=30)
ABSOLUTE: Final = timedelta(hours=8)
SEEN_EVERY: Final = timedelta(minutes=1)

LIVE: Final = (
    SessionRow.ends_at > func.now(),
    SessionRow.seen_at + func.make_interval(0, 0, 0, 0, 0, 0, SessionRow.idle_seconds) > func.now(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Somebody signed in, as one request sees it; `places` are the tenants in which they may have rights."""

    key: bytes
    person: Person
    places: tuple[int, ...]
    theme: str
    csrf_token: str
    has_flash: bool
    seen_at: datetime
    authenticated_at: datetime | None
    level: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """What the provider said of a sign-in: `level` is the `acr`, `authenticated_at` the `auth_time`."""

    person_id: UUID
    level: str
    authenticated_at: datetime | None
    provider_session: str | None


async def open_session(connection: AsyncConnection, new: NewSession) -> str:
    """Record a session and return the cookie's value, which no row holds; those that are over are swept on the way."""
    await connection.execute(delete(SessionRow).where(SessionRow.ends_at < func.now()))
    value = new_secret()
    row = {
        "token_hash": hashed(value),
        "person_id": new.person_id,
        "idle_seconds": int(IDLE.total_seconds()),
        "ends_at": func.now() + ABSOLUTE,
        "authenticated_at": new.authenticated_at,
        "level": new.level,
        "provider_session": new.provider_session,
        "csrf_secret": token_bytes(32),
    }
    await connection.execute(insert(SessionRow).values(row))
    return value


async def live_session(database: Database, value: str) -> Session | None:
    """Find the session of a cookie, if it is neither ended, idle nor too old; its last use is noted once a minute."""
    key = hashed(value)
    async with database.transaction(Role.IDENTITY) as connection:
        row = (await connection.execute(FOUND, {"key": key})).one_or_none()
        if row is None:
            return None
        if row.stale:
            await connection.execute(
                update(SessionRow).where(SessionRow.token_hash == key).values(seen_at=func.now()),
            )
    return Session(
        key=key,
        person=Person(person_id=row.person_id, name=row.name, email=row.email),
        places=tuple(row.places),
        theme=row.theme,
        csrf_token=csrf_token(key, row.csrf_secret),
        has_flash=row.has_flash,
        seen_at=row.seen_at,
        authenticated_at=row.authenticated_at,
        level=row.level,
    )


# With the session, so that no page asks for it apart.
PLACES: Final = func.array(
    select(PersonPlaceRow.tenant_id).where(PersonPlaceRow.person_id == SessionRow.person_id).scalar_subquery()
)
FOUND: Final = (
    select(
        SessionRow.person_id,
        SessionRow.seen_at,
        SessionRow.authenticated_at,
        SessionRow.level,
        SessionRow.csrf_secret,
        SessionRow.flash.is_not(None).label("has_flash"),
        PersonRow.name,
        PersonRow.email,
        PersonRow.theme,
        PLACES.label("places"),
        (SessionRow.seen_at < func.now() - SEEN_EVERY).label("stale"),
    )
    .join(PersonRow, PersonRow.person_id == SessionRow.person_id)
    .where(SessionRow.token_hash == text(":key"), *LIVE)
)


def csrf_token(key: bytes, secret: bytes) -> str:
    """The value that this session's forms carry, and no other session's."""
    return hmac.new(secret, key, sha256).hexdigest()


async def end_session(database: Database, key: bytes) -> str | None:
    """End one session at once; return the provider's own name for it, needed to sign out there."""
    ended = delete(SessionRow).where(SessionRow.token_hash == key).returning(SessionRow.provider_session)
    async with database.transaction(Role.IDENTITY) as connection:
        provider_session: str | None = await connection.scalar(ended)
    return provider_session


async def end_sessions(database: Database, person_id: UUID) -> None:
    """End every session of a person at once: the next request of each is refused."""
    async with database.transaction(Role.IDENTITY) as connection:
        await connection.execute(delete(SessionRow).where(SessionRow.person_id == person_id))


async def limit_idle(database: Database, value: str, idle: timedelta) -> None:
    """Shorten how long the session of a cookie may stay unused; it is never lengthened."""
    seconds = func.least(SessionRow.idle_seconds, int(idle.total_seconds()))
    async with database.transaction(Role.IDENTITY) as connection:
        await connection.execute(
            update(SessionRow).where(SessionRow.token_hash == hashed(value)).values(idle_seconds=seconds),
        )


async def leave_flash(database: Database, key: bytes, flash: dict[str, Any]) -> None:
    """Keep a message for the next page of this session."""
    async with database.transaction(Role.IDENTITY) as connection:
        await connection.execute(update(SessionRow).where(SessionRow.token_hash == key).values(flash=flash))


async def take_flash(database: Database, key: bytes) -> dict[str, Any] | None:
    """Take the message left for this page, once."""
    async with database.transaction(Role.IDENTITY) as connection:
        kept: dict[str, Any] | None = await connection.scalar(
            select(SessionRow.flash).where(SessionRow.token_hash == key)
        )
        if kept is not None:
            await connection.execute(update(SessionRow).where(SessionRow.token_hash == key).values(flash=None))
    return kept


async def choose_theme(database: Database, person_id: UUID, theme: str) -> None:
    """Remember the mood a person reads in: auto, light or dark."""
    async with database.transaction(Role.IDENTITY) as connection:
        await connection.execute(update(PersonRow).where(PersonRow.person_id == person_id).values(theme=theme))
