"""The budgets of length."""

import pytest

from .budgets import crowded_signatures, long_files, long_functions, long_handlers, long_templates
from .conftest import Planting
from .tracked import Tree


def body(lines: int) -> str:
    return "".join(f"    step({number})\n" for number in range(lines))


def test_no_file_is_longer_than_three_hundred_lines(tree: Tree) -> None:
    assert long_files(tree) == []


def test_no_function_is_longer_than_thirty_lines(tree: Tree) -> None:
    assert long_functions(tree) == []


def test_no_function_asks_for_more_than_five_arguments(tree: Tree) -> None:
    assert crowded_signatures(tree) == []


def test_no_route_handler_does_more_than_ten_things(tree: Tree) -> None:
    assert long_handlers(tree) == []


def test_no_template_is_longer_than_one_hundred_and_twenty_lines(tree: Tree) -> None:
    assert long_templates(tree) == []


@pytest.mark.parametrize(
    "path", ["platform/bocage/a/b.py", "platform/bocage/web/styles/b.css", "README.md", "Makefile"]
)
def test_a_line_too_many_in_a_file_is_seen(planted: Planting, path: str) -> None:
    assert long_files(planted(path, "\n" * 300)) == []
    assert long_files(planted(path, "\n" * 301)) == [f"{path}: 301 lines"]


def test_locks_and_migrations_are_as_long_as_they_need(planted: Planting) -> None:
    planted("platform/locks/everything.txt", "\n" * 2_000)
    assert long_files(planted("platform/bocage/a/migrations/a_0001_b.py", "\n" * 400)) == []


def test_a_line_too_many_in_a_function_is_seen(planted: Planting) -> None:
    assert long_functions(planted("a.py", "def a():\n" + body(29))) == []
    assert long_functions(planted("a.py", "def a():\n" + body(30))) == ["a.py:1 a: 31 lines"]


@pytest.mark.parametrize("signature", ["a, b, c, d, e, f", "a, b, c, d, e, *, f", "a, b, c, d, *e, **f"])
def test_a_sixth_argument_is_seen_however_it_is_given(planted: Planting, signature: str) -> None:
    assert crowded_signatures(planted("a.py", f"async def a({signature}):\n    pass\n")) == ["a.py:1 a: 6 arguments"]


def test_the_object_of_a_method_is_no_argument(planted: Planting) -> None:
    method = "class A:\n    def a(self, b, c, d, e, f):\n        pass\n"
    assert crowded_signatures(planted("a.py", method)) == []


def test_an_eleventh_statement_in_a_route_handler_is_seen(planted: Planting) -> None:
    handler = '@get("/")\nasync def a():\n    """Say."""\n    if b:\n' + "        step()\n" * 10
    assert long_handlers(planted("a.py", handler)) == ["a.py:2 a: 11 statements"]
    assert long_handlers(planted("a.py", handler.removeprefix('@get("/")\n'))) == []


def test_a_line_too_many_in_a_template_is_seen(planted: Planting) -> None:
    assert long_templates(planted("a.html", "<p>\n" * 120)) == []
    assert long_templates(planted("a.html", "<p>\n" * 121)) == ["a.html: 121 lines"]
