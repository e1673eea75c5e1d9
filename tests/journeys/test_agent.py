"""The agent: the secretary of three town halls, who has ten minutes."""

import pytest
from playwright.sync_api import Page, expect

from bocage.testing.site import Site

from .steps import fits, go, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_the_secretary_of_three_communes_goes_from_one_to_the_other(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Nadège Coursac")
    for name in ("Essertines-en-Châtelneuf", "Saint-Thomas-la-Garde", "Bard"):
        tab.locator(".switch > summary").click()
        tab.locator(".switch .menu").get_by_role("link", name=name).click()
        expect(tab.get_by_role("heading", level=1)).to_have_text(name)
        expect(tab.locator(".switch > summary b")).to_have_text(name)
        assert tab.title() == f"Votre commune, {name} · Bocage"
        fits(tab)


def test_she_reads_what_is_awaited_whom_to_call_and_who_sees_her_commune(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Nadège Coursac")
    expect(tab.locator("#h-attendu")).to_have_text("Ce qui est attendu de vous")
    call = tab.get_by_role("region", name="Qui appeler")
    expect(call).to_contain_text("Luc Pradeval")
    expect(call.get_by_role("link").first).to_have_attribute("href", "mailto:ines.grangeneuve@exemple.fr")
    tab.get_by_role("link", name="Relire la liste").click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Qui voit ma commune")
    expect(tab.get_by_role("region", name="Par le rattachement")).to_contain_text("Inès Grangeneuve")
    go(tab, "Journal")
    expect(tab.locator("#journal tbody th").first).to_have_text("Nadège Coursac")
    fits(tab)


def test_she_has_nothing_to_look_for_and_no_page_of_the_syndicate(tab: Page, site: Site) -> None:
    sign_in(tab, site, "Nadège Coursac")
    expect(tab.locator("#chercher, #chercher-ici")).to_have_count(0)
    tab.keyboard.press("?")
    expect(tab.locator("#touches")).not_to_contain_text("chercher")
    expect(tab.locator("nav.modules a")).to_have_text(
        ["Votre commune", "Éclairage", "Rattachement", "Modules", "Accès", "Journal"],
    )
