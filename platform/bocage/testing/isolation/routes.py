"""Routes × people × places: every address asked by everybody, with their own identifiers and with strangers'.

The addresses come from the application's own handlers; the identifiers from a world of several tenants, each marked
with a word of its own. An answer that holds a stranger's word is a leak, whatever its status.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Final

from httpx import AsyncClient, Response
from litestar.handlers import HTTPRouteHandler

from bocage.web.classification import ANYONE, READING, classified

PARAMETER: Final = re.compile(r"{(\w+):\w+}")
SERVER_FAULT: Final = 500
SEE_OTHER: Final = 303
REFUSALS: Final = frozenset({403, 404})
ENTRANCE: Final = "/auth/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inhabitant:
    """Somebody who asks: headers that sign them in (none for a stranger), the tenants they see, and write."""

    name: str
    headers: Mapping[str, str]
    form: Mapping[str, str]
    sees: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A value for a parameter of an address, and the tenant it belongs to; None for one that belongs to nobody."""

    value: str
    tenant: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the suite walks through: `words` are each tenant's own, `identifiers` go by the name of the parameter."""

    inhabitants: tuple[Inhabitant, ...]
    identifiers: Mapping[str, tuple[Identifier, ...]]
    words: Mapping[int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request: a method, an address, who asks, and the tenants that its identifiers belong to."""

    method: str
    path: str
    inhabitant: Inhabitant
    tenants: frozenset[int | None]
    is_public: bool

    @property
    def is_foreign(self) -> bool:
        """Whether an identifier belongs to somebody whom the inhabitant does not see."""
        return not self.tenants <= self.inhabitant.sees


class UnplantedParameterError(RuntimeError):
    """A route has a parameter for which the world holds no identifier: plant some."""


def calls(handlers: Iterable[HTTPRouteHandler], world: World) -> Iterator[Call]:
    """Every request of the suite."""
    for handler in handlers:
        is_public = classified(dict(handler.opt)).open_to == ANYONE
        for method, path, inhabitant in product(sorted(handler.http_methods), sorted(handler.paths), world.inhabitants):
            if method != "HEAD":
                yield from calls_of(method, path, inhabitant, world, is_public=is_public)


def calls_of(method: str, path: str, inhabitant: Inhabitant, world: World, *, is_public: bool) -> Iterator[Call]:
    """One address with every combination of identifiers."""
    names = PARAMETER.findall(path)
    unplanted = [name for name in names if name not in world.identifiers]
    if unplanted:
        raise UnplantedParameterError(f"{path}: {', '.join(unplanted)}")
    for chosen in product(*(world.identifiers[name] for name in names)):
        filled = filled_in(path, chosen)
        tenants = frozenset(one.tenant for one in chosen if one.tenant is not None)
        yield Call(method=method, path=filled, inhabitant=inhabitant, tenants=tenants, is_public=is_public)


def filled_in(path: str, chosen: Iterable[Identifier]) -> str:
    """Put identifiers in an address, in its own order."""
    for one in chosen:
        path = PARAMETER.sub(one.value, path, count=1)
    return path


async def answer(client: AsyncClient, call: Call) -> Response:
    """Make a request."""
    headers = dict(call.inhabitant.headers)
    if call.method in READING:
        return await client.request(call.method, call.path, headers=headers)
    return await client.request(call.method, call.path, headers=headers, data=dict(call.inhabitant.form))


def fault_of(call: Call, response: Response, world: World) -> str | None:
    """Say what an answer reveals, or None."""
    who = f"{call.inhabitant.name}: {call.method} {call.path} -> {response.status_code}"
    said = response.text
    foreign = [word for tenant, word in world.words.items() if tenant not in call.inhabitant.sees and word in said]
    if foreign:
        return f"{who} says {', '.join(foreign)}"
    if response.status_code >= SERVER_FAULT and not call.is_public:
        return f"{who} is a fault of ours"
    if call.is_public:
        return None
    if not call.inhabitant.sees:
        at_the_door = response.status_code == SEE_OTHER and ENTRANCE in response.headers["location"]
        return None if at_the_door or response.status_code in REFUSALS else f"{who} lets a stranger in"
    if call.is_foreign and response.status_code not in REFUSALS:
        return f"{who} answers about a stranger"
    return None
