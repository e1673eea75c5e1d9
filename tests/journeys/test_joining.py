"""The syndicate's officer brings a commune in: the guided form, a step and its undoing, the members, a market, a pause."""

import pytest
from playwright.sync_api import Page, expect

from bocage.testing.browser import faults
from bocage.testing.site import Site

from .steps import fits, flash, go, look_for, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CLICKS = 5
"""The commune, « Choisir un parcours », how it enters, the module, « Commencer »: the other answers are the usual ones."""
COUNT = (
    "addEventListener('pointerdown', () =>"
    " sessionStorage.setItem('clicks', 1 + Number(sessionStorage.getItem('clicks'))), true)"
)


def sound(tab: Page) -> None:
    """Nothing is wider than the screen, and axe finds nothing."""
    fits(tab)
    assert faults(tab) == []


def refused(tab: Page, sentence: str) -> None:
    """The form came back with its summary first, and nothing is lost."""
    summary = tab.locator(".notice[role=alert]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Rien n’est enregistré")
    expect(summary).to_contain_text(sentence)
    sound(tab)


def begin(tab: Page, commune: str) -> None:
    """Go from the list of communes to the page of a new path."""
    tab.locator("tbody th a").get_by_text(commune, exact=True).click()
    tab.get_by_role("link", name="Choisir un parcours").click()
    tab.get_by_label("Convention de prestation").check()
    tab.get_by_label("Éclairage", exact=True).check()
    tab.get_by_role("button", name="Commencer le rattachement").click()


def test_a_commune_is_joined_by_the_guided_form_in_five_clicks(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Luc Pradeval")
    look_for(tab, "Ailleux")
    expect(tab.locator("tbody th a")).to_have_text(["Ailleux"])
    tab.context.add_init_script(COUNT)
    tab.reload()
    begin(tab, "Ailleux")
    expect(flash(tab)).to_contain_text("Ailleux")
    assert tab.evaluate("Number(sessionStorage.getItem('clicks'))") == CLICKS
    expect(tab.get_by_role("heading", level=1)).to_have_text("Rattacher Ailleux")
    expect(tab.get_by_role("region", name="Ce qui manque")).to_contain_text("Autorisation de signer")
    sound(tab)


def test_the_guided_form_says_which_answer_is_missing_and_keeps_the_others(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Luc Pradeval")
    look_for(tab, "Ailleux")
    tab.locator("tbody th a").click()
    tab.get_by_role("link", name="Choisir un parcours").click()
    tab.get_by_label("Option pour une compétence à la carte").check()
    tab.get_by_label("L’éclairage s’éteint la nuit").check()
    tab.get_by_role("button", name="Commencer le rattachement").click()
    refused(tab, "module")
    expect(tab.get_by_label("Option pour une compétence à la carte")).to_be_checked()
    expect(tab.get_by_label("L’éclairage s’éteint la nuit")).to_be_checked()


def test_a_step_is_refused_entered_then_taken_back(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Luc Pradeval")
    look_for(tab, "Ailleux")
    begin(tab, "Ailleux")
    missing = tab.get_by_role("region", name="Ce qui manque")
    missing.get_by_role("link", name="Renseigner : Autorisation de signer").click()
    tab.get_by_label("Adopté ou pris le").fill("32/13/2026")
    tab.get_by_label("Numéro").fill("2026-31")
    tab.get_by_role("button", name="Enregistrer").click()
    refused(tab, "32/13/2026")
    expect(tab.get_by_label("Numéro")).to_have_value("2026-31")
    tab.get_by_label("Adopté ou pris le").fill("02/11/2026")
    tab.get_by_role("button", name="Enregistrer").click()
    expect(flash(tab)).to_contain_text("Autorisation de signer : c’est enregistré.")
    expect(tab.locator("#etape-autorisation_de_signer")).to_contain_text("2026-31")
    sound(tab)
    flash(tab).get_by_role("button", name="Annuler").click()
    expect(flash(tab)).to_contain_text("L’entrée est annulée")
    expect(tab.locator("#etape-autorisation_de_signer")).not_to_contain_text("2026-31")
    expect(tab.get_by_role("region", name="Journal du dossier")).to_contain_text("Autorisation de signer")


def test_an_access_is_suspended_with_its_reason_then_given_back(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Luc Pradeval")
    go(tab, "Rattachements")
    tab.get_by_role("navigation", name="Phases").get_by_role("link", name="En service").click()
    tab.locator("#parcours tbody th a").first.click()
    expect(tab.locator("h1 + .lead")).to_contain_text("En service")
    tab.get_by_role("link", name="Suspendre ou reprendre").click()
    tab.get_by_role("button", name="Suspendre l’accès").click()
    refused(tab, "motif")
    tab.get_by_label("Motif").fill("Changement d’exploitant")
    tab.get_by_role("button", name="Suspendre l’accès").click()
    flash(tab)
    expect(tab.locator("h1 + .lead")).to_contain_text("Accès suspendu")
    expect(tab.locator("main")).to_contain_text("Changement d’exploitant")
    sound(tab)
    tab.get_by_role("link", name="Suspendre ou reprendre").click()
    tab.get_by_role("link", name="Rendre l’accès").click()
    sound(tab)
    tab.get_by_role("button", name="Rendre l’accès").click()
    flash(tab)
    expect(tab.locator("h1 + .lead")).to_contain_text("En service")


def test_the_members_of_a_procedure_are_notified_and_answer(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Luc Pradeval")
    go(tab, "Rattachements")
    tab.get_by_role("link", name="Procédures des membres").click()
    tab.get_by_role("button", name="Commencer la procédure").click()
    refused(tab, "votent")
    tab.get_by_label("Ce que les membres votent").fill("Extension à la vidéoprotection")
    tab.get_by_label("Les membres", exact=True).fill("Bard ; 634\nAboën ; 481")
    tab.get_by_role("button", name="Commencer la procédure").click()
    flash(tab)
    expect(tab.get_by_role("heading", level=1)).to_have_text("Extension à la vidéoprotection")
    tab.get_by_label("Bard, notifié le").fill("05/10/2026")
    tab.get_by_label("Bard, réponse").select_option("D’accord")
    tab.get_by_label("Bard, votée le").fill("14/11/2026")
    tab.get_by_role("button", name="Enregistrer").click()
    flash(tab)
    expect(tab.get_by_role("row", name="Bard")).to_contain_text("D’accord")
    sound(tab)


def test_a_market_takes_a_ceiling_and_says_what_is_left(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Luc Pradeval")
    go(tab, "Rattachements")
    tab.get_by_role("link", name="Marchés", exact=True).click()
    tab.get_by_role("button", name="Ajouter le marché").click()
    refused(tab, "numéro du marché")
    tab.get_by_label("Numéro du marché").fill("2026-12")
    tab.get_by_role("button", name="Ajouter le marché").click()
    flash(tab)
    tab.get_by_label("Plafond pour").select_option("un lot")
    tab.get_by_label("Montant hors taxes").fill("20 000,00")
    tab.get_by_role("button", name="Enregistrer").click()
    refused(tab, "nommez-le")
    tab.get_by_label("Lequel").fill("Lot 1")
    tab.get_by_role("button", name="Enregistrer").click()
    flash(tab)
    expect(tab.get_by_role("region", name="Plafonds, hors taxes")).to_contain_text("restent sur 20 000,00 €")
    sound(tab)
