"""A provider somewhere else that answers as a test says: the other party of the protocol, not a piece of ours."""

import json
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any

import httpx

from bocage.identity.provider import PATIENCE_SECONDS, Client, Provider

from .a_token import ENCRYPTION, ISSUER, KEY

Answering = Callable[[httpx.Request], Coroutine[Any, Any, httpx.Response]]
CLIENT = Client(
    issuer=ISSUER,
    client_id="bocage-web",
    client_secret="secret-client",
    redirect_uri="https://bocage.exemple.fr/auth/callback",
)
DOCUMENT = {
    "issuer": ISSUER,
    "authorization_endpoint": f"{ISSUER}/auth",
    "token_endpoint": f"{ISSUER}/token",
    "jwks_uri": f"{ISSUER}/certs",
    "end_session_endpoint": f"{ISSUER}/logout",
}


@dataclass
class Elsewhere:
    """Documents by the last word of their address, and every request that came."""

    document: object = field(default_factory=lambda: dict(DOCUMENT))
    keys: object = field(
        default_factory=lambda: {"keys": [key.as_dict(private=False) for key in (KEY, ENCRYPTION)]},
    )
    tokens: object = field(default_factory=dict)
    status: int = 200
    asked: list[httpx.Request] = field(default_factory=list)

    def seen_from_us(self, client: Client = CLIENT) -> Provider:
        """Our side of it."""
        return Provider(client, httpx.AsyncClient(transport=httpx.MockTransport(self.answer)))

    async def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer a request."""
        self.asked.append(request)
        said = {"openid-configuration": self.document, "certs": self.keys, "token": self.tokens}
        body = said[request.url.path.rpartition("/")[2]]
        status = self.status if body is self.tokens else 200
        return httpx.Response(status, content=body if isinstance(body, bytes) else json.dumps(body).encode())

    def times(self, name: str) -> int:
        """How many times an address was asked."""
        return sum(request.url.path.endswith(f"/{name}") for request in self.asked)


async def drip() -> AsyncIterator[bytes]:
    """An answer that never ends and is never silent."""
    while True:
        yield b" "


def seen_through(answering: Answering, patience_seconds: float = PATIENCE_SECONDS) -> Provider:
    """Our side of a provider that is one function."""
    return Provider(CLIENT, httpx.AsyncClient(transport=httpx.MockTransport(answering)), patience_seconds)
