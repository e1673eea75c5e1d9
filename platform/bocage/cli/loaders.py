"""What parts bring to fill a database: registers for everybody, the demonstration's department."""

import asyncio
from collections.abc import Iterable
from importlib.metadata import entry_points
from typing import Any

from bocage.cli.progress import step


def loaders_of(group: str) -> tuple[Any, ...]:
    """Import the loaders that parts bring, in the order of their names."""
    return tuple(point.load() for point in sorted(entry_points(group=group), key=lambda point: point.name))


def fill(loaders: Iterable[Any], *arguments: str) -> None:
    """Run loaders one after the other; `title` says on the terminal what one loads."""
    for load in loaders:
        with step(getattr(load, "title", "Données")):
            asyncio.run(load(*arguments))
