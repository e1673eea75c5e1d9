"""The importers of every installed part."""

from functools import cache

from bocage.catalogue import discovery
from bocage.imports.importer import Importer


@cache
def importers() -> tuple[Importer, ...]:
    """Return them, sorted by key."""
    return tuple(sorted(discovery.importers(), key=lambda one: one.key))


def importer(key: str) -> Importer:
    """Return one by its key."""
    return next(one for one in importers() if one.key == key)
