"""The OpenID provider as we see it: its addresses, its keys, its answers, all within five seconds."""

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import httpx
from joserfc.jwk import KeySet

from bocage.identity.key_set import key_set_of
from bocage.tenancy import Refusal

PATIENCE_SECONDS: Final = 5.0
REFETCH_SECONDS: Final = 30.0
KEYS_SECONDS: Final = 3600.0
"""How long keys are believed without being read again: one that the provider took back is soon forgotten here."""
LARGEST_ANSWER: Final = 256 * 1024
SCOPE: Final = "openid profile email"
PLAIN: Final = {"Accept": "application/json", "Accept-Encoding": "identity"}


class ProviderSilentRefusal(Refusal):
    """The provider does not answer, or not in its protocol."""

    status = 503

    def __init__(self) -> None:
        """Say what still works."""
        super().__init__(
            "Le service de connexion ne répond pas. Réessayez dans une minute ; les personnes déjà connectées continuent.",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """What the provider knows us by; `address` is where to ask it, when that is not where its name says."""

    issuer: str
    client_id: str
    client_secret: str
    redirect_uri: str
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """The provider's addresses, as its discovery document gives them."""

    authorization: str
    token: str
    keys: str
    end_session: str | None


class Provider:
    """One provider, with its addresses and keys kept; the HTTP client is given, so that a test may stand it elsewhere."""

    def __init__(self, client: Client, http: httpx.AsyncClient, patience_seconds: float = PATIENCE_SECONDS) -> None:
        """Nothing is asked before the first sign-in."""
        self.client = client
        self.http = http
        self.patience_seconds = patience_seconds
        self.known: Addresses | None = None
        self.keys = KeySet([])
        self.keys_read_at = float("-inf")
        self.one_at_a_time = asyncio.Lock()

    async def addresses(self) -> Addresses:
        """Read the discovery document once; its issuer must be the one we were given."""
        if self.known is None:
            address = self.client.address or self.client.issuer
            document = await self.read(f"{address}/.well-known/openid-configuration")
            self.known = addresses_of(document, self.client.issuer)
        return self.known

    async def keys_for(self, key_id: str) -> KeySet:
        """Return the keys, read again every hour or when one is unknown, but not more often than every thirty seconds."""
        async with self.one_at_a_time:
            age = time.monotonic() - self.keys_read_at
            unknown = key_id not in {key.kid for key in self.keys.keys}
            if age > KEYS_SECONDS or (unknown and age > REFETCH_SECONDS):
                self.keys = key_set_of(await self.read((await self.addresses()).keys))
                self.keys_read_at = time.monotonic()
            return self.keys

    async def sign_in_address(self, parameters: Mapping[str, str]) -> str:
        """Address that the browser is sent to, code flow with PKCE."""
        asked = {
            "response_type": "code",
            "client_id": self.client.client_id,
            "redirect_uri": self.client.redirect_uri,
            "scope": SCOPE,
            "code_challenge_method": "S256",
            **parameters,
        }
        return f"{(await self.addresses()).authorization}?{urlencode(asked)}"

    async def tokens(self, code: str, verifier: str) -> dict[str, Any]:
        """Exchange a code; an answer that is not tokens is a refusal by the provider."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self.client.redirect_uri,
            "code_verifier": verifier,
        }
        password = httpx.BasicAuth(self.client.client_id, self.client.client_secret)
        status, body = await self.answer("POST", (await self.addresses()).token, data=form, auth=password)
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise ProviderSilentRefusal
        return document_of(body) if status == httpx.codes.OK else {}

    async def sign_out_address(self, after: str) -> str | None:
        """Address that ends the provider's own session, if it has one."""
        end_session = (await self.addresses()).end_session
        if end_session is None:
            return None
        return f"{end_session}?{urlencode({'client_id': self.client.client_id, 'post_logout_redirect_uri': after})}"

    async def read(self, address: str) -> dict[str, Any]:
        """Read one JSON document of the provider; redirections are not followed."""
        status, body = await self.answer("GET", address)
        if status != httpx.codes.OK:
            raise ProviderSilentRefusal
        return document_of(body)

    async def answer(self, method: str, address: str, **sent: Any) -> tuple[int, bytes]:  # noqa: ANN401 -- as httpx says
        """Ask, and read the whole answer before patience ends, even when it comes drop by drop."""
        body = bytearray()
        try:
            async with (
                asyncio.timeout(self.patience_seconds),
                self.http.stream(method, address, headers=PLAIN, follow_redirects=False, **sent) as answer,
            ):
                refuse_compressed(answer)
                async for piece in answer.aiter_bytes():
                    body += piece
                    if len(body) > LARGEST_ANSWER:
                        raise ProviderSilentRefusal
                return answer.status_code, bytes(body)
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise ProviderSilentRefusal from error


def refuse_compressed(answer: httpx.Response) -> None:
    """Refuse what we asked not to get: a small answer must not swell in our memory."""
    if answer.headers.get("Content-Encoding", "identity") != "identity":
        raise ProviderSilentRefusal


def addresses_of(document: Mapping[str, Any], issuer: str) -> Addresses:
    """Take the addresses out of a discovery document, which must be that of our issuer and complete."""
    found = [document.get(name) for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")]
    end_session = document.get("end_session_endpoint")
    if document.get("issuer") != issuer or not all(isinstance(address, str) and address for address in found):
        raise ProviderSilentRefusal
    authorization, token, keys = map(str, found)
    return Addresses(
        authorization=authorization,
        token=token,
        keys=keys,
        end_session=end_session if isinstance(end_session, str) else None,
    )


def document_of(body: bytes) -> dict[str, Any]:
    """Read an answer as a JSON object."""
    try:
        document = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise ProviderSilentRefusal from error
    if not isinstance(document, dict):
        raise ProviderSilentRefusal
    return document
