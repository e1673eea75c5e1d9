"""« À approuver »: the DSI and the élue answer to the record they read, one by one, together, or not at all."""

from collections.abc import Iterable

import pytest
from playwright.sync_api import Page, expect

from bocage.testing.browser import faults
from bocage.testing.site import Site

from .steps import fits, flash, go, look_for, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CHANGED = "Le dossier a changé depuis que vous l’avez lu. Relisez-le, puis donnez votre accord."


def open_the_list(tab: Page, site: Site) -> int:
    """Sign in as the shared DSI, open the list; return how many answers wait."""
    sign_in(tab, site, "Inès Grangeneuve")
    go(tab, "À approuver")
    expect(tab.get_by_role("heading", level=1)).to_have_text("À approuver")
    return waiting(tab)


def waiting(tab: Page) -> int:
    """How many records are shown; the sentence under the title says the same number."""
    count = tab.get_by_role("checkbox").count()
    expect(tab.locator("h1 + .lead")).to_contain_text(f"{count} accord")
    return count


def answer(tab: Page, communes: Iterable[str], words: str, reason: str = "") -> None:
    """Check the records, say yes or no."""
    for commune in communes:
        tab.get_by_role("checkbox", name=commune, exact=True).check()
    tab.get_by_label(words).check()
    tab.get_by_label("Motif du refus").fill(reason)
    tab.get_by_role("button", name="Répondre").click()


def open_path(tab: Page, commune: str) -> None:
    """Open the path of a commune from the list of all."""
    go(tab, "Rattachements")
    tab.locator("#parcours tbody th a").get_by_text(commune, exact=True).click()


def test_approvals_are_given_one_by_one_then_several_together(tab: Page, site: Site) -> None:
    before = open_the_list(tab, site)
    fits(tab)
    answer(tab, ["Maclas"], "Je donne mon accord")
    expect(flash(tab)).to_contain_text("1 accord donné.")
    expect(tab.get_by_role("checkbox", name="Maclas", exact=True)).to_have_count(0)
    assert waiting(tab) == before - 1
    answer(tab, ["Montchal", "Soleymieux"], "Je donne mon accord")
    expect(flash(tab)).to_contain_text("2 accords donnés.")
    assert waiting(tab) == before - 3
    assert faults(tab) == []
    open_path(tab, "Maclas")
    expect(tab.get_by_role("region", name="Les deux accords")).to_contain_text("Inès Grangeneuve")
    expect(tab.get_by_role("region", name="Les deux accords")).not_to_contain_text("Attendu")


def test_a_refusal_asks_for_its_reason_and_the_commune_reads_it(tab: Page, site: Site) -> None:
    before = open_the_list(tab, site)
    answer(tab, ["Maclas"], "Je refuse")
    summary = tab.locator(".notice[role=alert]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Rien n’est enregistré")
    expect(tab.get_by_role("checkbox", name="Maclas", exact=True)).to_be_checked()
    assert waiting(tab) == before
    assert faults(tab) == []
    fits(tab)
    answer(tab, ["Maclas"], "Je refuse", "Les flux ne sont pas décrits dans l’annexe")
    expect(flash(tab)).to_contain_text("1 refus enregistré, avec le motif.")
    open_path(tab, "Maclas")
    expect(tab.get_by_role("region", name="Les deux accords")).to_contain_text("Les flux ne sont pas décrits")


def test_an_approval_of_a_record_that_changed_meanwhile_writes_nothing(tab: Page, other_tab: Page, site: Site) -> None:
    before = open_the_list(tab, site)
    shorten_the_convention(other_tab, site, "Montchal")
    answer(tab, ["Maclas", "Montchal"], "Je donne mon accord")
    summary = tab.locator(".notice[role=alert]")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("listitem")).to_have_text([f"Montchal : {CHANGED}"])
    assert waiting(tab) == before
    expect(tab.get_by_role("checkbox", checked=True)).to_have_count(2)
    expect(tab.get_by_role("row", name="Montchal")).to_contain_text("pour 36 mois")
    fits(tab)
    other_tab.reload()
    expect(other_tab.get_by_role("region", name="Journal du dossier")).not_to_contain_text("Inès Grangeneuve")

    tab.get_by_role("button", name="Répondre").click()
    expect(flash(tab)).to_contain_text("2 accords donnés.")
    other_tab.reload()
    expect(other_tab.get_by_role("region", name="Journal du dossier")).to_contain_text("Inès Grangeneuve")


def shorten_the_convention(tab: Page, site: Site, commune: str) -> None:
    """Correct the terms of a record as the syndicate's officer."""
    sign_in(tab, site, "Luc Pradeval")
    look_for(tab, commune)
    tab.locator("tbody th a").get_by_text(commune, exact=True).click()
    tab.get_by_role("link", name="Convention de prestation").click()
    tab.get_by_role("link", name="Corriger : Convention", exact=True).click()
    tab.get_by_label("Durée, en mois").fill("36")
    tab.get_by_role("button", name="Enregistrer").click()
    flash(tab)


def test_the_elected_member_answers_for_her_commune(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Odile Montabert")
    go(tab, "À approuver")
    assert waiting(tab) == 1
    answer(tab, ["Saint-Thomas-la-Garde"], "Je donne mon accord")
    expect(flash(tab)).to_contain_text("1 accord donné.")
    expect(tab.locator("h1 + .lead")).to_have_text("Rien n’attend votre réponse.")
    assert faults(tab) == []
    fits(tab)
