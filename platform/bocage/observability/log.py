"""Structured logs on standard error: JSON for a machine, short lines for a terminal."""

import sys
from typing import Any, Final

import structlog
from structlog.typing import Processor

LEVELS: Final = {"debug": 10, "info": 20, "warning": 30, "error": 40}


def configure_log(*, terminal: bool, level: str = "info") -> None:
    """Choose the shape of the lines once, when the process starts.

    The library's own default prints the local variables of a failed call, hence passwords, and takes twenty seconds on
    a deep one; ours prints the frames alone.
    """
    shape: list[Processor] = (
        [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
        if terminal
        else [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *shape,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(LEVELS.get(level, LEVELS["info"])),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )


def log_of(name: str) -> Any:  # noqa: ANN401 -- the library's own lazy type
    """The logger of a part."""
    return structlog.get_logger(name)
