"""PostgreSQL started again when it dies under us."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from bocage.database.embedded import EmbeddedServer, EmbeddedServerError
from bocage.database.supervision import DEATHS, kept_running

pytestmark = pytest.mark.slow(seconds=6)


def unexpected(error: EmbeddedServerError) -> None:
    """Stand for a restart that must not fail."""
    raise error


def eventually(condition: Callable[[], bool]) -> bool:
    """Ask again for ten seconds."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.01)
    return False


def answers(url: str) -> bool:
    """Tell whether the server takes connections."""
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


def killed(server: EmbeddedServer) -> int:
    """Kill the server as a power cut would."""
    pid = server.pid
    os.kill(pid, signal.SIGKILL)
    return pid


def test_a_server_killed_answers_again_at_the_same_address(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path) as server, kept_running(server, unexpected):
        url = server.plain_url()
        dead = killed(server)
        assert eventually(lambda: server.pid != dead and answers(url))


def test_a_server_that_is_stopped_on_purpose_stays_so(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path, durable=False) as server:
        url = server.plain_url()
        with kept_running(server, unexpected):
            pass
        server.stop()
        time.sleep(0.3)
        assert not answers(url)


def test_a_server_that_dies_again_and_again_is_given_up_with_a_sentence(tmp_path: Path) -> None:
    heard: list[str] = []
    with (
        EmbeddedServer(tmp_path, durable=False) as server,
        kept_running(server, lambda error: heard.append(error.sentence)),
    ):
        for _ in range(DEATHS):
            dead = killed(server)
            assert eventually(lambda dead=dead: server.pid != dead or bool(heard))  # type: ignore[misc]  # a default on a lambda
        assert eventually(lambda: bool(heard))
    assert heard[0].startswith("PostgreSQL s’arrête sans cesse")
