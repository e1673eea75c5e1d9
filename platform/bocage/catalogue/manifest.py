"""A part of the product as data: validated at the door, without effect when imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bocage.catalogue.offer import Offer
from bocage.tenancy.place import Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A line of the navigation; `path` holds `{place}`, `icon` is a lucide name.

    `counted` names, as `module:NAME`, what counts what waits there: `async (database, visit) -> int`.
    """

    title: str
    path: str
    icon: str
    permission: str
    kinds: frozenset[Kind]
    order: int = 50
    counted: str | None = None


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
    """A right by its key, and what it lets somebody do, as the screen says it (« Voir … »).

    `held_by` are the keys of the roles that hold it beside those that name it themselves; a role that holds one which
    `writes` may write in its own place.
    """

    key: str
    title: str
    held_by: frozenset[str] = frozenset()
    writes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a part brings.

    `package` holds its templates folder, if it has one; `routes` names a tuple of route handlers as `module:NAME`,
    or what returns one; `importers` names a tuple of `bocage.imports.importer.Importer`;
    `verbs` gives, for each verb of the journal, the sentence read on screen; `global_tables` says of each table
    without a tenant why it has none; `newborn_tables` says of each table that takes the first rows of tenants being born
    what it holds of them; `words` gives, for the names of values that the journal keeps, those that a
    person reads. `offer` is what the catalogue says of a module: a part of the group `bocage.modules`, whose routes,
    files and pages exist only where it is subscribed to.

    Four fields feed the isolation suite (`bocage.testing.isolation`). `identifiers` gives, for each parameter of the
    part's addresses, the query that finds one of a tenant's own: `{"lamp": "select lamp_id from lamp where tenant_id =
    %(tenant)s"}`. `samples` gives, by « table.column », a value that the suite cannot guess from the table's checks;
    in a text, {word} stands for the tenant's word. `inhabitants` names the function that puts one person of each role
    in a place; the part that answers « who may what » brings it. `subscriber` names the one that opens modules at a
    place; the part that answers « subscribed to what » brings it.
    """

    slug: str
    title: str
    package: str
    routes: str | None = None
    templates: bool = False
    importers: str | None = None
    pages: tuple[Page, ...] = ()
    searches: tuple[Search, ...] = ()
    permissions: tuple[Permission, ...] = ()
    verbs: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    global_tables: Mapping[str, str] = field(default_factory=dict)
    newborn_tables: Mapping[str, str] = field(default_factory=dict)
    identifiers: Mapping[str, str] = field(default_factory=dict)
    samples: Mapping[str, Any] = field(default_factory=dict)
    inhabitants: str | None = None
    subscriber: str | None = None
    offer: Offer | None = None
