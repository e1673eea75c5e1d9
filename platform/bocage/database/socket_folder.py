"""A short folder for the socket: its whole path must fit in 107 bytes, and a data folder may be deep.

It lies in the temporary folder, under a name that nobody can guess or take beforehand, open to its owner only. A link
in the data folder remembers it: the next start removes what a killed process left, and `psql -h` finds it.
"""

import contextlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import Final

from bocage.database.data_folder import DataFolder
from bocage.database.embedded_error import EmbeddedServerError

PREFIX: Final = "bocage-"
# Not the session's run-time folder: it goes away when the person logs out, and the server may outlive the session.
ROOTS: Final = ("/tmp", "/var/tmp", "/dev/shm")  # noqa: S108 -- only as parents of a folder made by mkdtemp
LONGEST_ROOT_BYTES: Final = 60
UNSAFE: Final = frozenset(",:\"'\\")
"""What would be read as a list of hosts, or of folders."""


def make(folder: DataFolder, owner: int) -> Path:
    """Create the folder for the user `owner`, and the link to it."""
    remove(folder)
    path = created()
    os.chown(path, owner, -1)
    folder.socket.symlink_to(path)
    return path


def created() -> Path:
    """Try the temporary folder of the environment first, then the usual ones."""
    for root in (tempfile.gettempdir(), *ROOTS):
        if len(os.fsencode(root)) > LONGEST_ROOT_BYTES or UNSAFE & set(root):
            continue
        with contextlib.suppress(OSError):
            return Path(tempfile.mkdtemp(prefix=PREFIX, dir=root))
    message = "Aucun dossier temporaire n’est ouvert en écriture : rendez /tmp accessible, puis relancez."
    raise EmbeddedServerError(message)


def renew(path: Path, owner: int) -> None:
    """Empty the folder of a server that was killed, or make it again when a cleaner of temporary files took it."""
    path.mkdir(mode=0o700, exist_ok=True)
    for left in path.iterdir():
        left.unlink()
    os.chown(path, owner, -1)


def remove(folder: DataFolder) -> None:
    """Remove the folder that the link names, when it is one of ours, and the link."""
    if not folder.socket.is_symlink():
        return
    target = folder.socket.readlink()
    if target.name.startswith(PREFIX) and not target.is_symlink():
        shutil.rmtree(target, ignore_errors=True)
    folder.socket.unlink(missing_ok=True)
