"""Every address asked by everybody, with their own identifiers and with strangers'.

Readings and refused writings first, under one eye that watches every tenant's rows; then forgeries; last, what people
may write, whose neighbours' rows must stay as they were.
"""

import re
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg
from httpx import ASGITransport, AsyncClient, Response
from litestar.handlers import HTTPRouteHandler
from litestar.types import ASGIApp

from bocage.testing.isolation.calls import Call, Expected, calls
from bocage.testing.isolation.catalogue import Table
from bocage.testing.isolation.digests import Watch
from bocage.testing.isolation.forgeries import forged
from bocage.testing.isolation.identifiers import identifiers_in
from bocage.testing.isolation.living import living
from bocage.testing.isolation.people import ADDRESS
from bocage.testing.isolation.world import World, plain, sorted_tables

REFERENCE: Final = re.compile(r"\b[0-9A-F]{3}-[0-9A-F]{4}\b")
FAULT, AWAY, SEE_OTHER, GONE = 500, 503, 303, 404
STATUSES: Final = {Expected.ABSENT: {404}, Expected.FORBIDDEN: {403}}


@dataclass(slots=True)
class Walk:
    """One walk through the application: who asks, what was answered, what the database should still hold."""

    world: World
    client: AsyncClient
    superuser: psycopg.Connection[Any]
    tables: tuple[Table, ...]
    routes: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    expectations: Counter[Expected] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)
    answers: dict[tuple[str, str, str], Response] = field(default_factory=dict)

    def __str__(self) -> str:
        """Say the counts."""
        told = ", ".join(f"{number} × {what}" for what, number in sorted(self.expectations.items()))
        return (
            f"{len(self.routes)} routes, {len(self.people)} people, {self.statuses.total()} requests ({told}); "
            f"answers {dict(sorted(self.statuses.items()))}"
        )

    async def ask(self, call: Call, **headers: str) -> Response:
        """Make a request as a page of ours would, unless a header says otherwise; an empty one is left out."""
        inhabitant = call.inhabitant
        whole = {"Origin": ADDRESS, **(inhabitant.headers if inhabitant else {}), **headers}
        sent = {name: value for name, value in whole.items() if value}
        form = dict(inhabitant.form) if inhabitant and call.writes else None
        response = await self.client.request(call.method, call.path, headers=sent, data=form)
        self.statuses[response.status_code] += 1
        return response


async def breaches(app: ASGIApp, handlers: Iterable[HTTPRouteHandler], world: World) -> AsyncGenerator[str | Walk]:
    """Walk everywhere, telling each breach as it is found, and last the walk itself with its counts."""
    transport = ASGITransport(app)  # type: ignore[arg-type]  # two spellings of the same protocol
    with psycopg.connect(plain(world.database.superuser_url), autocommit=True) as superuser:
        everything = tuple(calls(handlers, world, identifiers_in(world, superuser)))
        async with living(app), AsyncClient(transport=transport, base_url=ADDRESS) as client:
            walk = Walk(world, client, superuser, sorted_tables(superuser).tenant)
            refused = [call for call in everything if call.writes and call.expected in STATUSES]
            readings = [call for call in everything if not call.writes]
            for told in (readings_of(walk, readings), writings_of(walk, refused), forged(walk, everything)):
                async for breach in told:
                    yield breach
            async for breach in permitted_writings(walk, everything):
                yield breach
    yield walk


async def readings_of(walk: Walk, asked: Iterable[Call]) -> AsyncIterator[str]:
    """Ask every page, and the fragment of it that htmx asks for."""
    for call in asked:
        async for breach in judged(walk, call):
            yield breach
        if call.expected is Expected.ANSWERED:
            fragment = await walk.ask(call, **{"HX-Request": "true", "HX-Request-Type": "partial"})
            for word in words_in(walk.world, call, fragment):
                yield f"the fragment of {call} says {word}"


