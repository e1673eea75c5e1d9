"""Finding what is installed, by entry points: nothing is registered in a central list."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Any, Final

from bocage.catalogue.manifest import Manifest, Page, Search
from bocage.catalogue.platform_parts import PLATFORM
from bocage.catalogue.soundness import faults_of
from bocage.tenancy.ports import Directory, Entitlements, Liveries, Rights

TENANTS: Final = "bocage.tenants"
MODULES: Final = "bocage.modules"


class ManifestError(RuntimeError):
    """Two parts declare the same thing, or one declares what is not there."""


@cache
def manifests() -> tuple[Manifest, ...]:
    """Return the manifests of the platform and of every installed part, sorted by slug."""
    floor = [point.load() for point in entry_points(group=TENANTS)]
    parts = sorted((*PLATFORM, *floor, *modules()), key=lambda part: part.slug)
    refuse_twins(parts)
    return tuple(parts)


@cache
def modules() -> tuple[Manifest, ...]:
    """Return the manifests of the modules, which exist only where they are subscribed to, sorted by title."""
    found = sorted((point.load() for point in entry_points(group=MODULES)), key=lambda part: part.title)
    faults = [f"{part.slug}: {fault}" for part in found for fault in faults_of(part)]
    if faults:
        raise ManifestError("\n".join(faults))
    return tuple(found)


@cache
def module_permissions() -> Mapping[str, str]:
    """Return the module of each permission that a module declares: what ties pages, routes and files to it."""
    return {right.key: part.slug for part in modules() for right in part.permissions}


def module_of(permission: str | None) -> str | None:
    """Return the module that declares a permission; None for one of the house."""
    return None if permission is None else module_permissions().get(permission)


def forget() -> None:
    """Find installed parts anew: tests install some."""
    for found in (manifests, modules, module_permissions):
        found.cache_clear()


def refuse_twins(parts: Sequence[Manifest]) -> None:
    """A slug, a verb, a permission or a table belongs to one part."""
    for what, names in (
        ("slug", [part.slug for part in parts]),
        ("verb", [verb for part in parts for verb in part.verbs]),
        ("permission", [right.key for part in parts for right in part.permissions]),
        ("table", [table for part in parts for table in part.global_tables]),
        ("sample", [column for part in parts for column in part.samples]),
    ):
        twins = sorted({name for name in names if names.count(name) > 1})
        if twins:
            message = f"{what} declared twice: {', '.join(twins)}"
            raise ManifestError(message)


def named(reference: str) -> Any:  # noqa: ANN401 -- whatever the manifest points at
    """Load `module:NAME`."""
    module, _, name = reference.partition(":")
    return getattr(import_module(module), name)


def routes() -> tuple[Any, ...]:
    """Return the route handlers of every part."""
    return tuple(handler for part in manifests() for handler in routes_of(part))


def routes_of(part: Manifest) -> tuple[Any, ...]:
    """Return the route handlers of one part, which names a tuple of them or a function that makes it."""
    found = named(part.routes) if part.routes else ()
    return tuple(found() if callable(found) else found)


def importers() -> tuple[Any, ...]:
    """Return the importers of every part."""
    return tuple(one for part in manifests() for one in importers_of(part))


def importers_of(part: Manifest) -> tuple[Any, ...]:
    """Return the importers of one part."""
    return tuple(named(part.importers)) if part.importers else ()


def pages() -> tuple[Page, ...]:
    """Return the navigation of every part, in its order."""
    return tuple(sorted((page for part in manifests() for page in part.pages), key=lambda page: page.order))


def searches() -> tuple[Search, ...]:
    """Return what may be looked for from the band, part by part."""
    return tuple(search for part in manifests() for search in part.searches)


def words() -> dict[str, str]:
    """Return the names of the journal's values as a person reads them."""
    return {name: said for part in manifests() for name, said in part.words.items()}


def global_tables() -> dict[str, str]:
    """Return the tables without a tenant, each with its reason."""
    return {table: reason for part in manifests() for table, reason in part.global_tables.items()}


def newborn_tables() -> dict[str, str]:
    """Return the tables that take the first rows of tenants being born, each with what it holds of them."""
    return {table: reason for part in manifests() for table, reason in part.newborn_tables.items()}


def samples() -> dict[str, Any]:
    """Return the values that the isolation suite is given, by « table.column »."""
    return {column: value for part in manifests() for column, value in part.samples.items()}


def identifiers(handler: object) -> dict[str, str]:
    """Return the queries that fill the addresses of a route: those of its own part win over the other parts'."""
    everybody = {name: query for part in manifests() for name, query in part.identifiers.items()}
    own = next((part.identifiers for part in manifests() if handler in routes_of(part)), {})
    return {**everybody, **own}


def verbs() -> dict[str, str]:
    """Return the verbs of the journal, each with its sentence."""
    return {verb: sentence for part in manifests() for verb, sentence in part.verbs.items()}


def permissions() -> frozenset[str]:
    """Return the keys of every permission."""
    return frozenset(right.key for part in manifests() for right in part.permissions)


def permissions_held_by(role: str) -> frozenset[str]:
    """Return the keys of the permissions that parts give to a role."""
    return frozenset(right.key for part in manifests() for right in part.permissions if role in right.held_by)


def writing_permissions() -> frozenset[str]:
    """Return the keys of the permissions of parts that let somebody write in their place."""
    return frozenset(right.key for part in manifests() for right in part.permissions if right.writes)


def permission_titles(keys: Iterable[str]) -> tuple[str, ...]:
    """Say permissions in words, in the order they were declared."""
    wanted = frozenset(keys)
    return tuple(right.title for part in manifests() for right in part.permissions if right.key in wanted)


@cache
def rights() -> Rights:
    """Return the installed answer to « who may what »."""
    answer: Rights = port("rights")
    return answer


@cache
def entitlements() -> Entitlements:
    """Return the installed answer to « subscribed to what »."""
    answer: Entitlements = port("entitlements")
    return answer


@cache
def directory() -> Directory:
    """Return the installed answer to « which communes, and where »."""
    answer: Directory = port("directory")
    return answer


@cache
def liveries() -> Liveries:
    """Return the installed answer to « what do the pages wear »."""
    answer: Liveries = port("livery")
    return answer


def port(name: str) -> Any:  # noqa: ANN401 -- what answers a port is told by its protocol
    """Load what answers a port of the platform."""
    points = entry_points(group="bocage.ports", name=name)
    if len(points) != 1:
        message = f"exactly one part must answer the port « {name} », found {len(points)}"
        raise ManifestError(message)
    return next(iter(points)).load()
