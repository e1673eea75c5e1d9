"""`bocage up` as a process of its own, for tests that stop it, kill it or work beside it."""

import re
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import httpx
import pytest

from bocage.testing.accounts import BOCAGE, Account

PROVIDER = {"OIDC_ISSUER": "https://connexion.exemple.fr/realms/bocage", "OIDC_CLIENT_SECRET": "invented"}
PATIENCE_SECONDS = 30
LAST_WORDS = "Ctrl-C pour arrêter.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Up:
    """A `bocage up` that answers; `said` is what it had to say."""

    process: subprocess.Popen[str]
    port: int
    folder: Path
    said: str

    @property
    def postgres(self) -> int:
        """Number of its PostgreSQL."""
        return int((self.folder / "postgresql" / "postmaster.pid").read_text().splitlines()[0])

    def ready(self) -> bool:
        """Ask whether it takes work."""
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/health/ready").is_success
        except httpx.TransportError:
            return False

    def ends(self, sent: signal.Signals) -> int:
        """Send a signal and return the status it ends with."""
        self.process.send_signal(sent)
        return self.process.wait(timeout=PATIENCE_SECONDS)


def free_port() -> int:
    """Find a port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def up(account: Account, *options: str, **environment: str) -> Iterator[Up]:
    """Start it and wait for its address."""
    port, folder = free_port(), account.home / "bocage"
    given = [*BOCAGE, "up", "--port", str(port), "--data", str(folder), *options]
    process = account.start(*given, **{**PROVIDER, **environment})
    drained = [threading.Thread(target=drain, args=(pipe,)) for pipe in (process.stdout, process.stderr)]
    try:
        said = announced(process)
        for one in drained:
            one.start()
        yield Up(process=process, port=port, folder=folder, said=said)
    finally:
        process.kill()
        process.wait()
        for one in drained:
            if one.ident is not None:
                one.join()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe:
                pipe.close()


def drain(pipe: IO[str] | None) -> None:
    """Read what nobody looks at: a pipe that is full stops who writes to it."""
    for _ in pipe or ():
        pass


def announced(process: subprocess.Popen[str]) -> str:
    """Read what a process says until it answers; fail with its complaint when it ends before."""
    said = ""
    for line in process.stdout or ():
        said += line
        if line == LAST_WORDS:
            return said.removesuffix(LAST_WORDS)
    pytest.fail(process.stderr.read() if process.stderr else "it says nothing")


def gone(pid: int) -> bool:
    """Tell whether a process ended; a dead one that nobody buried has no command line."""
    try:
        return not Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return True


def eventually(condition: Callable[[], bool]) -> bool:
    """Ask again until it is so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def one_sentence(said: str) -> str:
    """Check that it is one line, in words and not in a trace."""
    if not re.fullmatch(r"[^\n]+\.\n", said):
        pytest.fail(f"not one sentence: {said}")
    return said
