"""Every route says who it is open to, or the application does not start.

A handler carries in `opt` either `permission` (and its path then names a `{place:uuid}`) or `open_to`; one that
writes also carries the `verb` it leaves in the journal. `kinds`, where it is said, names the kinds of places in which the
page exists.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final

from litestar.handlers import HTTPRouteHandler

from bocage.tenancy import Kind

ANYONE: Final = "anyone"
SIGNED_IN: Final = "signed_in"
READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})


class UnclassifiedRouteError(RuntimeError):
    """A route that nobody said anything about, or that contradicts itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Classification:
    """Who may call a route: `permission` at a place of some `kinds`, or `open_to`; `verb` goes to the journal."""

    permission: str | None
    open_to: str | None
    verb: str | None
    kinds: frozenset[Kind]


def classified(opt: dict[str, Any]) -> Classification:
    """Read what a handler says of itself."""
    return Classification(
        permission=opt.get("permission"),
        open_to=opt.get("open_to"),
        verb=opt.get("verb"),
        kinds=frozenset(opt.get("kinds", Kind)),
    )


def refuse_unclassified(
    handlers: Iterable[HTTPRouteHandler],
    *,
    permissions: Collection[str],
    verbs: Collection[str],
) -> None:
    """Raise UnclassifiedRouteError with every fault found."""
    faults = [
        f"{sorted(handler.http_methods)} {sorted(handler.paths)}: {fault}"
        for handler in handlers
        for fault in faults_of(handler, permissions, verbs)
    ]
    if faults:
        raise UnclassifiedRouteError("\n".join(faults))


def faults_of(handler: HTTPRouteHandler, permissions: Collection[str], verbs: Collection[str]) -> list[str]:
    """Say what is wrong with one handler."""
    said = classified(dict(handler.opt))
    faults = []
    if (said.permission is None) == (said.open_to is None):
        faults.append("says neither or both of permission and open_to")
    if said.permission is not None and said.permission not in permissions:
        faults.append(f"permission {said.permission!r} is declared by no manifest")
    if said.permission is not None and not all("{place:uuid}" in path for path in handler.paths):
        faults.append("asks for a permission without a {place:uuid} in its path")
    if said.open_to not in (None, ANYONE, SIGNED_IN):
        faults.append(f"open_to {said.open_to!r} is unknown")
    if handler.http_methods - READING and said.verb not in verbs:
        faults.append(f"writes, and its verb {said.verb!r} is declared by no manifest")
    return faults
