"""Progress of long work: on a terminal each step with its duration, nothing when the output goes elsewhere."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from rich.console import Console

SCREEN: Final = Console(stderr=True, highlight=False)


@contextmanager
def step(title: str) -> Iterator[None]:
    """Show that something runs, then how long it took."""
    if not SCREEN.is_terminal:
        yield
        return
    title = title[:1].upper() + title[1:]
    started = time.monotonic()
    with SCREEN.status(f"{title}…"):
        yield
    seconds = f"{time.monotonic() - started:.1f}".replace(".", ",")
    SCREEN.print(f"  [green]✓[/] {title} [dim]{seconds} s[/]")
