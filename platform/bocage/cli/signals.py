"""Being told to stop."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def told_politely() -> Iterator[None]:
    """Take the system's stop, and the closing of the terminal, as Ctrl-C: what was started is stopped in order."""
    kept = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP)}
    signal.signal(signal.SIGTERM, interrupt)
    # A command started with nohup asked not to hear of the terminal.
    if kept[signal.SIGHUP] is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, pass_on)
    try:
        yield
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def interrupt(_number: int, _frame: FrameType | None) -> None:
    """Leave from wherever we are."""
    raise KeyboardInterrupt


def pass_on(_number: int, _frame: FrameType | None) -> None:
    """Let whoever handles TERM at this moment, us or the web server, handle this too."""
    os.kill(os.getpid(), signal.SIGTERM)
