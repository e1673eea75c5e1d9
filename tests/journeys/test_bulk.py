"""Forty communes from one file, three of them wrong: the first hour of a syndicate that has nothing yet."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page, expect

from bocage.access import demonstration as invented
from bocage.communes.load import load_edition
from bocage.database.embedded import EmbeddedServer
from bocage.database.engine import Database
from bocage.onboarding.demonstration import syndicate_of
from bocage.testing.database import FreshDatabase, cloned, dropped
from bocage.testing.isolation.world import plain
from bocage.testing.loop import run_to_its_end
from bocage.testing.site import Site, running_site
from bocage.web.assets import npm_folder

from .conftest import people
from .steps import fits, flash, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow(seconds=20)]

WHOLE = "select insee, name from register_commune where department = '42' and siren is not null order by insee limit 38"
WRONG = (
    ("1004", "Ambérieu-en-Bugey", "", ""),
    ("42298", "Sauvain", "{siren}", ""),
    ("42227", "Saint-Georges-en-Couzan", "", "999999999"),
)
"""A code that lost its zero, a SIREN that another line has, an EPCI that does not exist."""


async def founded(database: FreshDatabase) -> None:
    """A syndicate with its people and no commune."""
    pool = Database(database.url, pool_size=2)
    try:
        await syndicate_of(pool, "Syndicat de la Loire")
    finally:
        await pool.close()
    await invented.load(database.url, "42")


@pytest.fixture
def bare(postgres: EmbeddedServer) -> Iterator[FreshDatabase]:
    """A database with the register and that syndicate."""
    fresh = cloned(postgres)
    load_edition(fresh.superuser_url, npm_folder({}))
    run_to_its_end(founded(fresh))
    yield fresh
    dropped(postgres, fresh)


@pytest.fixture
def bare_site(bare: FreshDatabase) -> Iterator[Site]:
    """The product on it."""
    with running_site(bare.url, people()) as running:
        yield running


def file_of(database: FreshDatabase, folder: Path) -> Path:
    """Write 37 communes as they are, then the three that are wrong."""
    with psycopg.connect(plain(database.superuser_url)) as superuser:
        rows = superuser.execute(WHOLE.encode()).fetchall()
        siren = superuser.execute("select siren from register_commune where insee = %s", [rows[0][0]]).fetchone()
    assert siren is not None
    right = [(code, name, siren[0] if code == rows[0][0] else "", "") for code, name in rows[:37]]
    lines = [*right, *(tuple(cell.format(siren=siren[0]) for cell in line) for line in WRONG)]
    path = folder / "communes.csv"
    path.write_text("\n".join(";".join(line) for line in (("insee", "nom", "siren", "epci_siren"), *lines)), "utf-8")
    return path


def send(tab: Page, path: Path) -> None:
    """Send the file for its dry run."""
    tab.get_by_role("link", name="Rattacher depuis un fichier").first.click()
    tab.set_input_files("#fichier", path)
    tab.get_by_role("button", name="Lancer l’essai à blanc").click()


def test_forty_communes_three_of_them_wrong_are_brought_in(
    tab: Page, bare: FreshDatabase, bare_site: Site, tmp_path: Path
) -> None:
    path = file_of(bare, tmp_path)
    sign_in(tab, bare_site, "Karim Bessonat")
    expect(tab.get_by_role("heading", level=1)).to_have_text("0 commune")
    expect(tab.locator("#communes")).to_contain_text("Aucune commune n’est rattachée.")
    fits(tab)
    send(tab, path)
    expect(tab.locator("#h-refusees")).to_have_text("3 lignes refusées")
    for why in ("01004", "SIREN", "999999999"):
        expect(tab.locator("main")).to_contain_text(why)
    fits(tab)
    tab.get_by_role("link", name="Communes").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("0 commune")
    tab.go_back()
    tab.get_by_role("button", name="Rattacher 37 communes").click()
    expect(flash(tab)).to_contain_text("37 communes")
    tab.get_by_role("link", name="Communes").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("37 communes")
    send(tab, path)
    expect(tab.locator("main")).to_contain_text("37 déjà identiques")
    expect(tab.get_by_role("button", name="Rattacher 37 communes")).to_have_count(0)
    fits(tab)
