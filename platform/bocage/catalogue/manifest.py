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
    without a tenant why it has none.
    """

    slug: str
    title: str
    package: str
    routes: str | None = None
    templates: bool = False
    importers: str | None = None
    pages: tuple[Page, ...] = ()
    permissions: tuple[Permission, ...] = ()
    verbs: Mapping[str, str] = field(default_factory=dict)
    global_tables: Mapping[str, str] = field(default_factory=dict)
