"""`bocage onboard` as it is typed: statuses, sentences, what goes to which output, whose name is in the journal."""

import getpass
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from bocage.imports.table import MOST_BYTES
from bocage.testing.accounts import BOCAGE, Account
from bocage.testing.database import FreshDatabase
from bocage.testing.running import one_sentence

from .a_register import plain
from .conftest import founded_at

pytestmark = pytest.mark.slow(seconds=80)

Typed = Callable[..., subprocess.CompletedProcess[str]]
GOOD = "insee;nom;vague\n42012;Bard;1\n42298;Sauvain;2\n"
MIXED = GOOD + "1004;;\n42999;;\n"


@pytest.fixture
def onboard(oneself: Account, with_register: FreshDatabase) -> Typed:
    """Type `bocage onboard …` in a database with one syndicate; the files it names are in the account's folder."""
    founded_at(with_register, "Syndicat des territoires de la Loire")

    def typed(*words: str, **files: str | bytes) -> subprocess.CompletedProcess[str]:
        for name, content in files.items():
            path = oneself.home / f"{name}.csv"
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        given = [str(oneself.home / word) if word.endswith(".csv") else word for word in words]
        return oneself.run(*BOCAGE, "onboard", *given, DATABASE_URL=with_register.url)

    return typed


def rows(database: FreshDatabase, asked: str) -> list[tuple[object, ...]]:
    """Ask the database, whatever the walls."""
    with psycopg.connect(database.superuser_url.replace("+psycopg", "", 1)) as connection:
        return connection.execute(asked.encode()).fetchall()


def test_a_good_file_is_brought_in_under_the_name_of_the_account(onboard: Typed, with_register: FreshDatabase) -> None:
    done = onboard("communes.csv", communes=GOOD)
    assert (done.returncode, done.stderr) == (0, "")
    assert rows(with_register, "select insee from commune order by insee") == [("42012",), ("42298",)]
    names = rows(with_register, "select distinct actor_name from journal_entry")
    assert names == [(f"{getpass.getuser()} (bocage onboard)",)]
    assert onboard("communes.csv").returncode == 0
    assert rows(with_register, "select count(*) from journal_entry where verb = 'commune.attached'") == [(2,)]


def test_a_refused_line_is_status_one_and_the_others_are_in(onboard: Typed, with_register: FreshDatabase) -> None:
    done = onboard("communes.csv", communes=MIXED)
    assert (done.returncode, done.stderr) == (1, "")
    assert "Ligne 4 refusée." in done.stdout
    assert "Ligne 5 refusée." in done.stdout
    assert rows(with_register, "select count(*) from commune") == [(2,)]


def test_a_dry_run_says_the_same_and_writes_nothing(onboard: Typed, with_register: FreshDatabase) -> None:
    done = onboard("communes.csv", "--dry-run", communes=MIXED)
    assert done.returncode == 1
    assert done.stdout.startswith("Essai à blanc, rien n’est écrit")
    assert rows(with_register, "select count(*) from commune union all select count(*) from file_import") == [(0,)] * 2


def test_json_is_one_object_and_nothing_else(onboard: Typed) -> None:
    done = onboard("communes.csv", "--json", communes=MIXED)
    told = json.loads(done.stdout)
    assert (told["created"], told["refused"], [one["line"] for one in told["rejects"]]) == (2, 2, [4, 5])
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("absent.csv",), "ne se lit pas"),
        ((), "Il manque « FICHIER.csv »"),
        (("a.csv", "--sindicate", "x"), "« --sindicate » n’existe pas"),
        (("a.csv", "--syndicate"), "attend une valeur"),
        (("a.csv", "b.csv"), "un mot de trop"),
    ],
)
def test_a_wrong_command_line_is_status_two_and_one_sentence(onboard: Typed, words: tuple[str, ...], said: str) -> None:
    done = onboard(*words, a=GOOD)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in one_sentence(done.stderr)


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\x00\x01\x02", b"colonne;autre\n1;2\n", b"x" * (MOST_BYTES + 1)],
    ids=["empty", "pdf", "spreadsheet", "binary", "no known column", "too heavy"],
)
def test_a_file_that_is_no_list_of_communes_is_refused_in_a_sentence(onboard: Typed, content: bytes) -> None:
    done = onboard("communes.csv", communes=content)
    assert (done.returncode, done.stdout) == (1, "")
    one_sentence(done.stderr)


def test_among_two_syndicates_one_is_named(onboard: Typed, with_register: FreshDatabase) -> None:
    founded_at(with_register, "Un autre syndicat")
    unnamed = onboard("communes.csv", communes=GOOD)
    assert unnamed.returncode == 1
    assert "un-autre-syndicat" in one_sentence(unnamed.stderr)
    unknown = onboard("communes.csv", "--syndicate", "personne")
    assert unknown.returncode == 1
    assert "« personne »" in plain(one_sentence(unknown.stderr))
    assert onboard("communes.csv", "--syndicate", "un-autre-syndicat").returncode == 0
    owners = "select distinct t.name from tenant_link l join tenant t using (tenant_id)"
    assert rows(with_register, owners) == [("Un autre syndicat",)]


def test_help_has_an_example(onboard: Typed) -> None:
    done = onboard("--help")
    assert done.returncode == 0
    assert "Exemple : bocage onboard communes.csv --dry-run" in plain(done.stdout)


def test_a_folder_without_a_database_is_refused_in_a_sentence(oneself: Account, tmp_path: Path) -> None:
    (oneself.home / "communes.csv").write_text(GOOD)
    done = oneself.run(*BOCAGE, "onboard", str(oneself.home / "communes.csv"), "--data", str(tmp_path / "rien"))
    assert done.returncode == 1
    assert "lancez d’abord « bocage up »" in plain(one_sentence(done.stderr))
    assert not (tmp_path / "rien").exists()