async def judged(walk: Walk, call: Call) -> AsyncIterator[str]:
    """Make one request and say what is wrong with its answer."""
    response = await walk.ask(call)
    who = call.inhabitant.person.name if call.inhabitant else "passer-by"
    if response.status_code == GONE:
        walk.answers[call.method, call.path, who] = response
    walk.routes.add(f"{call.method} {call.route}")
    walk.people.add(who)
    walk.expectations[call.expected] += 1
    wrong = fault_of(call, response)
    if wrong:
        yield f"{call}: {response.status_code}, {wrong}"
    for word in words_in(walk.world, call, response):
        yield f"{call}: {response.status_code}, says {word}"
    if call.twin is not None and response.status_code == GONE and not await same_as_absent(walk, call, response):
        yield f"{call}: its 404 is not the one of {call.twin}"


def fault_of(call: Call, response: Response) -> str | None:
    """Say what is wrong with a status, or None."""
    status = response.status_code
    if status >= FAULT and not (call.expected is Expected.OPEN and status == AWAY):
        return "a fault of ours"
    if call.expected is Expected.DOOR:
        at_the_door = status == SEE_OTHER and response.headers["Location"].startswith("/auth/")
        # A malformed identifier is an address that does not exist, for everybody.
        return None if at_the_door or status in {401, GONE} else "a passer-by came in"
    if call.expected in STATUSES:
        return None if status in STATUSES[call.expected] else f"expected {call.expected}"
    if call.expected is Expected.ANSWERED and not call.writes and status not in {200, SEE_OTHER}:
        return f"expected {call.expected}"
    return None


def words_in(world: World, call: Call, response: Response) -> list[str]:
    """The words of others that an answer says, in its body or in its headers."""
    said = response.text + "\n".join(f"{name}: {value}" for name, value in response.headers.items())
    return [word for word in world.secrets(call.inhabitant) if word in said]


async def same_as_absent(walk: Walk, call: Call, response: Response) -> bool:
    """Compare a refusal with the one that an address of nothing gets, bar the reference and the address itself."""
    twin = call.twin or ""
    who = call.inhabitant.person.name if call.inhabitant else ""
    key = (call.method, twin, who)
    if key not in walk.answers:
        walk.answers[key] = await walk.ask(
            Call(method=call.method, route=call.route, path=twin, inhabitant=call.inhabitant, expected=call.expected)
        )
    return neutral(response, call.path) == neutral(walk.answers[key], twin)


def neutral(response: Response, path: str) -> tuple[int, str, list[str]]:
    """An answer without what names the request."""
    body = REFERENCE.sub("", response.text).replace(path, "").replace(path.replace("/", "%2F"), "")
    return response.status_code, body, sorted(response.headers)


async def writings_of(walk: Walk, asked: Iterable[Call]) -> AsyncIterator[str]:
    """Send every form that must be refused, route by route: nobody's row may change."""
    watch = Watch(walk.superuser, walk.tables)
    for call in asked:
        async for breach in judged(walk, call):
            yield breach
        for table, tenant in watch.changed():
            yield f"{call}: changed {table} of tenant {tenant}"


async def permitted_writings(walk: Walk, asked: Iterable[Call]) -> AsyncIterator[str]:
    """Send the forms that people may send, the ways out last: only what they may write may change."""
    sent = [call for call in asked if call.writes and call.expected not in STATUSES]
    watch = Watch(walk.superuser, walk.tables)
    for call in sorted(sent, key=lambda call: call.route.startswith("/auth/")):
        async for breach in judged(walk, call):
            yield breach
        writable = call.inhabitant.standing.scope.writable if call.inhabitant else frozenset()
        # A sign-out and a choice of appearance leave a line where one is at home.
        own = {walk.world.tenants[call.inhabitant.home].number} if call.inhabitant else set()
        for table, tenant in watch.changed():
            if tenant not in writable and not (tenant in own and table == "journal_entry"):
                yield f"{call}: changed {table} of tenant {tenant}"
