"""The demonstration's own OpenID provider: a real protocol with invented people, for this machine alone.

What a code flow with PKCE needs of OpenID Connect Core 1.0 is here and nothing more, so that signing in takes the very
path that it takes with a real provider. Codes last a minute, serve once, and are bound to the client, the address and
the challenge they were asked with.
"""

import secrets
import time
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from hashlib import sha256
from hmac import compare_digest
from typing import Any, Final

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from joserfc import jwt
from joserfc.jwk import RSAKey

CODE_SECONDS: Final = 60
TOKEN_SECONDS: Final = 300
PATH: Final = "/demonstration/oidc"
ISSUER: Final = f"http://127.0.0.1{PATH}"
"""The provider's name, under which people are bound: the same whatever the port of the day."""
PASSWORD: Final = "bocage-demonstration"  # noqa: S105 -- written on the sign-in page of invented people
TRIES: Final = 10
WINDOW_SECONDS: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class DemonstrationPerson:
    """Somebody invented: `subject` is also the name typed to sign in, `description` what the page says of them."""

    subject: str
    name: str
    email: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An authorization request, as it came in the address."""

    response_type: str
    client_id: str
    redirect_uri: str
    scope: str
    state: str
    nonce: str
    code_challenge: str
    code_challenge_method: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A code handed out, with what it is bound to."""

    person: DemonstrationPerson
    asked: Asked
    at: float


class DemonstrationProvider:
    """Keys, people and the codes of the last minute; all of it is lost with the process, and nothing is missed."""

    def __init__(
        self, *, address: str, client_id: str, redirect_uri: str, people: tuple[DemonstrationPerson, ...]
    ) -> None:
        """Draw a key and a client secret."""
        self.issuer = ISSUER
        self.address = address
        self.client_id = client_id
        self.client_secret = secrets.token_urlsafe(32)
        self.redirect_uri = redirect_uri
        self.people = {person.subject: person for person in people}
        self.key = RSAKey.generate_key(2048, {"kid": secrets.token_hex(8), "use": "sig", "alg": "RS256"})
        self.password_hash = PasswordHasher().hash(PASSWORD)
        self.codes: dict[str, Given] = {}
        self.failures: list[float] = []

    def document(self) -> dict[str, Any]:
        """The discovery document."""
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.address}/authorize",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/end",
            "response_types_supported": ["code"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256"],
            "code_challenge_methods_supported": ["S256"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        }

    def key_set(self) -> dict[str, Any]:
        """The public key."""
        return {"keys": [self.key.as_dict(private=False)]}

    def fault_of(self, asked: Asked) -> str | None:
        """Say what is wrong with a request; such a request stays here, since its address cannot be believed."""
        if asked.client_id != self.client_id or asked.redirect_uri != self.redirect_uri:
            return "unknown client or address"
        if asked.response_type != "code" or "openid" not in asked.scope.split():
            return "only the code flow of OpenID Connect is spoken here"
        if asked.code_challenge_method != "S256" or not asked.code_challenge or not asked.state:
            return "PKCE with S256 and a state are required"
        return None

    def recognised(self, name: str, password: str) -> DemonstrationPerson | None:
        """Check a name and a password, which are the same words for everybody; ten failures a minute are enough."""
        now = time.monotonic()
        self.failures = [at for at in self.failures if at > now - WINDOW_SECONDS]
        if len(self.failures) >= TRIES:
            return None
        try:
            PasswordHasher().verify(self.password_hash, password)
            return self.people[name]
        except (VerificationError, KeyError):
            self.failures.append(now)
            return None

    def code_for(self, person: DemonstrationPerson, asked: Asked) -> str:
        """Hand out a code."""
        now = time.monotonic()
        self.codes = {code: given for code, given in self.codes.items() if given.at > now - CODE_SECONDS}
        code = secrets.token_urlsafe(32)
        self.codes[code] = Given(person=person, asked=asked, at=now)
        return code

    def knows_client(self, client_id: str, client_secret: str) -> bool:
        """Check the client's own password."""
        return compare_digest(client_id.encode(), self.client_id.encode()) and compare_digest(
            client_secret.encode(),
            self.client_secret.encode(),
        )

    def tokens_for(self, code: str, redirect_uri: str, verifier: str) -> dict[str, Any] | None:
        """Exchange a code, which is spent whatever the answer; None when it is not worth a token."""
        given = self.codes.pop(code, None)
        if given is None or given.at <= time.monotonic() - CODE_SECONDS or given.asked.redirect_uri != redirect_uri:
            return None
        challenge = urlsafe_b64encode(sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if not compare_digest(challenge.encode(), given.asked.code_challenge.encode()):
            return None
        return {
            "access_token": secrets.token_urlsafe(32),
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "id_token": self.id_token(given),
        }

    def id_token(self, given: Given) -> str:
        """Sign what is said of a person."""
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": self.client_id,
            "azp": self.client_id,
            "sub": given.person.subject,
            "name": given.person.name,
            "email": given.person.email,
            "nonce": given.asked.nonce,
            "iat": now,
            "exp": now + TOKEN_SECONDS,
            "auth_time": now,
            "acr": "1",
            "sid": secrets.token_urlsafe(16),
        }
        return jwt.encode({"alg": "RS256", "kid": self.key.kid, "typ": "JWT"}, claims, self.key)
