"""`bocage up`, as a process of its own: started, stopped, killed, refused."""

import os
import signal
import socket
from pathlib import Path

import pytest

from bocage.database.embedded import LOGIN, EmbeddedServer
from bocage.testing.accounts import BOCAGE, Account
from bocage.testing.database import FreshDatabase
from bocage.testing.running import PATIENCE_SECONDS, PROVIDER, eventually, free_port, gone, one_sentence, up

pytestmark = pytest.mark.slow(seconds=190)


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
    process = oneself.start(*BOCAGE, "up", "--port", str(free_port()), XDG_DATA_HOME=str(oneself.home), **PROVIDER)
    assert eventually((oneself.home / "bocage" / "postgresql" / "postmaster.pid").exists)
    process.terminate()
    process.communicate(timeout=PATIENCE_SECONDS)
    assert process.returncode in {0, 130}


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
