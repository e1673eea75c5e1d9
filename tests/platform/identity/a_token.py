"""A provider's keys, and tokens as good or as bad as a test wants them."""

import hmac
import json
from base64 import urlsafe_b64encode
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from joserfc.jwk import ECKey, Key, KeySet, OctKey, RSAKey
from joserfc.jws import JWSRegistry

from bocage.identity.tokens import Expected

ISSUER = "https://connexion.exemple.fr/realms/bocage"
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
INSTANT = int(NOW.timestamp())
EXPECTED = Expected(issuer=ISSUER, client_id="bocage-web", nonce="nonce-1", now=NOW)

KEY = RSAKey.generate_key(2048, {"kid": "signature", "use": "sig"})
STRANGER = RSAKey.generate_key(2048, {"kid": "signature", "use": "sig"})
ENCRYPTION = RSAKey.generate_key(2048, {"kid": "chiffrement", "use": "enc", "alg": "RSA-OAEP"})
CURVE = ECKey.generate_key("P-256", {"kid": "courbe", "use": "sig"})
SHARED = OctKey.generate_key(256, {"kid": "partage"})
KEYS = KeySet.import_key_set({"keys": [key.as_dict(private=False) for key in (KEY, ENCRYPTION, CURVE)]})

GOOD: dict[str, Any] = {
    "iss": ISSUER,
    "aud": "bocage-web",
    "azp": "bocage-web",
    "sub": "7c1f",
    "typ": "ID",
    "name": "Nadège Coursac",
    "email": "n.coursac@exemple.fr",
    "nonce": "nonce-1",
    "iat": INSTANT,
    "exp": INSTANT + 300,
    "auth_time": INSTANT - 5,
    "acr": "1",
    "sid": "session-1",
}
HEADER: dict[str, Any] = {"alg": "RS256", "kid": "signature", "typ": "JWT"}


def token(*, header: dict[str, Any] | None = None, key: Key = KEY, **claims: object) -> str:
    """Sign the good claims, changed; a claim given as None is left out."""
    wanted = {name: value for name, value in {**GOOD, **claims}.items() if value is not None}
    return signed(json.dumps(wanted), header=header, key=key)


def signed(payload: str, *, header: dict[str, Any] | None = None, key: Key = KEY) -> str:
    """Sign any text at all, under any header: a library would refuse to write the worst of them."""
    wanted = {**HEADER, **(header or {})}
    start = f"{part(json.dumps(wanted).encode())}.{part(payload.encode())}"
    return f"{start}.{part(JWSRegistry.algorithms[wanted['alg']].sign(start.encode(), key))}"


def by_hand(header: str, payload: str, signature: bytes = b"") -> str:
    """Put a token together from its three parts."""
    return ".".join(part(each) for each in (header.encode(), payload.encode(), signature))


def part(raw: bytes) -> str:
    """One of the three parts."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def signed_with_public_key_as_secret() -> str:
    """The classic confusion: HS256 with what everybody knows as the shared secret."""
    start = f"{part(json.dumps({**HEADER, 'alg': 'HS256'}).encode())}.{part(json.dumps(GOOD).encode())}"
    return f"{start}.{part(hmac.new(KEY.as_pem(private=False), start.encode(), sha256).digest())}"
