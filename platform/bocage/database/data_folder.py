"""The folder that holds everything the embedded server keeps.

postgresql/        the cluster, 0700, owned by whoever PostgreSQL runs as
passwords.json     the passwords of the three logins, 0600
lock               held while a process of ours serves the folder; says which
socket             a link to the short folder of the socket, see `bocage.database.socket_folder`
postgresql.log     what PostgreSQL says
"""

import errno
import fcntl
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

from bocage.database.embedded_error import EmbeddedServerError, folder_error

LONGEST_PATH_BYTES: Final = 900
"""PostgreSQL cuts paths at 1,023 bytes, and its own names need some of them."""
LONGEST_LOG_BYTES: Final = 10_000_000
PRIVATE: Final = 0o700
OPEN_TO_OTHERS: Final = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFolder:
    """Where each thing is kept."""

    path: Path

    @classmethod
    def of(cls, path: Path) -> Self:
        """Name the folder by its full path; nothing is looked at."""
        return cls(path=Path(os.path.realpath(path)))

    @property
    def cluster(self) -> Path:
        """PostgreSQL's own folder."""
        return self.path / "postgresql"

    @property
    def unfinished(self) -> Path:
        """A cluster being made; it takes its name when it is whole."""
        return self.path / "postgresql.new"

    @property
    def passwords(self) -> Path:
        """The passwords of the logins."""
        return self.path / "passwords.json"

    @property
    def lock(self) -> Path:
        """The file locked by who serves the folder."""
        return self.path / "lock"

    @property
    def socket(self) -> Path:
        """The link to the socket's folder."""
        return self.path / "socket"

    @property
    def log(self) -> Path:
        """What PostgreSQL says."""
        return self.path / "postgresql.log"


def prepare(folder: DataFolder) -> None:
    """Create the folder, or check that it can serve; raise EmbeddedServerError when it cannot."""
    try:
        refuse_long(folder)
        folder.path.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        refuse_closed(folder)
        close_to_others(folder)
    except OSError as error:
        raise folder_error(folder.path, error) from error


def refuse_long(folder: DataFolder) -> None:
    """Say of a path what the system would say later and less clearly."""
    if len(os.fsencode(folder.path)) > LONGEST_PATH_BYTES:
        raise OSError(errno.ENAMETOOLONG, os.strerror(errno.ENAMETOOLONG))


def refuse_closed(folder: DataFolder) -> None:
    """See beforehand that files can be read, made and reached."""
    if not os.access(folder.path, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def close_to_others(folder: DataFolder) -> None:
    """Where others may write, they could put a cluster of theirs under our name.

    A folder that is empty was given to us and is closed; any other is left as it is, whatever it may be.
    """
    if not folder.path.stat().st_mode & OPEN_TO_OTHERS:
        return
    if any(folder.path.iterdir()):
        message = (
            f"Le dossier de données « {folder.path} » contient déjà des fichiers et d’autres comptes peuvent y écrire : "
            "choisissez un dossier vide avec --data, ou fermez celui-ci (chmod go-w)."
        )
        raise EmbeddedServerError(message)
    folder.path.chmod(PRIVATE)


def take_lock(folder: DataFolder) -> int:
    """Return the descriptor of the lock, which the system frees when the process ends, however it ends."""
    try:
        descriptor = os.open(folder.lock, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise folder_error(folder.path, error) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = os.pread(descriptor, 20, 0).decode(errors="replace").strip()
        os.close(descriptor)
        message = (
            f"Le dossier de données « {folder.path} » sert déjà à un autre Bocage (processus {holder or 'inconnu'}) : "
            "arrêtez-le, ou choisissez un autre dossier avec --data."
        )
        raise EmbeddedServerError(message) from error
    os.truncate(descriptor, 0)
    os.pwrite(descriptor, str(os.getpid()).encode(), 0)
    return descriptor


def open_log(folder: DataFolder) -> int:
    """Return a descriptor at the end of the log; one older log is kept."""
    if folder.log.exists() and folder.log.stat().st_size > LONGEST_LOG_BYTES:
        folder.log.replace(folder.log.with_suffix(".log.1"))
    return os.open(folder.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW, 0o600)
