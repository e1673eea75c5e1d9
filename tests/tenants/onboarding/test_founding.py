"""A first syndicate and its first person, from an empty installation to their desk, by the commands alone."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from bocage.identity.demonstration import DemonstrationPerson
from bocage.testing.accounts import BOCAGE, Account
from bocage.testing.database import FreshDatabase
from bocage.testing.running import one_sentence
from bocage.testing.site import Site, running_site

from .a_register import plain
from .conftest import founded_at

pytestmark = pytest.mark.slow(seconds=97)

Typed = Callable[..., subprocess.CompletedProcess[str]]
NAME = "Syndicat d’énergie du Forez"
KARIM, INES = (
    DemonstrationPerson(subject=subject, name=name, email=f"{subject}@exemple.fr", description="")
    for subject, name in (("karim", "Karim Bessonat"), ("ines", "Inès Grangeneuve"))
)


@pytest.fixture
def typed(oneself: Account, fresh_database: FreshDatabase) -> Typed:
    """Type a command of ours on the database."""
    return lambda *words: oneself.run(
        *BOCAGE, *words, DATABASE_URL=fresh_database.url, BOCAGE_URL="https://bocage.exemple.fr"
    )


@pytest.fixture
def site(fresh_database: FreshDatabase) -> Iterator[Site]:
    """The product on the same database."""
    with running_site(fresh_database.url, (KARIM, INES)) as running:
        yield running


def link_of(done: subprocess.CompletedProcess[str]) -> str:
    """The address that a command shows, without its host."""
    assert (done.returncode, done.stderr) == (0, "")
    found = re.search(r"^https://bocage\.exemple\.fr(/invitation\?code=\S+)$", done.stdout, re.MULTILINE)
    assert found
    return found[1]


def test_an_empty_installation_gets_its_administrator(typed: Typed, site: Site, fresh_database: FreshDatabase) -> None:
    assert "bocage found" in one_sentence(typed("invite", KARIM.name, KARIM.email).stderr)
    assert "syndicat-d-energie-du-forez" in typed("found", NAME).stdout
    link = link_of(typed("invite", KARIM.name, KARIM.email))
    visitor = site.visitor()
    with visitor.http:
        assert "vous invite" in visitor.sign_in(KARIM.subject, link).text
        desk = visitor.follow(visitor.post("/invitation", code=link.partition("code=")[2]))
        assert desk.url.path.startswith("/bureau/")
        assert "votre accès est ouvert, Syndicat d’énergie du Forez" in desk.text
    told = "select verb, actor_name like %s from journal_entry order by at, verb"
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "", 1)) as connection:
        assert connection.execute(told.encode(), ["%(bocage %)"]).fetchall() == [
            ("tenant.founded", True),
            ("access.invited", True),
            ("access.given", False),
        ]


def test_a_second_link_closes_the_first(typed: Typed, site: Site) -> None:
    typed("found", NAME)
    first, second = (link_of(typed("invite", INES.name, INES.email, "--role", "dsi")) for _ in range(2))
    visitor = site.visitor()
    with visitor.http:
        assert "ne s’ouvre pas" in visitor.sign_in(INES.subject, first).text
        assert "vous propose d’y être <b>DSI</b>" in visitor.get(second).text
        visitor.post("/invitation", code=second.partition("code=")[2])
    refused = typed("invite", INES.name, INES.email, "--role", "administrateur")
    assert "a déjà un accès ici" in one_sentence(refused.stderr)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("found", "!!"), "ne peut pas être celui d’un syndicat"),
        (("found", "S" * 121), "120 signes"),
        (("found", "syndicat d'ENERGIE du forez"), "existe déjà"),
        (("invite", " ", "karim@exemple.fr"), "Le nom manque"),
        (("invite", "Karim Bessonat", "karim"), "pas une adresse"),
        (("invite", "Karim Bessonat", "k@exemple.fr", "--syndicate", "autre"), "ne s’appelle « autre »"),
        (("invite", "Karim Bessonat", "k@exemple.fr", "--role", "exploitant"), "n’a pas le rôle « exploitant »"),
        (("found", "CC du Forez", "--kind", "epci"), "Dites quel EPCI avec --siren"),
        (("found", "CC du Forez", "--kind", "epci", "--siren", "123"), "Aucun EPCI du registre"),
        (("found", NAME, "--kind", "exploitant"), "existe déjà"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence_and_nothing_is_written(
    typed: Typed, fresh_database: FreshDatabase, words: tuple[str, ...], said: str
) -> None:
    founded_at(fresh_database, NAME)
    done = typed(*words)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in plain(one_sentence(done.stderr))
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "", 1)) as connection:
        counted = "select (select count(*) from tenant), (select count(*) from invitation)"
        assert connection.execute(counted).fetchone() == (1, 0)


def test_a_role_of_a_commune_is_not_given_here(typed: Typed) -> None:
    assert typed("invite", "Odile Montabert", "odile@exemple.fr", "--role", "elu").returncode == 2


@pytest.fixture
def forez(fresh_database: FreshDatabase) -> FreshDatabase:
    """Two communes of an EPCI and one of another, all in the register."""
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "", 1)) as connection:
        connection.execute(REGISTER)
    return fresh_database


REGISTER = """
insert into register_department (code, name, spelled) values ('42', 'Loire', 'loire');
insert into register_epci (siren, name) values ('200065886', 'Loire Forez'), ('200065894', 'Forez-Est');
insert into register_commune
  (insee, name, spelled, department, siren, epci_siren, population, postal_codes, former_codes)
