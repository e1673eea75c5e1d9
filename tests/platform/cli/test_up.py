"""`bocage up`, as a process of its own: started, stopped, killed, refused."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from bocage.database.embedded import LOGIN, EmbeddedServer
from bocage.testing.accounts import BOCAGE, Account
from bocage.testing.database import FreshDatabase

PROVIDER = {"OIDC_ISSUER": "https://connexion.exemple.fr/realms/bocage", "OIDC_CLIENT_SECRET": "invented"}
PATIENCE_SECONDS = 30


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
            return httpx.get(f"http://127.0.0.1:{self.port}/health/ready").status_code == 200
        except httpx.TransportError:
            return False

    def ends(self, sent: signal.Signals) -> int:
        """Send a signal and return the status it ends with."""
        self.process.send_signal(sent)
        self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode


def free_port() -> int:
    """Find a port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def up(account: Account, *options: str, **environment: str) -> Iterator[Up]:
    """Start it and wait for its address."""
    port, folder = free_port(), account.home / "bocage"
    given = [*BOCAGE, "up", "--port", str(port), "--data", str(folder), *options]
    process = account.start(*given, **PROVIDER, **environment)
    assert process.stdout
    assert process.stderr
    try:
        said = "".join(iter(process.stdout.readline, "Ctrl-C pour arrêter.\n"))
        assert process.poll() is None, process.stderr.read()
        yield Up(process=process, port=port, folder=folder, said=said)
    finally:
        process.kill()
        process.communicate()


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


def test_any_account_gets_an_address_that_answers(account: Account) -> None:
    with up(account) as started:
        assert started.said.strip() == f"Bocage répond sur http://127.0.0.1:{started.port}"
        assert started.ready()


def test_the_demonstration_says_who_may_sign_in_and_starts_a_second_time(oneself: Account) -> None:
    for _ in range(2):
        with up(oneself, "--demo") as started:
            assert "Nadège Coursac" in started.said
            assert started.ready()
            assert started.ends(signal.SIGINT) == 0


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_told_to_stop_it_stops_everything_it_started(oneself: Account, sent: signal.Signals) -> None:
    with up(oneself) as started:
        postgres, sockets = started.postgres, (started.folder / "socket").readlink()
        assert started.ends(sent) == 0
    assert gone(postgres)
    assert not sockets.exists()
    with socket.create_server(("127.0.0.1", started.port)):
        pass


def test_told_to_stop_while_it_prepares_it_stops_everything_too(oneself: Account) -> None:
    folder = oneself.home / "bocage"
    record = folder / "postgresql" / "postmaster.pid"
    process = oneself.start(*BOCAGE, "up", "--port", str(free_port()), "--data", str(folder), **PROVIDER)
    assert eventually(record.exists)
    postgres = int(record.read_text().splitlines()[0])
    process.send_signal(signal.SIGINT)
    said, complained = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, said, complained.strip()) == (130, "", "")
    assert gone(postgres)


def test_killed_without_a_word_it_leaves_no_postgresql_and_starts_again_at_once(account: Account) -> None:
    with up(account) as first:
        postgres = first.postgres
        first.process.kill()
        with up(account) as second:
            assert second.ready()
    assert eventually(lambda: gone(postgres))


def test_postgresql_killed_under_it_comes_back(oneself: Account) -> None:
    with up(oneself) as started:
        dead = started.postgres
        os.kill(dead, signal.SIGKILL)
        assert eventually(started.ready)
        assert started.postgres != dead
        assert started.ends(signal.SIGTERM) == 0


def test_a_port_in_use_is_said_before_anything_is_done(oneself: Account) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = oneself.run(*BOCAGE, "up", "--port", str(port), "--data", str(oneself.home / "bocage"))
    assert (done.returncode, done.stdout) == (1, "")
    assert one_sentence(done.stderr).startswith(f"Le port {port} est déjà pris : arrêtez")
    assert not (oneself.home / "bocage").exists()


def test_a_second_one_on_the_same_folder_is_refused(oneself: Account) -> None:
    with up(oneself) as started:
        options = ("--port", str(free_port()), "--data", str(started.folder))
        done = oneself.run(*BOCAGE, "up", *options, **PROVIDER)
    assert done.returncode == 1
    assert f"sert déjà à un autre Bocage (processus {started.process.pid})" in one_sentence(done.stderr)


def test_a_folder_that_cannot_be_read_is_refused(ordinary: Account) -> None:
    folder = ordinary.home / "bocage"
    folder.mkdir()
    os.chown(folder, ordinary.home.stat().st_uid, -1)
    folder.chmod(0)
    done = ordinary.run(*BOCAGE, "up", "--port", str(free_port()), "--data", str(folder), **PROVIDER)
    folder.chmod(0o700)
    assert done.returncode == 1
    assert "n’est pas ouvert au compte qui lance Bocage" in one_sentence(done.stderr)


def test_browser_files_that_are_missing_are_said_before_anything_is_done(oneself: Account, tmp_path: Path) -> None:
    folder = oneself.home / "bocage"
    options = ("--port", str(free_port()), "--data", str(folder))
    done = oneself.run(*BOCAGE, "up", *options, BOCAGE_ASSETS=str(tmp_path), **PROVIDER)
    assert done.returncode == 1
    assert "make run" in one_sentence(done.stderr)
    assert not folder.exists()


def test_the_folder_is_that_of_the_account_unless_told_otherwise(oneself: Account) -> None:
    done = oneself.run(
        *BOCAGE, "up", "--port", str(free_port()), PATH="/nowhere", XDG_DATA_HOME=str(oneself.home), **PROVIDER
    )
    assert (oneself.home / "bocage").exists() or done.returncode == 0


def test_the_database_of_the_environment_replaces_the_embedded_one(
    oneself: Account,
    fresh_database: FreshDatabase,
) -> None:
    urls = {"DATABASE_URL": fresh_database.url, "MIGRATE_DATABASE_URL": fresh_database.migrate_url}
    with up(oneself, **urls) as started:
        assert started.ready()
        assert not started.folder.exists()


def test_without_a_login_to_migrate_a_database_that_is_up_to_date_serves(
    oneself: Account,
    fresh_database: FreshDatabase,
) -> None:
    with up(oneself, DATABASE_URL=fresh_database.url) as started:
        assert started.ready()


def test_without_a_login_to_migrate_an_empty_database_is_refused(oneself: Account, postgres: EmbeddedServer) -> None:
    options = ("--port", str(free_port()))
    done = oneself.run(*BOCAGE, "up", *options, DATABASE_URL=postgres.url(LOGIN, "postgres"), **PROVIDER)
    assert done.returncode == 1
    assert one_sentence(done.stderr).startswith("Donnez MIGRATE_DATABASE_URL")


def one_sentence(said: str) -> str:
    """Check that it is one line, in words and not in a trace."""
    assert re.fullmatch(r"[^\n]+\.\n", said), said
    return said
