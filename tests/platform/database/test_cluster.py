"""Making a cluster, and opening one that is not as it should be."""

import json
from pathlib import Path

import psycopg
import pytest

from bocage.database.cluster import explained
from bocage.database.embedded import LOGIN, MIGRATE, SUPERUSER, EmbeddedServer, EmbeddedServerError

pytestmark = pytest.mark.slow(seconds=7)


def made(folder: Path) -> EmbeddedServer:
    """Make a folder with a cluster in it, stopped."""
    server = EmbeddedServer(folder, durable=False).start()
    server.stop()
    return server


def attributes(server: EmbeddedServer) -> dict[str, tuple[bool, ...]]:
    """Ask the strengths of the three logins."""
    with psycopg.connect(server.plain_url()) as connection:
        found = connection.execute(
            "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit from pg_roles where rolcanlogin",
        ).fetchall()
    return {name: tuple(strengths) for name, *strengths in found}


def test_the_three_logins_have_the_strengths_of_their_work(postgres: EmbeddedServer) -> None:
    found = attributes(postgres)
    assert found[SUPERUSER][:2] == (True, True)
    assert found[MIGRATE] == (False, False, True, False, True)
    assert found[LOGIN] == (False, False, False, False, False)


def test_a_build_cut_half_way_is_thrown_away_and_done_again(tmp_path: Path) -> None:
    half = tmp_path / "bocage" / "postgresql.new"
    half.mkdir(parents=True, mode=0o700)
    (half / "PG_VERSION").write_text("18\n")
    server = made(tmp_path / "bocage")
    assert not half.exists()
    assert (server.folder.cluster / "global").is_dir()


@pytest.mark.parametrize("damage", ["absent", "cut", "of another shape"])
def test_lost_passwords_are_replaced_without_losing_a_row(tmp_path: Path, damage: str) -> None:
    with EmbeddedServer(tmp_path) as server:
        before = dict(server.address.passwords)
        with psycopg.connect(server.plain_url()) as connection:
            connection.execute("create table kept (word text)")
    match damage:
        case "absent":
            server.folder.passwords.unlink()
        case "cut":
            server.folder.passwords.write_text(json.dumps(before)[:40])
        case _:
            server.folder.passwords.write_text('{"postgres": "x"}')
    with EmbeddedServer(tmp_path, durable=False) as again:
        assert not set(before.values()) & set(again.address.passwords.values())
        with psycopg.connect(again.plain_url()) as connection:
            connection.execute("select * from kept")


def test_a_folder_of_another_major_version_is_left_alone(tmp_path: Path) -> None:
    server = made(tmp_path)
    (server.folder.cluster / "PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedServerError, match="vient de PostgreSQL 16, et Bocage demande la version 18"):
        EmbeddedServer(tmp_path).start()
    assert (server.folder.cluster / "global").is_dir()


def test_a_folder_that_is_no_cluster_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "postgresql").mkdir()
    (tmp_path / "postgresql" / "letter.txt").write_text("mine")
    with pytest.raises(EmbeddedServerError, match="ne contient pas de base PostgreSQL entière"):
        EmbeddedServer(tmp_path).start()
    assert (tmp_path / "postgresql" / "letter.txt").read_text() == "mine"


def test_a_damaged_cluster_says_what_postgresql_says(tmp_path: Path) -> None:
    server = made(tmp_path)
    (server.folder.cluster / "global" / "pg_control").unlink()
    with pytest.raises(EmbeddedServerError, match=r"PostgreSQL ne démarre pas .*pg_control"):
        EmbeddedServer(tmp_path).start()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ('PANIC:  could not write to file "pg_wal/x": No space left on device', "plein : libérez 200 Mo"),
        ("FATAL:  could not map anonymous shared memory: Cannot allocate memory", "La mémoire manque"),
        ('initdb: error: could not access directory "/srv/x": Permission denied', "/var/lib/bocage"),
        ("LOG:  starting\nFATAL:  something new\nLOG:  bye", "(FATAL:  something new)"),
        ("", "PostgreSQL ne démarre pas"),
    ],
)
def test_what_postgresql_says_becomes_what_to_do(said: str, sentence: str) -> None:
    assert sentence in explained(said)
