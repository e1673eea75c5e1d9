"""The product as it is installed, on the world, asked without a network; behind https, with a sign-in that never answers."""

import os
from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from dataclasses import replace
from typing import Final

from httpx import ASGITransport, AsyncClient, Response
from litestar.types import ASGIApp

from bocage.catalogue import discovery
from bocage.settings import NOTHING_LEAVES, MailSettings, WebSettings
from bocage.tenancy.ports import Rights
from bocage.testing.isolation.living import living
from bocage.testing.isolation.people import ADDRESS, Inhabitant
from bocage.testing.isolation.routes import Walk, breaches
from bocage.testing.isolation.world import World
from bocage.web.app import Surroundings, create_app, route_handlers
from bocage.web.assets import npm_folder

SETTINGS: Final = WebSettings.read(
    {"BOCAGE_URL": ADDRESS, "OIDC_ISSUER": "http://127.0.0.1:9/nobody", "OIDC_CLIENT_SECRET": "x"},
)


def surroundings(world: World, rights: Rights | None = None) -> Surroundings:
    """What the application stands on; `rights` is the installed answer unless another is given."""
    return Surroundings(
        settings=SETTINGS,
        database_url=world.database.url,
        npm_folder=npm_folder(os.environ),
        rights=rights or discovery.rights(),
        pool_size=4,
    )


async def walked(world: World, module: str | None = None) -> tuple[list[str], Walk]:
    """Walk through the application, or one module of it, to the end; return the breaches, and the walk with its counts."""
    told: list[str] = []
    handlers = [one for one in route_handlers() if module in {None, discovery.module_of(one.opt.get("permission"))}]
    async for one in breaches(create_app(surroundings(world)), handlers, world):
        if isinstance(one, Walk):
            return told, one
        told.append(one)
    raise AssertionError("the walk did not end")


async def first_breach(app: ASGIApp, world: World, under: str = "/") -> str | None:
    """Walk the addresses below one until something is wrong."""
    asked = [handler for handler in route_handlers() if any(path.startswith(under) for path in handler.paths)]
    # Left at once, the walk must still give its application's connections back.
    async with aclosing(breaches(app, asked, world)) as walk:
        async for one in walk:
            return None if isinstance(one, Walk) else one
    return None


class Caller:
    """Somebody of the world in front of the application, or a passer-by."""

    def __init__(self, client: AsyncClient, inhabitant: Inhabitant | None) -> None:
        """Take their place."""
        self.client = client
        self.inhabitant = inhabitant

    async def get(self, path: str) -> Response:
        """Ask a page."""
        return await self.client.get(path, headers=self.headers())

    async def post(self, path: str, **fields: str | list[str]) -> Response:
        """Send a form of ours; a list is a field sent several times."""
        form = dict(self.inhabitant.form) if self.inhabitant else {}
        return await self.client.post(path, headers=self.headers(), data={**form, **fields})

    def headers(self) -> dict[str, str]:
        """What their browser sends."""
        return {"Origin": ADDRESS, **(self.inhabitant.headers if self.inhabitant else {})}


@asynccontextmanager
async def callers(world: World, mail: MailSettings = NOTHING_LEAVES) -> AsyncIterator["Callers"]:
    """Open the application to the people of the world; no letter leaves unless `mail` names a server."""
    app = create_app(replace(surroundings(world), mail=mail))
    transport = ASGITransport(app)  # type: ignore[arg-type]  # two spellings of the same protocol
    async with living(app), AsyncClient(transport=transport, base_url=ADDRESS) as client:
        yield Callers(client, world)


class Callers:
    """Everybody of the world, by their home and role."""

    def __init__(self, client: AsyncClient, world: World) -> None:
        """Stand before one application."""
        self.client = client
        self.world = world

    def passer_by(self) -> Caller:
        """Somebody nobody knows."""
        return Caller(self.client, None)

    def one(self, home: str, role: str) -> Caller:
        """The person of a role at a tenant of the world."""
        found = next(each for each in self.world.inhabitants if (each.home, each.standing.role) == (home, role))
        return Caller(self.client, found)
