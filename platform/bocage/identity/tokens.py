"""The ID token, believed only when everything about it is as we asked.

OpenID Connect Core 3.1.3.7, with the stricter readings of RFC 8725: the algorithms are ours to choose, and what is
absent is refused like what is wrong.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, TypeGuard

from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from bocage.tenancy import Refusal

ALGORITHMS: Final = ("RS256", "PS256", "ES256")
LEEWAY_SECONDS: Final = 10
LONGEST: Final = 16 * 1024
TYPES: Final = (None, "JWT")
KIND: Final = "ID"
"""What Keycloak writes in the claims of an ID token, so that its access tokens are not taken for one."""
NAMES: Final = ("name", "preferred_username", "sub")
LONGEST_SUBJECT: Final = 255
LONGEST_WORDS: Final = 200
END_OF_CALENDARS: Final = 253_402_300_800
"""Seconds: the first of January of the year 10000, which no date can hold."""
NO_LEVEL: Final = "0"
# Brackets a thousand deep end the parser by its depth.
UNREADABLE: Final = (JoseError, ValueError, TypeError, RecursionError)


class SignInRefusal(Refusal):
    """A sign-in that did not come back as it left; the sentence never says which check failed."""

    status = 403

    def __init__(self, reason: str) -> None:
        """Keep the reason for the log alone."""
        super().__init__("La connexion n’a pas abouti. Recommencez depuis la page d’entrée.")
        self.reason = reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What a token must repeat: our issuer, our client, the nonce of this very sign-in; `now` is the clock."""

    issuer: str
    client_id: str
    nonce: str
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who the provider says it is: bound by (issuer, subject), never by the address."""

    issuer: str
    subject: str
    name: str
    email: str
    level: str
    authenticated_at: datetime | None
    provider_session: str | None


def key_id_of(token: str) -> str:
    """Read the name of the key from a header not yet believed."""
    header = header_of(token)
    return str(header.get("kid", ""))


def header_of(token: str) -> dict[str, Any]:
    """Read the header of a token of a decent size."""
    if len(token) > LONGEST:
        raise SignInRefusal("too long")
    try:
        return jws.extract_compact(token.encode()).headers()
    except UNREADABLE as error:
        raise SignInRefusal("not a token") from error


def identity_of(token: str, keys: KeySet, expected: Expected) -> Identity:
    """Check a token whole, then read it."""
    header = header_of(token)
    if header.get("typ") not in TYPES or "crit" in header:
        raise SignInRefusal("type")
    try:
        payload = jws.deserialize_compact(token.encode(), keys, algorithms=list(ALGORITHMS)).payload
        claims = json.loads(payload, object_pairs_hook=without_twins)
    except UNREADABLE as error:
        raise SignInRefusal("signature or shape") from error
    if not isinstance(claims, dict):
        raise SignInRefusal("not an object")
    refuse_wrong_claims(claims, expected)
    return read(claims)


def without_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a claim given twice: two readers would believe two different ones."""
    claims = dict(pairs)
    if len(claims) != len(pairs):
        raise SignInRefusal("twin claims")
    return claims


def refuse_wrong_claims(claims: Mapping[str, Any], expected: Expected) -> None:
    """Compare what must be equal and what must be within time."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    now = expected.now.timestamp()
    wrong = {
        "iss": claims.get("iss") != expected.issuer,
        "aud": audiences != [expected.client_id],
        "azp": claims.get("azp", expected.client_id) != expected.client_id,
        "typ": claims.get("typ", KIND) != KIND,
        "nonce": claims.get("nonce") != expected.nonce,
        "exp": not is_time(claims.get("exp")) or claims["exp"] + LEEWAY_SECONDS <= now,
        "iat": not is_time(claims.get("iat")) or claims["iat"] - LEEWAY_SECONDS > now,
        "nbf": "nbf" in claims and (not is_time(claims["nbf"]) or claims["nbf"] - LEEWAY_SECONDS > now),
        "sub": not is_subject(claims.get("sub")),
    }
    found = [name for name, is_wrong in wrong.items() if is_wrong]
    if found:
        raise SignInRefusal(", ".join(found))


def is_time(value: object) -> TypeGuard[float]:
    """Tell whether a claim is a number of seconds that a calendar holds; true, infinity and what is no number are not."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value < END_OF_CALENDARS


def is_subject(value: object) -> TypeGuard[str]:
    """Tell whether a claim can name somebody for ever: kept to the letter, so nothing in it is cleaned."""
    return isinstance(value, str) and 0 < len(value.strip()) == len(value) <= LONGEST_SUBJECT and value.isprintable()


def read(claims: Mapping[str, Any]) -> Identity:
    """Take from checked claims what we keep."""
    authenticated_at = claims.get("auth_time")
    return Identity(
        issuer=claims["iss"],
        subject=claims["sub"],
        name=next(filter(None, (words(claims.get(key)) for key in NAMES))),
        email=words(claims.get("email")),
        level=words(claims.get("acr")) or NO_LEVEL,
        authenticated_at=datetime.fromtimestamp(authenticated_at, UTC) if is_time(authenticated_at) else None,
        provider_session=words(claims.get("sid")) or None,
    )


def words(value: object) -> str:
    """Keep of a text what a page and the database can hold: no control character, no half character, one line."""
    if not isinstance(value, str):
        return ""
    printable = (letter if letter.isprintable() else " " for letter in value)
    return " ".join("".join(printable).split())[:LONGEST_WORDS]
