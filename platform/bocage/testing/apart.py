"""The product in a process of its own, as it is served, beside a handler that does nothing: what benches measure."""

import multiprocessing
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import uvicorn
from litestar import Litestar, get
from litestar.types import ASGIApp, Receive, Scope, Send

from bocage.identity.demonstration import DemonstrationPerson
from bocage.observability.log import configure_log
from bocage.settings import WebSettings
from bocage.testing.site import Site
from bocage.web.app import Surroundings, create_app, set_aside_what_lasts
from bocage.web.assets import npm_folder

CONSTANT: Final = "/constante"
PATIENCE_SECONDS: Final = 120.0
LAST_SECONDS: Final = 5


class ServerSilentError(RuntimeError):
    """The process ended, or said nothing in time."""


@contextmanager
def site_apart(database_url: str, people: tuple[DemonstrationPerson, ...]) -> Iterator[Site]:
    """Serve on a loopback port until the block ends."""
    context = multiprocessing.get_context("spawn")
    heard, told = context.Pipe()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = WebSettings.read({}, port=listening.getsockname()[1], demonstration=True)
        process = context.Process(target=serve, args=(listening, settings, database_url, people, told), daemon=True)
        process.start()
        told.close()
        try:
            wait_for(heard)
            yield Site(url=settings.public_url)
        finally:
            process.terminate()
            process.join(2 * LAST_SECONDS)


def wait_for(heard: Connection) -> None:
    """Wait until the server says that it answers."""
    try:
        if heard.poll(PATIENCE_SECONDS) and heard.recv():
            return
    except EOFError:
        pass
    message = "the measured server did not start"
    raise ServerSilentError(message)


def serve(
    listening: socket.socket,
    settings: WebSettings,
    database_url: str,
    people: tuple[DemonstrationPerson, ...],
    told: Connection,
) -> None:
    """Run the application as `bocage serve` does; its log is written as always, to nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    configure_log(terminal=False)
    folder: Path = npm_folder(os.environ)
    surroundings = Surroundings(settings=settings, database_url=database_url, npm_folder=folder, people=people)
    app = beside_a_constant(create_app(surroundings))
    config = uvicorn.Config(
        app,
        loop="uvloop",
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=LAST_SECONDS,
    )
    set_aside_what_lasts()
    TellingServer(config, told).run(sockets=[listening])


class TellingServer(uvicorn.Server):
    """A server that says once that it answers."""

    def __init__(self, config: uvicorn.Config, told: Connection) -> None:
        """Keep the way to say it."""
        super().__init__(config)
        self.told = told

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        self.told.send(self.started)


def beside_a_constant(app: ASGIApp) -> ASGIApp:
    """Answer one address by the framework alone, without session, guard, headers or log."""
    bare = Litestar([constant], openapi_config=None, logging_config=None)

    async def either(scope: Scope, receive: Receive, send: Send) -> None:
        chosen: ASGIApp = bare if scope.get("path") == CONSTANT else app
        await chosen(scope, receive, send)

    return either


@get(CONSTANT, media_type="text/html")
async def constant() -> str:
    """Say always the same."""
    return "<p>Toujours la même chose.</p>"
