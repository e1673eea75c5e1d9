"""No code inside a template."""

import pytest

from .conftest import Planting
from .inline import inline_code
from .tracked import Tree


def test_no_template_holds_a_script_a_style_or_an_event(tree: Tree) -> None:
    assert inline_code(tree) == []


@pytest.mark.parametrize(
    ("markup", "what"),
    [
        ("<script>go()</script>", "<script"),
        ('<script type="module">go()</script>', "<script"),
        ("<style>p { color: red }</style>", "<style"),
        ('<p style="color: red">', "style="),
        ('<button type="button"\n  onclick = "go()">', "onclick ="),
        ('<form hx-on:submit="go()">', "hx-on:submit="),
        ('<a href="javascript:go()">', "javascript:"),
    ],
)
def test_code_inside_a_template_is_seen(planted: Planting, markup: str, what: str) -> None:
    assert inline_code(planted("a.html", markup)) == [f"a.html: {what}"]


@pytest.mark.parametrize("markup", ['<script src="/static/pages.js" defer></script>', '{{ tile("x", style="wide") }}'])
def test_a_script_by_its_address_and_a_word_of_jinja_are_left_alone(planted: Planting, markup: str) -> None:
    assert inline_code(planted("a.html", markup)) == []
