"""The process that serves a cluster: is it there, is it ready, why did it stop."""

import contextlib
import os
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bocage.database.embedded_error import EmbeddedServerError

PATIENCE_SECONDS: Final = {signal.SIGINT: 60.0, signal.SIGQUIT: 10.0, signal.SIGKILL: 10.0}
"""How long each way to ask is given: stop now, stop without a checkpoint, die."""
LOOK_AGAIN_SECONDS: Final = 0.01
STATUS_LINE: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    """What `postmaster.pid` says."""

    pid: int
    socket: Path
    ready: bool


def recorded(cluster: Path) -> Postmaster | None:
    """Read `postmaster.pid`; None when it is absent or half-written."""
    try:
        lines = (cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except OSError:
        return None
    if len(lines) < STATUS_LINE or not lines[0].strip().isdigit():
        return None
    ready = lines[STATUS_LINE - 1].strip() == "ready"
    return Postmaster(pid=int(lines[0]), socket=Path(lines[4]), ready=ready)


def serves(pid: int, cluster: Path) -> bool:
    """Tell whether a number is that of a living PostgreSQL on this cluster, and not of a later stranger."""
    return os.fsencode(cluster) in command_of(pid)


def command_of(pid: int) -> bytes:
    """Return the command line of a process, empty when there is none."""
    if Path("/proc/self/cmdline").exists():
        with contextlib.suppress(OSError):
            return Path(f"/proc/{pid}/cmdline").read_bytes()
        return b""
    asked = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
    return subprocess.run(asked, capture_output=True, check=False).stdout  # noqa: S603 -- a number only


def end(pid: int, cluster: Path, first: signal.Signals = signal.SIGINT) -> None:
    """Stop a server, more and more firmly; return when it is gone."""
    for sent in (asked for asked in PATIENCE_SECONDS if asked == first or asked is not signal.SIGINT):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, sent)
        deadline = time.monotonic() + PATIENCE_SECONDS[sent]
        while time.monotonic() < deadline:
            if not serves(pid, cluster):
                return
            time.sleep(LOOK_AGAIN_SECONDS)


def clear_the_way(cluster: Path) -> None:
    """Stop a server that outlived the process that started it, and remove what a killed one left.

    The caller holds the lock of the folder, so no process of ours serves it.
    """
    left = recorded(cluster)
    if left is not None and serves(left.pid, cluster):
        try:
            end(left.pid, cluster)
        except PermissionError as error:
            message = (
                f"Un PostgreSQL d’un autre compte (processus {left.pid}) sert déjà « {cluster} » : arrêtez-le, ou "
                "choisissez un autre dossier avec --data."
            )
            raise EmbeddedServerError(message) from error
    # Its number may belong to a stranger by now, and PostgreSQL would wait for that one.
    (cluster / "postmaster.pid").unlink(missing_ok=True)
