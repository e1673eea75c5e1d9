"""The templates, as markup."""

import itertools
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from bocage.web.shell import Flash, Shell, Undo

TEMPLATES = Path(__file__).parents[3] / "platform" / "bocage" / "web" / "templates"


class Markup(HTMLParser):
    """What a page is made of: identifiers, references to them, headings, and what our policy would refuse."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.identifiers: Counter[str] = Counter()
        self.references: list[str] = []
        self.headings: list[int] = []
        self.refused: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one tag."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.identifiers[given["id"]] += 1
        for name in ("aria-labelledby", "aria-describedby", "for", "popovertarget"):
            self.references += given.get(name, "").split()
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        self.refused += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.refused.append(tag)


def shown(pages: Mapping[str, str]) -> dict[str, Markup]:
    return {name: Markup(page) for name, page in pages.items()}


def test_nothing_in_a_page_is_refused_by_our_own_policy(pages: Mapping[str, str]) -> None:
    assert {name: page.refused for name, page in shown(pages).items() if page.refused} == {}


def test_no_identifier_is_given_twice_and_none_that_is_named_is_missing(pages: Mapping[str, str]) -> None:
    for name, page in shown(pages).items():
        assert [found for found, times in page.identifiers.items() if times > 1] == [], name
        assert set(page.references) <= set(page.identifiers), name


def test_a_page_has_one_first_heading_and_skips_no_level(pages: Mapping[str, str]) -> None:
    for name, page in shown(pages).items():
        levels = page.headings
        assert levels.count(1) == 1, name
        assert levels[0] == 1, name
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), name


def test_a_title_says_the_page_then_the_place(pages: Mapping[str, str]) -> None:
    assert "<title>Composants, Saint-Thomas-la-Garde · Bocage</title>" in pages["commune"]
    assert re.search(r"<title>[^,<]+ · Bocage</title>", pages["404"])


def test_the_edge_of_the_band_is_broken_when_the_view_crosses_several_communes(pages: Mapping[str, str]) -> None:
    assert 'class="band crossing"' in pages["syndicat"]
    assert "crossing" not in pages["commune"]


def test_every_page_of_the_demonstration_says_that_its_data_are_fictional(pages: Mapping[str, str]) -> None:
    assert "<b>Données fictives</b>" in pages["syndicat"]
    assert "<b>Données fictives</b>" not in pages["404"]


def test_every_form_that_writes_carries_the_token(pages: Mapping[str, str]) -> None:
    """But those of the demonstration's provider, which is another party and knows no session of ours."""
    for name in pages.keys() - {"demonstration"}:
        page = pages[name]
        forms = re.findall(r'<form[^>]*method="post".*?</form>', page, re.DOTALL)
        assert all('name="csrf_token"' in form for form in forms), name


def test_somebody_who_is_not_signed_in_may_sign_in_and_sees_no_place(pages: Mapping[str, str]) -> None:
    assert 'href="/auth/entree"' in pages["404"]
    assert "Se déconnecter" not in pages["404"]
    assert "<nav" not in pages["404"]


def test_the_flash_offers_the_form_that_undoes(templates: Environment, commune_shell: Shell) -> None:
    undo = Undo(action="/acces/1/retablir", label="Annuler", fields=(("personne", "7"),))
    shell = replace(commune_shell, flash=Flash(state="ok", sentence="Accès coupé.", undo=undo))
    page = templates.get_template("no_place.html").render(shell=shell)
    flash = page[page.index('class="notice flash is-ok"') :]
    assert 'role="status"' in flash
    assert 'action="/acces/1/retablir"' in flash
    assert 'name="personne" value="7"' in flash


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", '" onload="x', "</title><b>"])
def test_what_people_write_is_shown_and_never_obeyed(
    templates: Environment, commune_shell: Shell, hostile: str
) -> None:
    assert commune_shell.place is not None
    shell = replace(
        commune_shell,
        place=replace(commune_shell.place, name=hostile),
        flash=Flash(state="ok", sentence=hostile, undo=None),
        path=hostile,
        operator_name=hostile,
    )
    page = templates.get_template("errors/403.html").render(shell=shell, sentence=hostile, reference=hostile)
    assert hostile not in page
    assert Markup(page).refused == []


def test_a_name_that_nobody_gave_is_an_error(templates: Environment, commune_shell: Shell) -> None:
    with pytest.raises(UndefinedError):
        templates.get_template("errors/403.html").render(shell=commune_shell)


def test_a_mood_that_does_not_exist_is_an_error(templates: Environment) -> None:
    source = '{% from "components/notice.html" import state %}{{ state("success", "Réussi") }}'
    with pytest.raises(UndefinedError):
        templates.from_string(source).render()


def test_what_describes_a_field_is_read_help_first(templates: Environment) -> None:
    source = '{% from "components/form.html" import field %}{{ field("x", "Code", help="5 chiffres", error="4") }}'
    page = templates.from_string(source).render()
    assert 'aria-describedby="x-aide x-erreur" aria-invalid="true"' in page


def test_a_field_without_help_nor_error_is_described_by_nothing(templates: Environment) -> None:
    source = '{% from "components/form.html" import field %}{{ field("x", "Code") }}'
    assert "aria-" not in templates.from_string(source).render()


def test_templates_hold_no_word_in_capitals_nor_apology() -> None:
    for path in TEMPLATES.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"veuillez|oups|succès|!(?=[\s<])(?<!<!)", text, re.IGNORECASE), path.name


def test_the_links_of_a_list_are_links_first_and_swap_it_when_asked(templates: Environment) -> None:
    source = (
        '{% from "components/table.html" import pagination %}{{ pagination([(1, "?p=1"), (2, "?p=2")], 1, swaps=to) }}'
    )
    plain = templates.from_string(source).render(to="")
    assert 'href="?p=2"' in plain
    assert "hx-" not in plain
    swapping = templates.from_string(source).render(to="#communes")
    assert 'href="?p=2" hx-get="?p=2" hx-target="#communes" hx-swap="outerHTML" hx-push-url="true"' in swapping
