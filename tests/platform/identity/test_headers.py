"""The headers of every response, accidents included."""

from typing import Any

import httpx
import pytest
from litestar.types import ASGIApp, Message, Receive, Scope, Send
from sqlalchemy.exc import OperationalError

from bocage.identity.headers import with_headers

SAFE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; worker-src 'self'; "
    "connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)


def answering(*headers: tuple[bytes, bytes], status: int = 200) -> ASGIApp:
    """An application that answers with headers of its own."""

    async def app(_scope: Scope, _receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": status, "headers": list(headers)})
        await send({"type": "http.response.body", "body": b"x", "more_body": False})

    return app


def failing(error: Exception, *, after: int = 0) -> ASGIApp:
    """An application that breaks, after having sent some of its answer."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        async def first_words(message: Message) -> None:
            nonlocal after
            if after:
                after -= 1
                await send(message)

        await answering()(scope, receive, first_words)
        raise error

    return app


async def asked(app: ASGIApp, *, secure: bool = True, form_targets: tuple[str, ...] = ()) -> httpx.Response:
    """Ask the application inside its headers."""
    wrapped: Any = with_headers(app, secure=secure, form_targets=form_targets)
    transport = httpx.ASGITransport(wrapped, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="https://bocage.exemple.fr") as client:
        return await client.get("/commune/1")


@pytest.mark.parametrize("status", [200, 303, 404, 500])
async def test_every_answer_has_them(status: int) -> None:
    answer = await asked(answering(status=status))
    assert {name: answer.headers[name] for name in SAFE} == SAFE
    assert answer.headers["content-security-policy"] == POLICY
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["strict-transport-security"].startswith("max-age=63072000")


async def test_a_page_is_never_kept_and_differs_by_what_chose_it() -> None:
    answer = await asked(answering())
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["vary"] == "Cookie, HX-Request-Type"


async def test_a_file_keeps_what_it_says_of_its_keeping() -> None:
    answer = await asked(answering((b"Cache-Control", b"public, max-age=31536000, immutable")))
    assert answer.headers.get_list("cache-control") == ["public, max-age=31536000, immutable"]


async def test_a_route_cannot_loosen_them() -> None:
    loose = ((b"Content-Security-Policy", b"default-src *"), (b"Referrer-Policy", b"unsafe-url"))
    answer = await asked(answering(*loose))
    assert answer.headers.get_list("content-security-policy") == [POLICY]
    assert answer.headers.get_list("referrer-policy") == ["same-origin"]


async def test_a_form_may_end_at_the_provider() -> None:
    answer = await asked(answering(), form_targets=("https://connexion.exemple.fr",))
    assert answer.headers["content-security-policy"].endswith("form-action 'self' https://connexion.exemple.fr")


async def test_without_https_it_is_not_promised() -> None:
    assert "strict-transport-security" not in (await asked(answering(), secure=False)).headers


async def test_an_accident_outside_of_everything_is_a_page_with_them() -> None:
    answer = await asked(failing(RuntimeError("mot de passe en clair")))
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["cache-control"] == "no-store"
    assert "mot de passe" not in answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"


@pytest.mark.parametrize("error", [OperationalError("select", {}, OSError()), ConnectionRefusedError(), TimeoutError()])
async def test_a_database_that_is_away_is_said_so(error: Exception) -> None:
    answer = await asked(failing(error))
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "30"
    assert "Rien n’est perdu" in answer.text


async def test_an_answer_under_way_is_cut_and_not_begun_again() -> None:
    answer = await asked(failing(RuntimeError(), after=1))
    assert answer.status_code in {200, 500}
    assert "page" not in answer.text
