"""Headers on every response, those of accidents included, which is why they are set outside the framework."""

from collections.abc import Sequence
from typing import Final

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from bocage.identity.last_words import last_words

LOG: Final = structlog.get_logger("bocage.web")
POLICY: Final = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "worker-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "frame-ancestors 'none'",
    "base-uri 'none'",
)
ALWAYS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
INERT: Final = (b"content-security-policy", b"sandbox")
YEARS_OF_HTTPS: Final = "max-age=63072000; includeSubDomains"
PRIVATE: Final = {"cache-control": "no-store", "vary": "Cookie, HX-Request-Type"}


def with_headers(app: ASGIApp, *, secure: bool, form_targets: Sequence[str] = ()) -> ASGIApp:
    """Wrap the application; `form_targets` are origins, beside ours, that a form may end on: the identity provider."""
    policy = "; ".join([*POLICY, " ".join(["form-action 'self'", *form_targets])])
    fixed = {**ALWAYS, "content-security-policy": policy}
    if secure:
        fixed["strict-transport-security"] = YEARS_OF_HTTPS

    async def headed(scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            begun = True
            if message["type"] == "http.response.start":
                message["headers"] = completed(list(message.get("headers", [])), fixed)
            await send(message)

        try:
            await app(scope, receive, sent)
        except Exception as error:
            if begun or scope["type"] != ScopeType.HTTP:
                raise
            LOG.exception("accident", path=scope["path"], request=scope.get("state", {}).get("request_id", ""))
            for message in last_words(error).messages():
                await sent(message)

    return headed


def completed(given: list[tuple[bytes, bytes]], fixed: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """Add ours; what a route said about caching is kept, what it said about safety is not.

    The one exception is a policy that is only stricter, of a route whose answer must not act at all.
    """
    cached = any(name.lower() == b"cache-control" for name, _ in given)
    added = fixed if cached else {**fixed, **PRIVATE}
    names = {name.encode() for name in fixed}
    kept = [(name, value) for name, value in given if name.lower() not in names or (name.lower(), value) == INERT]
    return [*kept, *((name.encode(), value.encode()) for name, value in added.items())]
