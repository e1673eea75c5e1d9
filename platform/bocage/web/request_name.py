"""One name a request, in the logs, in the journal and on the page of an error; and one line of log when it ends."""

import time
from typing import Final

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from uuid_utils.compat import uuid7

SHOWN: Final = 7
LOG: Final = structlog.get_logger("bocage.web")


def name_requests(app: ASGIApp) -> ASGIApp:
    """Wrap the application: the line holds the path, the status and the duration, never a query, a cookie or a body."""

    async def named(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await app(scope, receive, send)
            return
        name = uuid7().hex
        scope.setdefault("state", {})["request_id"] = name
        started = time.perf_counter()
        status = 500

        async def noted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await app(scope, receive, noted)
        finally:
            milliseconds = round((time.perf_counter() - started) * 1000, 1)
            LOG.info("request", path=scope["path"], status=status, milliseconds=milliseconds, request=name)

    return named


def short(name: str) -> str:
    """Shorten the name for a person who reads it out on the telephone: « 7F3-21C0 »."""
    tail = name[-SHOWN:].upper()
    return f"{tail[:3]}-{tail[3:]}"
