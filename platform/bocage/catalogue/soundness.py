"""What is wrong with the manifest of a module, seen before anything of it is served."""

import re
from collections.abc import Iterator
from importlib import import_module
from typing import Final

from bocage.catalogue.manifest import Manifest

SLUG: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")


def faults_of(part: Manifest) -> Iterator[str]:
    """Say each fault of one module."""
    if not SLUG.fullmatch(part.slug):
        yield "its slug must be made of small letters, figures and underscores"
    own = {right.key for right in part.permissions}
    for what, wanted in (("page", [page.permission for page in part.pages]),
                         ("search", [search.permission for search in part.searches])):  # fmt: skip
        yield from (f"a {what} asks for {key!r}, which it does not declare" for key in wanted if key not in own)
    keys = [one.key for one in part.offer.prerequisites] if part.offer else []
    yield from (f"prerequisite {key!r} declared twice" for key in sorted({key for key in keys if keys.count(key) > 1}))
    yield from (f"nothing is at {reference!r}" for reference in references(part) if not leads_somewhere(reference))


def references(part: Manifest) -> Iterator[str]:
    """The functions that an offer names."""
    if part.offer is not None:
        yield from (one.check for one in part.offer.prerequisites)
        yield from (part.offer.figures,) if part.offer.figures else ()


def leads_somewhere(reference: str) -> bool:
    """Tell whether `module:function` is a function."""
    module, _, name = reference.partition(":")
    try:
        return callable(getattr(import_module(module), name, None))
    except ImportError:
        return False
