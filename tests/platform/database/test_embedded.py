"""The embedded server as it is lived with: killed, started again, started twice, by root and by anybody."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

from bocage.database.embedded import LOGIN, MIGRATE, SUPERUSER, EmbeddedServer, EmbeddedServerError, running
from bocage.testing.accounts import Account

pytestmark = pytest.mark.slow(seconds=47)

PARENT = """
import json, sys
from pathlib import Path
from bocage.database.embedded import EmbeddedServer, EmbeddedServerError
try:
    server = EmbeddedServer(Path(sys.argv[1])).start()
except EmbeddedServerError as error:
    sys.exit(error.sentence)
print(json.dumps({"pid": server.pid, "url": server.plain_url(), "sockets": str(server.address.socket)}), flush=True)
sys.stdin.read()
server.stop()
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parent:
    """A process that started a server, and the server."""

    process: subprocess.Popen[str]
    pid: int
    url: str
    sockets: Path


@contextmanager
def parent(account: Account, folder: Path, **environment: str) -> Iterator[Parent]:
    """Start a server from another process; closing its input asks it to stop."""
    process = account.start("-c", PARENT, str(folder), **environment)
    assert process.stdout
    assert process.stderr
    try:
        line = process.stdout.readline()
        assert line, process.stderr.read()
        told = json.loads(line)
        yield Parent(process=process, pid=told["pid"], url=told["url"], sockets=Path(told["sockets"]))
    finally:
        process.communicate(timeout=30)


def ended(pid: int, within_seconds: float = 10) -> bool:
    """Wait for the end of a process; one that is dead and not yet buried has no command line."""
    deadline = time.monotonic() + within_seconds
    while time.monotonic() < deadline:
        try:
            if not Path(f"/proc/{pid}/cmdline").read_bytes():
                return True
        except OSError:
            return True
        time.sleep(0.01)
    return False


def write_row(url: str) -> None:
    """Commit one row in a table of its own."""
    with psycopg.connect(url) as connection:
        connection.execute("create table if not exists kept (word text)")
        connection.execute("insert into kept values ('hêtre')")


def rows(url: str) -> int:
    """Count the rows committed."""
    with psycopg.connect(url) as connection:
        found = connection.execute("select count(*) from kept").fetchone()
    return found[0] if found else 0


def test_a_stop_and_a_start_keep_the_rows_for_any_account(account: Account) -> None:
    folder = account.home / "bocage"
    with parent(account, folder) as first:
        write_row(first.url)
    assert ended(first.pid)
    with parent(account, folder) as second:
        assert rows(second.url) == 1


def test_a_parent_killed_takes_the_server_along_and_the_next_start_finds_the_rows(account: Account) -> None:
    folder = account.home / "bocage"
    with parent(account, folder) as first:
        write_row(first.url)
        client = psycopg.connect(first.url)
        first.process.kill()
        with parent(account, folder) as second:
            assert rows(second.url) == 1
        client.close()
    assert ended(first.pid)


def test_without_setpriv_a_parent_killed_takes_the_server_along_all_the_same(ordinary: Account, tmp_path: Path) -> None:
    with parent(ordinary, ordinary.home / "bocage", PATH=str(tmp_path)) as started:
        started.process.kill()
        assert ended(started.pid)


def test_without_setpriv_the_server_stops_when_asked(ordinary: Account, tmp_path: Path) -> None:
    with parent(ordinary, ordinary.home / "bocage", PATH=str(tmp_path)) as started:
        pass
    assert started.process.returncode == 0
    assert ended(started.pid, within_seconds=0.1)


def test_a_server_killed_starts_again_at_the_same_address_with_its_rows(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "bocage") as server:
        url = server.plain_url()
        write_row(url)
        os.kill(server.pid, signal.SIGKILL)
        server.wait()
        server.restart()
        assert rows(url) == 1


def test_a_server_and_its_parent_killed_together_lose_nothing(account: Account) -> None:
    folder = account.home / "bocage"
    with parent(account, folder) as first:
        write_row(first.url)
        first.process.kill()
        os.kill(first.pid, signal.SIGKILL)
        with parent(account, folder) as second:
            assert rows(second.url) == 1


def test_the_number_of_a_dead_server_given_to_a_stranger_does_not_stop_a_start(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "bocage") as server:
        left = (server.folder.cluster / "postmaster.pid").read_text().splitlines()
    (server.folder.cluster / "postmaster.pid").write_text("\n".join([str(os.getpid()), *left[1:]]) + "\n")
    with EmbeddedServer(tmp_path / "bocage") as again:
        assert again.alive


