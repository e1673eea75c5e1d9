"""Routes × people × places: the requests, and what each must be answered."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from litestar.handlers import HTTPRouteHandler

from bocage.catalogue import discovery
from bocage.tenancy import Kind
from bocage.testing.isolation.identifiers import ABSENT, MALFORMED, PLACE, Filled, Identifiers
from bocage.testing.isolation.people import Inhabitant
from bocage.testing.isolation.world import World
from bocage.web.classification import ANYONE, READING, Classification, classified

PARAMETER: Final = re.compile(r"{(\w+):(\w+)}")


class Expected(StrEnum):
    """How a request must end."""

    OPEN = "an answer to anybody"
    DOOR = "the way to the sign-in"
    ABSENT = "404, as for what does not exist"
    FORBIDDEN = "403"
    ANSWERED = "an answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request; `twin` is the same address with identifiers that name nothing, for a stranger's one."""

    method: str
    route: str
    path: str
    inhabitant: Inhabitant | None
    expected: Expected
    twin: str | None = None
    machine: bool = False

    @property
    def writes(self) -> bool:
        """Whether it may change something."""
        return self.method not in READING

    def __str__(self) -> str:
        """Name it in a report."""
        who = "a passer-by" if self.inhabitant is None else f"{self.inhabitant.person.name}"
        return f"{self.method} {self.path} ({self.route}) by {who}"


def calls(handlers: Iterable[HTTPRouteHandler], world: World, identifiers: Identifiers) -> Iterator[Call]:
    """Every request of the suite."""
    for handler in handlers:
        for path in sorted(handler.paths):
            for method in sorted(handler.http_methods - {"HEAD", "OPTIONS"}):
                for inhabitant in (None, *askers(world)):
                    yield from distinct(handler, method, path, inhabitant, identifiers)


def askers(world: World) -> tuple[Inhabitant, ...]:
    """Somebody of each set of rights at the commune and at the syndicate: roles that may the same are answered the same."""
    at_home = [each for each in world.inhabitants if each.home in {"commune", "syndicate"}]
    return tuple({(each.home, each.standing.permissions, each.standing.scope): each for each in at_home}.values())


def distinct(
    handler: HTTPRouteHandler,
    method: str,
    route: str,
    inhabitant: Inhabitant | None,
    identifiers: Identifiers,
) -> Iterator[Call]:
    """Every way to fill one address, once each."""
    parameters = dict(PARAMETER.findall(route))
    home = "commune" if inhabitant is None else inhabitant.home
    own = identifiers.of(home, handler, parameters)
    strangers = [identifiers.of(each, handler, parameters) for each in strangers_of(home)]
    said = classified(dict(handler.opt))
    machine = bool(handler.opt.get("machine"))
    for filled in fillings(parameters, own, strangers):
        foreign = {name for name in parameters if filled[name] != own[name]}
        nowhere = PLACE in foreign or MALFORMED in filled.values() or not exists(identifiers, home, said)
        expected = expected_of(said, inhabitant, nowhere=nowhere, foreign=bool(foreign))
        twin = {name: ABSENT[parameters[name]] if name in foreign else value for name, value in filled.items()}
        comparable = expected is Expected.ABSENT and MALFORMED not in filled.values() and twin != filled
        yield Call(
            method=method,
            route=route,
            path=at(route, filled),
            inhabitant=inhabitant,
            expected=expected,
            twin=at(route, twin) if comparable else None,
            machine=machine,
        )


def expected_of(said: Classification, inhabitant: Inhabitant | None, *, nowhere: bool, foreign: bool) -> Expected:
    """How a request must end; `nowhere` is an address without a page there, `foreign` one with another's identifier."""
    if said.open_to == ANYONE:
        return Expected.OPEN
    if inhabitant is None:
        return Expected.DOOR
    if nowhere:
        return Expected.ABSENT
    if said.permission is not None and not inhabitant.standing.may(said.permission):
        return Expected.FORBIDDEN
    return Expected.ABSENT if foreign else Expected.ANSWERED


def exists(identifiers: Identifiers, home: str, said: Classification) -> bool:
    """Tell whether a route is there: in its kinds of places, and, for a module's, in the communes of the world alone."""
    kind = identifiers.tenants[home].place.kind
    return kind in said.kinds and (discovery.module_of(said.permission) is None or kind is Kind.COMMUNE)


def strangers_of(home: str) -> tuple[str, ...]:
    """Whose identifiers somebody must get nothing by: a tenant beside them, or of another syndicate."""
    return ("stranger", "other") if home == "syndicate" else ("neighbour", "other")


def fillings(parameters: Mapping[str, str], own: Filled, strangers: list[Filled]) -> list[Filled]:
    """One's own; one parameter at a time that names nothing, is no value, or is another's; whole addresses of others.

    What names nothing comes first: its answer is the one that the others are compared with.
    """
    ways = [own]
    for name, kind in parameters.items():
        others = [each[name] for each in strangers]
        ways += [{**own, name: value} for value in (ABSENT[kind], *(() if kind == "str" else (MALFORMED,)), *others)]
    ways += strangers
    # What a tenant has none of cannot be asked; two ways may be the same.
    whole = [way for way in ways if None not in way.values()]
    return list({tuple(way.items()): way for way in whole}.values())


def at(route: str, filled: Filled) -> str:
    """Put identifiers in an address."""
    return PARAMETER.sub(lambda found: filled[found[1]] or "", route)
