"""What every page carries round its content, as plain values."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMenu:
    """Who is signed in, and as what here."""

    name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHeader:
    """Which commune, the largest thing in the band; `crossing` when several are on the screen."""

    kind: str
    name: str
    crossing: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SwitcherLine:
    """A place that may be gone to."""

    name: str
    note: str
    href: str
    current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class NavigationLine:
    """A page of the place; `count` waits beside the title, None when nothing is counted."""

    title: str
    href: str
    icon: str
    current: bool
    count: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchBox:
    """Where the band's search goes, under which name it sends the words, and what it looks for."""

    action: str
    field: str
    label: str
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dress:
    """What a syndicate puts on the band: its own sheet of colours, and its logo with its words, "" without one."""

    sheet: str
    logo: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """The form that undoes what was just done."""

    action: str
    label: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Flash:
    """What was just done, in a sentence; it stays until the next page."""

    state: str
    sentence: str
    undo: Undo | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shell:
    """Everything round the content of a page.

    `path` is where the page is, query included, for the forms that come back to it; `now` is the one clock of a page,
    since templates have none.
    """

    person: PersonMenu | None
    place: PlaceHeader | None
    dress: Dress | None
    switcher: tuple[SwitcherLine, ...]
    navigation: tuple[NavigationLine, ...]
    search: SearchBox | None
    flash: Flash | None
    csrf_token: str
    theme: str
    path: str
    demonstration: bool
    operator_name: str
    request_reference: str
    now: datetime
