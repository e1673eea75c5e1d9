"""The whole product on a loopback port, and visitors who come by its own sign-in, as a browser would."""

import os
import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import unescape
from typing import Final
from urllib.parse import parse_qsl, urlsplit

import httpx
import uvicorn

from bocage.catalogue import discovery
from bocage.identity.demonstration import PASSWORD, PATH, DemonstrationPerson
from bocage.settings import NOTHING_LEAVES, MailSettings, WebSettings
from bocage.tenancy.ports import Rights
from bocage.web.app import Surroundings, create_app
from bocage.web.assets import npm_folder

TOKEN: Final = re.compile(r'name="csrf_token"\s+value="([^"]*)"')
LONGEST_WAY: Final = 10


class Visitor:
    """A browser without scripts: cookies, redirections one at a time, the form token of the last page seen."""

    def __init__(self, url: str) -> None:
        """Start without a session."""
        self.url = url
        self.http = httpx.Client(base_url=url, follow_redirects=False, trust_env=False, timeout=20)
        self.csrf_token = ""

    def close(self) -> None:
        """Give the connections back: one left open is a warning, hence a failure, of some later test."""
        self.http.close()

    def get(self, path: str, **headers: str) -> httpx.Response:
        """Ask one address."""
        return self.seen(self.http.get(path, headers=headers))

    def post(self, path: str, **fields: str) -> httpx.Response:
        """Send a form of the last page, as a browser sends it."""
        form = {"csrf_token": self.csrf_token, **fields}
        return self.seen(self.http.post(path, data=form, headers={"Origin": self.url, "Sec-Fetch-Site": "same-origin"}))

    def follow(self, answer: httpx.Response) -> httpx.Response:
        """Follow redirections until a page stands."""
        for _ in range(LONGEST_WAY):
            if not answer.is_redirect:
                return answer
            answer = self.get(answer.headers["Location"])
        message = f"redirected without end, lately to {answer.headers['Location']}"
        raise AssertionError(message)

    def seen(self, answer: httpx.Response) -> httpx.Response:
        """Remember the token of the forms of a page."""
        found = TOKEN.search(answer.text) if "text/html" in answer.headers.get("Content-Type", "") else None
        self.csrf_token = unescape(found[1]) if found else self.csrf_token
        return answer

    def sign_in(self, subject: str, wanted: str = "/") -> httpx.Response:
        """Come in as somebody, by the provider's page, and return the first page that stands."""
        return self.follow(self.recognised(subject, wanted))

    def recognised(self, subject: str, wanted: str = "/") -> httpx.Response:
        """Say who one is at the provider, and return its answer: the redirection back to us."""
        leaving = self.http.get("/auth/entree", params={"retour": wanted})
        asked = dict(parse_qsl(urlsplit(leaving.headers["Location"]).query))
        return self.post(f"{PATH}/authorize", **asked, name=subject, password=PASSWORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A product that answers; `url` is its only name."""

    url: str

    def visitor(self) -> Visitor:
        """Somebody nobody knows."""
        return Visitor(self.url)

    def signed_in(self, subject: str) -> Visitor:
        """Somebody on their first page."""
        visitor = self.visitor()
        visitor.sign_in(subject)
        return visitor


@contextmanager
def running_site(
    database_url: str,
    people: tuple[DemonstrationPerson, ...] = (),
    rights: Rights | None = None,
    mail: MailSettings = NOTHING_LEAVES,
) -> Iterator[Site]:
    """Serve until the block ends; `people` may sign in, `rights` is the installed answer unless another is given.

    No letter leaves unless `mail` names a server.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = WebSettings.read({}, port=listening.getsockname()[1], demonstration=True)
        surroundings = Surroundings(
            settings=settings,
            database_url=database_url,
            npm_folder=npm_folder(os.environ),
            people=people,
            rights=rights or discovery.rights(),
            mail=mail,
            pool_size=4,
        )
        with answering(uvicorn.Config(create_app(surroundings), log_config=None, ws="none"), listening):
            yield Site(url=settings.public_url)


@contextmanager
def answering(config: uvicorn.Config, listening: socket.socket) -> Iterator[None]:
    """Run a server in a thread of its own."""
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    try:
        yield
    finally:
        server.should_exit = True
        thread.join()
