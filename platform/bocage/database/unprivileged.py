"""PostgreSQL refuses to run as root: how to start it all the same without changing the owner of any file."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Final

NOBODY: Final = "65534"
TRIED: Final[dict[str, bool]] = {}


class NoWayDownError(RuntimeError):
    """Root here can become nobody else."""

    def __init__(self) -> None:
        """Say what to do."""
        self.sentence = (
            "PostgreSQL ne démarre pas sous root, et ce système n’offre ni « unshare » ni « setpriv ». "
            "Relancez sous un compte ordinaire, ou donnez DATABASE_URL."
        )
        super().__init__(self.sentence)


def command_prefix(folder: Path) -> list[str]:
    """Words to put before a PostgreSQL program: none for an ordinary user.

    A user namespace comes first: files stay root's and no permission is touched, even under a closed home.
    """
    if os.geteuid() != 0:
        return []
    if works(["unshare", "--user", "--map-user=1000", "--map-group=1000"]):
        return ["unshare", "--user", "--map-user=1000", "--map-group=1000"]
    if works(["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]):
        hand_over(folder)
        return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    raise NoWayDownError


def dying_with_parent() -> list[str]:
    """Words that end PostgreSQL, quickly and cleanly, when the process that started it dies of anything at all."""
    words = ["setpriv", "--pdeathsig=INT"]
    return words if works(words) else []


def works(words: list[str]) -> bool:
    """Tell whether a wrapper runs here; asked once a process."""
    key = " ".join(words)
    if key not in TRIED:
        TRIED[key] = (
            shutil.which(words[0]) is not None
            and not subprocess.run(
                [*words, "true"],
                check=False,
                capture_output=True,
            ).returncode
        )
    return TRIED[key]


def hand_over(folder: Path) -> None:
    """Give the data folder to nobody; only where namespaces are forbidden."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, int(NOBODY), int(NOBODY))
