"""A sign-in from our page to the provider and back: one state, one nonce, one verifier, one browser, one use."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert
from uuid_utils.compat import uuid7

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.identity.provider import Provider
from bocage.identity.rows import AttemptRow, PersonRow
from bocage.identity.secret import hashed, is_secret, new_secret
from bocage.identity.sessions import NewSession, open_session
from bocage.identity.tokens import Expected, Identity, SignInRefusal, identity_of, key_id_of
from bocage.tenancy import Person

LIFE: Final = timedelta(minutes=10)
LONGEST_PATH: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """Where the browser goes, and the secret it must bring back in a cookie."""

    address: str
    browser: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Somebody signed in: the session cookie's value, and the page they wanted."""

    cookie: str
    person: Person
    return_to: str


async def depart(database: Database, provider: Provider, return_to: str, browser: str | None = None) -> Departure:
    """Record a sign-in and build the provider's address.

    `browser` is the secret that this browser holds already: tabs opened together must each be able to come back.
    """
    state, nonce, verifier = (new_secret() for _ in range(3))
    browser = browser if browser is not None and is_secret(browser) else new_secret()
    address = await provider.sign_in_address({"state": state, "nonce": nonce, "code_challenge": challenge(verifier)})
    attempt = {
        "state_hash": hashed(state),
        "browser_hash": hashed(browser),
        "nonce": nonce,
        "verifier": verifier,
        "return_to": local_path(return_to),
    }
    async with database.transaction(Role.IDENTITY) as connection:
        await connection.execute(delete(AttemptRow).where(AttemptRow.created_at < func.now() - LIFE))
        await connection.execute(insert(AttemptRow).values(attempt))
    return Departure(address=address, browser=browser)


async def arrive(database: Database, provider: Provider, answer: dict[str, str], browser: str | None) -> Arrival:
    """Check the provider's answer against what left this browser, and open a session under a new identifier."""
    attempt = await taken_attempt(database, answer.get("state", ""), browser or "")
    code = answer.get("code")
    if not code or answer.get("iss", provider.client.issuer) != provider.client.issuer:
        raise SignInRefusal(answer.get("error", "no code"))
    token = (await provider.tokens(code, attempt.verifier)).get("id_token")
    if not isinstance(token, str):
        raise SignInRefusal("no ID token")
    expected = Expected(
        issuer=provider.client.issuer,
        client_id=provider.client.client_id,
        nonce=attempt.nonce,
        now=datetime.now(UTC),
    )
    identity = identity_of(token, await provider.keys_for(key_id_of(token)), expected)
    return await entered(database, identity, attempt.return_to)


async def taken_attempt(database: Database, state: str, browser: str) -> Any:  # noqa: ANN401 -- a row of this package
    """Take the sign-in that a state belongs to; it cannot be taken again, whatever comes next."""
    taking = (
        delete(AttemptRow)
        .where(AttemptRow.state_hash == hashed(state), AttemptRow.created_at > func.now() - LIFE)
        .returning(AttemptRow.browser_hash, AttemptRow.nonce, AttemptRow.verifier, AttemptRow.return_to)
    )
    async with database.transaction(Role.IDENTITY) as connection:
        attempt = (await connection.execute(taking)).one_or_none()
    if attempt is None or attempt.browser_hash != hashed(browser):
        raise SignInRefusal("unknown state, or another browser")
    return attempt


async def entered(database: Database, identity: Identity, return_to: str) -> Arrival:
    """Find or create the person bound to (issuer, subject), and open their session."""
    async with database.transaction(Role.IDENTITY) as connection:
        told = {"name": identity.name, "email": identity.email, "signed_in_at": func.now()}
        kept = (
            insert(PersonRow)
            .values(person_id=uuid7(), issuer=identity.issuer, subject=identity.subject, theme="auto", **told)
            .on_conflict_do_update(index_elements=["issuer", "subject"], set_=told)
            .returning(PersonRow.person_id)
        )
        person_id: UUID = (await connection.execute(kept)).scalar_one()
        new = NewSession(
            person_id=person_id,
            level=identity.level,
            authenticated_at=identity.authenticated_at,
            provider_session=identity.provider_session,
        )
        cookie = await open_session(connection, new)
    person = Person(person_id=person_id, name=identity.name, email=identity.email)
    return Arrival(cookie=cookie, person=person, return_to=return_to)


def challenge(verifier: str) -> str:
    """The S256 challenge of RFC 7636."""
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def local_path(wanted: str) -> str:
    """Keep an address only when it is a path of ours: two slashes, or a slash and a backslash, leave the site."""
    plain = wanted.isprintable() and "\\" not in wanted and len(wanted) <= LONGEST_PATH
    return wanted if plain and wanted.startswith("/") and not wanted.startswith(("//", "/auth/")) else "/"
