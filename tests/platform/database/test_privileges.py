"""As whom PostgreSQL runs, on systems that allow more or less."""

import os
import shutil
from pathlib import Path

import pytest

from bocage.database.privileges import candidates, has_name, somebody
from bocage.testing.accounts import Account, becoming, reachable_python

pytestmark = pytest.mark.slow(seconds=14)

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
START = """
import sys, psycopg
from pathlib import Path
from bocage.database.embedded import EmbeddedServer, EmbeddedServerError
try:
    with EmbeddedServer(Path(sys.argv[1])) as server, psycopg.connect(server.plain_url()) as connection:
        connection.execute("create table if not exists kept (word text)")
        connection.execute("insert into kept values ('hêtre')")
        print(connection.execute("select count(*) from kept").fetchone()[0], server.folder.cluster.stat().st_uid)
except EmbeddedServerError as error:
    sys.exit(error.sentence)
"""


def only(folder: Path, *programs: str) -> str:
    """Make a path on which only some programs are."""
    folder.mkdir()
    for program in programs:
        (folder / program).symlink_to(shutil.which(program) or program)
    return str(folder)


def test_an_ordinary_account_that_has_a_name_runs_it_directly(ordinary: Account) -> None:
    user = ordinary.home.stat().st_uid
    assert has_name(user)
    assert [identity.words for identity in candidates(user)] == [()]


def test_the_somebody_that_root_becomes_has_a_name_and_is_not_root() -> None:
    assert has_name(somebody())
    assert somebody() != 0


@AS_ROOT
def test_root_keeps_its_files_where_namespaces_are_allowed(oneself: Account) -> None:
    assert oneself.run("-c", START, str(oneself.home / "bocage")).stdout.split() == ["1", "0"]


@AS_ROOT
def test_root_becomes_nobody_where_namespaces_are_not_and_reaches_a_closed_folder(
    oneself: Account, tmp_path: Path
) -> None:
    path = only(tmp_path / "programs", "setpriv")
    done = oneself.run("-c", START, str(oneself.home / "bocage"), PATH=path)
    assert done.stdout.split() == ["1", str(somebody())], done.stderr


@AS_ROOT
def test_a_folder_goes_from_one_identity_to_the_other_and_back(oneself: Account, tmp_path: Path) -> None:
    path = only(tmp_path / "programs", "setpriv")
    folder = str(oneself.home / "bocage")
    owners = [oneself.run("-c", START, folder, **more).stdout.split() for more in ({}, {"PATH": path}, {})]
    assert owners == [["1", "0"], ["2", str(somebody())], ["3", "0"]]


@AS_ROOT
def test_root_that_can_become_nobody_else_gets_a_sentence(oneself: Account, tmp_path: Path) -> None:
    done = oneself.run("-c", START, str(oneself.home / "bocage"), PATH=only(tmp_path / "programs"))
    assert done.returncode == 1
    assert done.stderr.startswith("PostgreSQL refuse de tourner sous root")
    assert "DATABASE_URL" in done.stderr


@AS_ROOT
def test_an_account_without_a_name_runs_it_under_a_name(oneself: Account) -> None:
    nameless = 54321
    folder = oneself.home.parent / "nameless"
    folder.mkdir()
    os.chown(folder, nameless, -1)
    oneself.home.parent.chmod(0o755)
    words = becoming(nameless)
    account = Account(words=words, python=reachable_python(words), home=folder)
    assert account.run("-c", START, str(folder / "bocage")).stdout.split() == ["1", str(nameless)]
