"""Starting PostgreSQL again when it dies under us."""

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from bocage.database.embedded import EmbeddedServer
from bocage.database.embedded_error import EmbeddedServerError
from bocage.observability.log import log_of

DEATHS: Final = 5
WITHIN_SECONDS: Final = 60.0


@contextmanager
def kept_running(server: EmbeddedServer, gave_up: Callable[[EmbeddedServerError], None]) -> Iterator[None]:
    """Restart the server whenever it ends before the block does; `gave_up` hears why it no longer can be.

    The rows are safe whatever happens: PostgreSQL replays its own journal at each start.
    """
    watch = Watch(server, gave_up)
    # The new process counts this thread as its parent, so the thread lasts until the server is stopped.
    threading.Thread(target=watch.keep, name="postgresql", daemon=True).start()
    try:
        yield
    finally:
        watch.leave()


class Watch:
    """The thread that waits for a death."""

    def __init__(self, server: EmbeddedServer, gave_up: Callable[[EmbeddedServerError], None]) -> None:
        """Keep whom to watch and whom to tell."""
        self.server = server
        self.gave_up = gave_up
        self.leaving = False
        self.restarting = threading.Lock()
        self.deaths: deque[float] = deque(maxlen=DEATHS)

    def keep(self) -> None:
        """Wait, restart, and again."""
        try:
            while self.server.wait() is not None and self.restarted():
                pass
        except EmbeddedServerError as error:
            self.gave_up(error)

    def restarted(self) -> bool:
        """Start it again, unless we are leaving; raise when it dies too often."""
        with self.restarting:
            if self.leaving:
                return False
            self.deaths.append(time.monotonic())
            if len(self.deaths) == DEATHS and self.deaths[-1] - self.deaths[0] < WITHIN_SECONDS:
                message = f"PostgreSQL s’arrête sans cesse : lisez « {self.server.folder.log} », puis relancez."
                raise EmbeddedServerError(message)
            self.server.restart()
            log_of("bocage.database").warning("postgresql was killed and started again", pid=self.server.pid)
            return True

    def leave(self) -> None:
        """Let the server end from now on; waits for a restart under way."""
        with self.restarting:
            self.leaving = True
