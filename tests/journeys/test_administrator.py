"""The administrator's first hour."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bocage.testing.site import Site

from .steps import fits, flash, look_for, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FAULTY = """insee;nom;siren;epci_siren;population_municipale;contact_email;contact_telephone;densite
1004;Ambérieu-en-Bugey;;;;;;
42012;Bard;214200123;;;;;
42298;Sauvain;214200123;;;;;
42227;Saint-Georges-en-Couzan;;999999999;;;;
01053;Bourg-en-Bresse;;;;;;
42089;Essertines-en-Châtelneuf;;;12000000;;;
42019;;;;;pasuncourriel;;
42073;;;;;;123;
42023;;;;;;;9
42147;Bourg-Argental;;;;;;
99999;;;;;;;
;Nullepart-sur-Rien;;;;;;
42003;;;;douze;;;
"""


def send(tab: Page, folder: Path) -> None:
    """Send the file full of faults from the desk."""
    path = folder / "communes.csv"
    path.write_text(FAULTY, encoding="utf-8")
    tab.get_by_role("link", name="Rattacher depuis un fichier").click()
    tab.set_input_files("#fichier", path)
    tab.get_by_role("button", name="Lancer l’essai à blanc").click()


def test_a_file_full_of_faults_is_repaired_confirmed_and_taken_back(tab: Page, site: Site, tmp_path: Path) -> None:
    sign_in(tab, site, "Karim Bessonat")
    expect(tab.get_by_role("heading", level=1)).to_have_text("320 communes")
    send(tab, tmp_path)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Essai à blanc de communes.csv")
    expect(tab.locator("#h-refusees")).to_have_text("12 lignes refusées")
    fits(tab)

    tab.locator("#ligne-2").get_by_role("button", name="Lire 01004").click()
    expect(tab.locator("#h-refusees")).to_have_text("11 lignes refusées")
    expect(tab.locator("#annonce")).to_have_text("2 lignes prêtes, 11 refusées")
    assert tab.evaluate("document.activeElement.tagName") == "H3"
    tab.locator("#ligne-12").get_by_role("button", name="Laisser de côté").click()
    expect(tab.locator("#h-refusees")).to_have_text("10 lignes refusées")
    with tab.expect_download() as downloading:
        tab.get_by_role("link", name="Télécharger 10 lignes refusées").click()
    rejects = Path(downloading.value.path()).read_text(encoding="utf-8-sig").splitlines()
    assert rejects[0].endswith("motif")
    assert len(rejects) == 11

    tab.get_by_role("button", name="Rattacher 1 commune").click()
    expect(flash(tab)).to_contain_text("1 commune")
    tab.keyboard.press("u")
    expect(flash(tab)).to_contain_text("annulé")
    expect(tab.locator(".lead")).to_contain_text("Annulé")
    look_for(tab, "Ambérieu")
    expect(tab.locator("#communes")).to_contain_text("Aucune commune ne correspond à « Ambérieu »")


def test_a_commune_is_attached_by_hand_corrected_taken_out_and_brought_back(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Karim Bessonat")
    attach_by_hand(tab)
    tab.locator("#communes").get_by_role("link", name="Bourg-en-Bresse").click()
    correct(tab)
    tab.get_by_role("link", name="Retirer du syndicat").click()
    fits(tab)
    tab.get_by_role("button", name="Retirer Bourg-en-Bresse").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("320 communes")
    flash(tab).get_by_role("button", name="Annuler").click()
    expect(flash(tab)).to_contain_text("de nouveau rattachée")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Bourg-en-Bresse")


def attach_by_hand(tab: Page) -> None:
    """Find a commune of another department in the register, and accept it."""
    tab.get_by_role("link", name="Rattacher une commune").click()
    tab.fill("#mots", "bourg en bresse")
    tab.keyboard.press("Enter")
    expect(tab.locator("#annonce")).to_have_text("1 commune trouvée")
    tab.get_by_role("link", name="Bourg-en-Bresse").click()
    tab.get_by_role("button", name="Rattacher Bourg-en-Bresse").click()
    expect(tab.locator(".notice[role=alert]")).to_be_focused()
    fits(tab)
    tab.get_by_label("Rattacher même si la commune est d’un autre département").check()
    tab.get_by_role("button", name="Rattacher Bourg-en-Bresse").click()
    expect(flash(tab)).to_contain_text("Bourg-en-Bresse est rattachée")


def correct(tab: Page) -> None:
    """Type a number that is none, then one that is."""
    tab.get_by_role("link", name="Corriger la fiche").click()
    tab.get_by_label("Son téléphone").fill("123")
    tab.get_by_role("button", name="Enregistrer la correction").click()
    expect(tab.locator(".notice[role=alert]")).to_be_focused()
    assert tab.get_by_label("Son téléphone").input_value() == "123"
    tab.get_by_label("Son téléphone").fill("04 74 42 42 42")
    tab.get_by_role("button", name="Enregistrer la correction").click()
    expect(flash(tab)).to_contain_text("corrigée")
    expect(tab.locator(".history")).to_contain_text("téléphone")


def test_a_commune_is_found_by_its_code(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Karim Bessonat")
    look_for(tab, "42012")
    expect(tab.locator("tbody th a")).to_have_text(["Bard"])
    fits(tab)
    tab.keyboard.press("j")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Bard")
    assert tab.title() == "Bard, Syndicat des territoires de la Loire · Bocage"
