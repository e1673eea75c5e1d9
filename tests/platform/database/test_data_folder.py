"""Folders that cannot serve: each gets a sentence that says what to do, and nothing is left half-made."""

import os
import shutil
import stat
from pathlib import Path

import pytest

from bocage.database.embedded import EmbeddedServer, EmbeddedServerError
from bocage.testing.accounts import Account

pytestmark = pytest.mark.slow(seconds=9)

START = """
import sys
from pathlib import Path
from bocage.database.embedded import EmbeddedServer, EmbeddedServerError
try:
    EmbeddedServer(Path(sys.argv[1])).start().stop()
except EmbeddedServerError as error:
    sys.exit(error.sentence)
"""


def refusal_of(folder: Path) -> str:
    """Start, expect a refusal, and return its sentence."""
    with pytest.raises(EmbeddedServerError) as caught:
        EmbeddedServer(folder).start()
    return caught.value.sentence


@pytest.mark.parametrize("mode", [0o000, 0o500, 0o600])
def test_a_folder_that_the_account_cannot_use_is_refused(ordinary: Account, mode: int) -> None:
    folder = ordinary.home / "bocage"
    folder.mkdir()
    os.chown(folder, ordinary.home.stat().st_uid, -1)
    folder.chmod(mode)
    done = ordinary.run("-c", START, str(folder))
    folder.chmod(0o700)
    assert done.returncode == 1
    assert f"« {folder} » n’est pas ouvert au compte qui lance Bocage" in done.stderr
    assert "--data" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_whose_parent_is_closed_is_refused(ordinary: Account) -> None:
    ordinary.home.chmod(0o500)
    done = ordinary.run("-c", START, str(ordinary.home / "bocage"))
    ordinary.home.chmod(0o700)
    assert "n’est pas ouvert au compte" in done.stderr


@pytest.mark.skipif(os.geteuid() != 0, reason="two accounts are needed")
def test_a_folder_made_by_another_account_is_refused(oneself: Account, ordinary: Account) -> None:
    folder = ordinary.home / "bocage"
    made = oneself.run("-c", START, str(folder))
    assert made.returncode == 0, made.stderr
    assert "n’est pas ouvert au compte" in ordinary.run("-c", START, str(folder)).stderr


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bocage").write_text("a file")
    assert "n’est pas un dossier" in refusal_of(tmp_path / "bocage")
    assert "n’est pas un dossier" in refusal_of(tmp_path / "bocage" / "below")


def test_a_path_too_long_for_postgresql_is_refused(tmp_path: Path) -> None:
    assert "chemin trop long" in refusal_of(tmp_path.joinpath(*["d" * 100] * 10))


def test_a_path_that_turns_in_circles_is_refused(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "« " in refusal_of(tmp_path / "loop" / "bocage")


def test_a_folder_of_files_where_others_write_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")
    tmp_path.chmod(0o777)
    sentence = refusal_of(tmp_path)
    mode = stat.S_IMODE(tmp_path.stat().st_mode)
    tmp_path.chmod(0o700)
    assert "d’autres comptes peuvent y écrire" in sentence
    assert (mode, sorted(path.name for path in tmp_path.iterdir())) == (0o777, ["letter.txt"])


def test_an_empty_folder_where_others_write_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o775)
    EmbeddedServer(tmp_path, durable=False).start().stop()
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_everything_made_is_closed_to_others(tmp_path: Path) -> None:
    with EmbeddedServer(tmp_path / "bocage", durable=False):
        kept = [tmp_path / "bocage", *(path for path in (tmp_path / "bocage").iterdir() if not path.is_symlink())]
        assert {path.name: oct(path.stat().st_mode & 0o077) for path in kept} == dict.fromkeys(
            (path.name for path in kept),
            "0o0",
        )


@pytest.mark.skipif(not shutil.which("unshare"), reason="a small disk is made in a namespace of its own")
def test_a_full_disk_gets_a_sentence_and_leaves_nothing_half_made(oneself: Account) -> None:
    disk = oneself.home / "disk"
    disk.mkdir()
    script = (
        'mount -t tmpfs -o size=24m tmpfs "$1" && "$2" -c "$3" "$1/bocage"; status=$?; ls "$1/bocage"; exit $status'
    )
    small = ("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script, "sh", str(disk))
    done = Account(words=small, python=oneself.python, home=oneself.home).run(START)
    if "mount:" in done.stderr:
        pytest.skip("not here: this system lets nobody mount a small disk")
    assert "est plein : libérez 200 Mo" in done.stderr
    assert done.stdout.split() == ["lock"]
