"""The DSI, who must prove who sees what."""

import csv
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bocage.testing.site import Site

from .steps import fits, flash, go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_an_access_is_cut_the_next_click_is_refused_and_the_cut_is_undone(
    tab: Page, other_tab: Page, site: Site
) -> None:
    sign_in(other_tab, site, "Luc Pradeval")
    expect(other_tab.get_by_role("heading", level=1)).to_have_text("320 communes")
    sign_in(tab, site, "Inès Grangeneuve")
    go(tab, "Accès")
    fits(tab)
    tab.get_by_role("button", name="Couper l’accès de Luc Pradeval").click()
    expect(flash(tab)).to_contain_text("Accès de Luc Pradeval")

    other_tab.locator("tbody th a").first.click()
    expect(other_tab.get_by_role("heading", level=1)).to_have_text("Qui êtes-vous aujourd’hui ?")
    sign_in(other_tab, site, "Luc Pradeval")
    expect(other_tab.get_by_role("heading", level=1)).to_have_text("Aucune commune ne vous est ouverte")

    flash(tab).get_by_role("button", name="Annuler").click()
    expect(flash(tab)).to_contain_text("rendu")
    other_tab.goto(site.url)
    expect(other_tab.get_by_role("heading", level=1)).to_have_text("320 communes")


def test_the_journal_is_filtered_then_taken_away_as_a_file(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Inès Grangeneuve")
    go(tab, "Accès")
    tab.get_by_role("button", name="Couper l’accès de Luc Pradeval").click()
    flash(tab)
    go(tab, "Journal")
    tab.get_by_role("navigation", name="Filtrer le journal").get_by_role("link", name="Accès").click()
    tab.fill("#mots", "Pradeval")
    tab.keyboard.press("Enter")
    expect(tab.locator("#journal .under")).to_contain_text("2 actions")
    expect(tab.locator("#journal tbody tr").first).to_contain_text("a coupé l’accès de")
    fits(tab)
    with tab.expect_download() as downloading:
        tab.get_by_role("link", name="Télécharger en CSV").click()
    text = Path(downloading.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    assert [row["quoi"] for row in rows] == ["access.cut", "access.given"]
