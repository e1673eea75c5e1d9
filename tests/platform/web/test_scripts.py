"""What scripts add, in Chromium under the product's own policy: the tab's fixture fails on any word of the console."""

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

FOCUSED = "document.activeElement.id || document.activeElement.textContent.trim()"


def test_a_filter_changes_the_list_says_how_many_and_keeps_the_focus(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.fill("#q", "ch")
    tab.keyboard.press("Enter")
    expect(tab.locator("#annonce")).to_have_text("2\u00a0communes")
    expect(tab.locator("tbody th")).to_have_text(["Chalmazel-Jeansagnière", "Essertines-en-Châtelneuf"])
    assert tab.evaluate(FOCUSED) == "q"
    assert tab.url.endswith("/liste?q=ch")


def test_the_address_of_a_filter_is_a_page_and_the_back_key_works(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.fill("#q", "feurs")
    tab.keyboard.press("Enter")
    expect(tab.locator("tbody th")).to_have_count(1)
    tab.reload()
    expect(tab.locator("tbody th")).to_have_text(["Feurs"])
    assert tab.input_value("#q") == "feurs"
    tab.go_back()
    expect(tab.locator("tbody th")).to_have_count(5)


def test_a_sort_inside_the_list_keeps_the_focus_on_its_link(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.focus("#trier")
    tab.keyboard.press("Enter")
    expect(tab.locator("tbody th").first).to_have_text("Saint-Thomas-la-Garde")
    assert tab.evaluate(FOCUSED) == "trier"


def test_a_control_that_the_swap_took_away_leaves_the_focus_to_the_heading(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.focus(".sans-nom")
    tab.keyboard.press("Enter")
    expect(tab.locator("tbody th")).to_have_count(1)
    expect(tab.locator("#h-communes")).to_be_focused()


def test_a_whole_page_that_comes_back_is_shown_as_a_page(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.click("#perdue")
    expect(tab.locator("h1")).to_have_text("Cette page n’existe pas")
    assert tab.locator("header.band").count() == 1
    assert tab.url.endswith("/404")


def test_everything_works_without_scripts(browser: Browser, gallery: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{gallery}/liste")
    page.fill("#q", "feurs")
    page.click("#filtrer")
    expect(page.locator("tbody th")).to_have_text(["Feurs"])
    page.click(".switch > summary")
    expect(page.locator(".switch .menu a").nth(1)).to_be_visible()
    page.click(".band-end > button")
    expect(page.locator("#touches")).to_be_visible()
    context.close()


def test_a_double_click_sends_a_form_once(tab: Page, gallery: str, written: list[int]) -> None:
    tab.goto(f"{gallery}/liste")
    tab.locator("#ecrire").dblclick(no_wait_after=True)
    expect(tab.locator("h1")).to_have_text("Composants")
    assert written == [1]


def test_a_form_on_its_way_says_so(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.evaluate("window.addEventListener('submit', (event) => event.preventDefault())")
    tab.click("#ecrire")
    expect(tab.locator("#ecrire")).to_have_attribute("aria-busy", "true")


def test_escape_closes_a_menu_and_gives_the_focus_back(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.click(".switch > summary")
    tab.keyboard.press("Tab")
    expect(tab.locator(".switch .menu a").first).to_be_focused()
    tab.keyboard.press("Escape")
    expect(tab.locator(".switch .menu")).to_be_hidden()
    expect(tab.locator(".switch > summary")).to_be_focused()


def test_a_click_elsewhere_or_another_menu_closes_a_menu(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.click(".switch > summary")
    tab.click(".band-end > details > summary")
    expect(tab.locator(".switch .menu")).to_be_hidden()
    expect(tab.locator(".band-end .menu")).to_be_visible()
    tab.click("h1")
    expect(tab.locator(".band-end .menu")).to_be_hidden()


def test_the_keyboard_leaves_a_menu_that_closes_behind_it(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.click(".switch > summary")
    for _ in range(4):
        tab.keyboard.press("Tab")
    expect(tab.locator(".switch .menu")).to_be_hidden()


def test_keys_walk_the_rows_and_enter_opens(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.keyboard.press("j")
    assert tab.evaluate(FOCUSED) == "Bard"
    tab.keyboard.press("j")
    tab.keyboard.press("j")
    tab.keyboard.press("k")
    assert tab.evaluate(FOCUSED) == "Chalmazel-Jeansagnière"
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(f"{gallery}/commune#2")


def test_the_slash_goes_to_the_search_and_keys_are_silent_in_a_field(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.keyboard.press("/")
    assert tab.evaluate(FOCUSED) == "q"
    tab.keyboard.type("j?k/u")
    assert tab.input_value("#q") == "j?k/u"
    expect(tab.locator("#touches")).to_be_hidden()


def test_the_question_mark_lists_the_keys(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.keyboard.press("j")
    tab.keyboard.press("?")
    expect(tab.locator("#touches")).to_be_visible()
    tab.keyboard.press("Escape")
    expect(tab.locator("#touches")).to_be_hidden()
    assert tab.evaluate(FOCUSED) == "Bard"


def test_what_was_done_has_the_focus_and_a_key_undoes_it(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/refus")
    expect(tab.locator(".flash")).to_be_focused()
    assert tab.evaluate("window.scrollY") == 0
    with tab.expect_request(lambda request: request.url.endswith("/acces/1/retablir")) as sent:
        tab.evaluate("document.activeElement.blur()")
        tab.route("**/acces/1/retablir", lambda route: route.fulfill(status=204))
        tab.keyboard.press("u")
    assert "personne=7" in (sent.value.post_data or "")


def test_a_refused_form_begins_by_what_is_wrong(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/commune")
    expect(tab.locator(".notice[role=alert]")).to_be_focused()
    tab.click(".notice[role=alert] a")
    expect(tab.locator("#insee-faux")).to_be_focused()


def test_htmx_adds_no_style_of_its_own(tab: Page, gallery: str) -> None:
    tab.goto(f"{gallery}/liste")
    tab.fill("#q", "feurs")
    tab.keyboard.press("Enter")
    expect(tab.locator("tbody th")).to_have_count(1)
    assert tab.evaluate("document.adoptedStyleSheets.length") == 0
    assert tab.locator("style, [style]").count() == 0
