"""A part of the product as data: validated at the door, without effect when imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bocage.tenancy.place import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A line of the navigation; `path` holds `{place}`, `icon` is a lucide name."""

    title: str
    path: str
    icon: str
    permission: str
    kinds: frozenset[Kind]
    order: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What the band's search looks for: `path` holds `{place}` and receives the words in `field`."""

    path: str
    field: str
    label: str
    hint: str
    permission: str
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """A right by its key, and what it lets somebody do, as the screen says it (« Voir … »)."""

    key: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a part brings.

    `package` holds its templates folder, if it has one; `routes` names a tuple of route handlers as `module:NAME`;
    `verbs` gives, for each verb of the journal, the sentence read on screen; `global_tables` says of each table
    without a tenant why it has none; `words` gives, for the names of values that the journal keeps, those that a
    person reads.
    """

    slug: str
    title: str
    package: str
    routes: str | None = None
    templates: bool = False
    pages: tuple[Page, ...] = ()
    searches: tuple[Search, ...] = ()
    permissions: tuple[Permission, ...] = ()
    verbs: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    global_tables: Mapping[str, str] = field(default_factory=dict)