values
  ('42012', 'Bard', 'bard', '42', '214200123', '200065886', 700, '{}', '{}'),
  ('42089', 'Essertines', 'essertines', '42', '214200891', '200065886', 600, '{}', '{}'),
  ('42094', 'Feurs', 'feurs', '42', '214200941', '200065894', 8000, '{}', '{}');
"""


def test_an_epci_and_an_operator_are_founded_brought_up_to_date_and_entered(
    typed: Typed, site: Site, forez: FreshDatabase, tmp_path: Path
) -> None:
    epci = ("found", "Loire Forez agglomération", "--kind", "epci", "--siren", "200 065 886")
    assert "rattachez-les d’abord" in plain(one_sentence(typed(*epci).stderr))
    assert "créez-en un avec" in one_sentence(typed("found", "Exploitant", "--kind", "exploitant").stderr)
    typed("found", NAME)
    bring(typed, tmp_path, "42012", "42094")
    assert "avec 1 membre." in plain(typed(*epci).stdout)
    assert "avec 1 membre." in plain(typed("found", "Exploitant", "--kind", "exploitant").stdout)
    bring(typed, tmp_path, "42089")
    assert "1 membre est entré, 0 sorti" in plain(typed(*epci).stdout)
    assert "0 membre est entré, 0 sorti" in plain(typed(*epci).stdout)
    with psycopg.connect(forez.superuser_url.replace("+psycopg", "", 1)) as connection:
        connection.execute("update tenant_link set until = current_date where code = '42012' and tenant_id = 1")
    assert "0 membre est entré, 1 sorti" in plain(typed(*epci).stdout)
    for who, place, page, seen in (
        (KARIM, "loire-forez-agglomeration", "/bureau/", "Essertines"),
        (INES, "exploitant", "/exploitant/", "Syndicat d’énergie du Forez"),
    ):
        link = link_of(typed("invite", who.name, who.email, "--place", place))
        visitor = site.visitor()
        with visitor.http:
            visitor.sign_in(who.subject, link)
            first = visitor.follow(visitor.post("/invitation", code=link.partition("code=")[2]))
            assert first.url.path.startswith(page)
            assert seen in first.text
            assert "Feurs" not in first.text


def bring(typed: Typed, folder: Path, *codes: str) -> None:
    """Attach communes from a file."""
    path = folder / "communes.csv"
    path.write_text("insee\n" + "\n".join(codes) + "\n")
    assert typed("onboard", str(path)).returncode == 0