def test_a_second_start_on_the_same_folder_is_refused_with_the_number_of_the_first(account: Account) -> None:
    folder = account.home / "bocage"
    with parent(account, folder) as first:
        second = account.run("-c", PARENT, str(folder))
        write_row(first.url)
    assert second.returncode == 1
    assert f"sert déjà à un autre Bocage (processus {first.process.pid})" in second.stderr


def test_the_folder_of_the_socket_goes_with_the_server(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "bocage") as server:
        sockets = server.address.socket
        assert sockets.stat().st_mode & 0o777 == 0o700
    assert not sockets.exists()


def test_what_a_killed_process_left_is_removed_by_the_next_start(oneself: Account) -> None:
    folder = oneself.home / "bocage"
    with parent(oneself, folder) as first:
        first.process.kill()
    assert first.sockets.exists()
    with parent(oneself, folder):
        assert not first.sockets.exists()


def test_a_deep_folder_works(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*["un dossier profond : « été »"] * 12)
    with EmbeddedServer(deep, durable=False) as server:
        write_row(server.plain_url())


@pytest.mark.parametrize("password", [None, "", "postgres"])
def test_naming_the_superuser_is_not_enough_to_be_it(postgres: EmbeddedServer, password: str | None) -> None:
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(postgres.plain_url(), user=SUPERUSER, password=password or "nothing", passfile="/dev/null")


def test_the_password_of_the_pages_opens_no_other_login(postgres: EmbeddedServer) -> None:
    of_the_pages = postgres.address.passwords[LOGIN]
    for login in (SUPERUSER, MIGRATE):
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(postgres.plain_url(), user=login, password=of_the_pages)


def test_no_port_of_the_machine_is_opened(postgres: EmbeddedServer) -> None:
    assert shown(postgres, "listen_addresses") == ""


def shown(server: EmbeddedServer, setting: str) -> str:
    """Ask for one setting."""
    with psycopg.connect(server.plain_url()) as connection:
        found = connection.execute(f"show {setting}".encode()).fetchone()
    return str(found[0]) if found else ""


def test_what_is_committed_is_on_the_disk(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "bocage") as server:
        settings = {name: shown(server, name) for name in ("fsync", "synchronous_commit", "full_page_writes")}
    assert set(settings.values()) == {"on"}


def test_texts_sort_and_compare_the_same_on_every_machine(postgres: EmbeddedServer) -> None:
    with psycopg.connect(postgres.plain_url()) as connection:
        found = connection.execute(
            "select datlocprovider, datlocale, pg_encoding_to_char(encoding) from pg_database where datname = 'bocage'",
        ).fetchone()
    assert found == ("b", "C.UTF-8", "UTF8")


def test_the_log_holds_no_word_of_a_statement_that_failed(tmp_path: Path) -> None:
    with (
        EmbeddedServer(tmp_path / "bocage", durable=False) as server,
        psycopg.connect(server.plain_url()) as connection,
    ):
        with pytest.raises(psycopg.Error):
            connection.execute("select 1 from nowhere where name = 'Odile Montabert'")
        log = server.folder.log.read_text()
    assert "Montabert" not in log


def test_the_environment_of_another_postgresql_changes_nothing(oneself: Account) -> None:
    with parent(oneself, oneself.home / "bocage", PGPORT="6000", PGDATA="/nowhere", LC_ALL="fr_FR.absent") as started:
        write_row(started.url)


def test_another_process_finds_the_server_at_work(tmp_path: Path) -> None:
    folder = tmp_path / "bocage"
    assert running(folder) is None
    with EmbeddedServer(folder, durable=False) as server:
        found = running(folder)
        assert found is not None
        assert found.url(LOGIN) == server.url(LOGIN)
    assert running(folder) is None


def test_a_start_that_fails_leaves_the_folder_free(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "bocage", durable=False) as server:
        pass
    version = server.folder.cluster / "PG_VERSION"
    version.write_text("17\n")
    for _ in range(2):
        with pytest.raises(EmbeddedServerError, match="vient de PostgreSQL 17"):
            EmbeddedServer(tmp_path / "bocage").start()
    version.write_text("18\n")
    with EmbeddedServer(tmp_path / "bocage", durable=False):
        pass
