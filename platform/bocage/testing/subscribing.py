"""Modules opened at a place of a test."""

from collections.abc import Iterable
from typing import Any

from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.tenancy import Place


class NoSubscriberError(RuntimeError):
    """Nobody opens modules for tests."""


async def open_modules(database: Database, place: Place, modules: Iterable[str]) -> None:
    """Subscribe a place to modules, by the part that answers « subscribed to what »."""
    bringing = [part.subscriber for part in discovery.manifests() if part.subscriber]
    if len(bringing) != 1:
        raise NoSubscriberError(f"one part must declare Manifest.subscriber, {len(bringing)} do")
    subscriber: Any = discovery.named(bringing[0])
    await subscriber(database, place, modules)
