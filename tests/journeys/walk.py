"""Every page of the product, found by its links: each person of the demonstration follows them from their first page.

Addresses that differ by their identifiers only have one shape. Several of each are asked for, since two paths do not
show the same links, and one of each is opened in the browser: what a page leads to enters the walk by itself.
"""

import re
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from httpx import Response

from bocage.identity.demonstration import DemonstrationPerson
from bocage.testing.site import Site, Visitor

PATIENCE: Final = {False: 2, True: 16}
"""How many pages of a kind may lead nowhere new in a row, by whether one ever led somewhere."""
LINK: Final = re.compile(r'<(?:a|link|script|img)\b[^>]*?\s(?:href|src)="([^"#]+)')
IDENTIFIER: Final = re.compile(r"(?<=/)([0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16,}|\d+)(?=/|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """An address that somebody was led to by the page `origin`, and what it answered."""

    person: DemonstrationPerson
    address: str
    origin: str
    status: int
    is_page: bool

    @property
    def shape(self) -> str:
        """The address without its identifiers: what one page of the product is."""
        return shape_of(self.address)


def shape_of(address: str) -> str:
    """The path of an address, each identifier told as « : »."""
    return IDENTIFIER.sub(":", urlsplit(address).path)


def links_of(page: str) -> Iterator[str]:
    """The addresses of our own that a page leads to, its files included."""
    return (unescape(each) for each in LINK.findall(page) if each.startswith("/"))


def leads(answer: Response) -> Iterator[str]:
    """Where an answer leads: its links when it is a page, its other address when it has one."""
    if "text/html" in answer.headers.get("Content-Type", ""):
        yield from links_of(answer.text)
    if answer.is_redirect:
        yield answer.headers["Location"]


def kind_of(address: str) -> tuple[str, ...]:
    """What two addresses share when one tells enough of the other: their shape, and the names of what they ask."""
    return (shape_of(address), *sorted(name for name, _ in parse_qsl(urlsplit(address).query)))


@dataclass(slots=True)
class Interest:
    """Which addresses are worth asking: `shapes` were met, `idle` counts the pages of a kind that brought none."""

    shapes: set[str] = field(default_factory=set)
    leads: set[tuple[str, ...]] = field(default_factory=set)
    idle: Counter[tuple[str, ...]] = field(default_factory=Counter)

    def keeps(self, address: str) -> bool:
        """Whether one more of its kind may bring something."""
        kind = kind_of(address)
        return self.idle[kind] < PATIENCE[kind in self.leads]

    def learn(self, address: str, links: Iterable[str]) -> None:
        """Take note of what a page led to."""
        kind, new = kind_of(address), set(map(shape_of, links)) - self.shapes
        self.shapes |= new
        self.leads |= {kind} if new else set()
        self.idle[kind] = 0 if new else self.idle[kind] + 1


def walked(visitor: Visitor, person: DemonstrationPerson, shapes: set[str]) -> Iterator[Reached]:
    """Follow the links of a person from their first page; `shapes` were met by the people before."""
    first = visitor.sign_in(person.subject).url.path
    waiting, met, interest = deque([(first, "/")]), {first}, Interest(shapes=shapes)
    while waiting:
        address, origin = waiting.popleft()
        if not interest.keeps(address):
            continue
        answer = visitor.get(address)
        is_page = answer.is_success and "text/html" in answer.headers["Content-Type"]
        yield Reached(person=person, address=address, origin=origin, status=answer.status_code, is_page=is_page)
        links = dict.fromkeys(leads(answer))
        interest.learn(address, links)
        waiting.extend((link, address) for link in links if link not in met)
        met.update(links)


def everywhere(site: Site, people: Iterable[DemonstrationPerson]) -> list[Reached]:
    """Walk as each of them."""
    found, shapes = list[Reached](), set[str]()
    for person in people:
        visitor = site.visitor()
        found += walked(visitor, person, shapes)
        visitor.close()
    return found


def first_of_each(found: Iterable[Reached], key: Callable[[Reached], str]) -> list[Reached]:
    """The first page of each key; one person's after another's."""
    first: dict[str, Reached] = {}
    for each in found:
        if each.is_page:
            first.setdefault(key(each), each)
    return list(first.values())
