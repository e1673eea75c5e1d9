"""Rules set aside, and why."""

import pytest

from .conftest import Planting
from .exceptions import dead_exceptions, unexplained_rules, unexplained_silences
from .tracked import Tree

PROJECT = """
[tool.ruff.lint]
select = ["ALL"]
ignore = [
  "EM", # sentences stand where they are raised
]
[tool.ruff.lint.per-file-ignores]
"platform/gone.py" = ["S603"] # it starts a program
"""


def test_every_rule_set_aside_says_why(tree: Tree) -> None:
    assert unexplained_rules(tree) == []


def test_every_rule_set_aside_for_a_file_names_one_that_is_there(tree: Tree) -> None:
    assert dead_exceptions(tree) == []


def test_every_check_silenced_names_its_rule_and_its_reason(tree: Tree) -> None:
    assert unexplained_silences(tree) == []


def test_a_rule_set_aside_without_a_word_is_seen(planted: Planting) -> None:
    assert unexplained_rules(planted("pyproject.toml", PROJECT)) == []
    bare = PROJECT.replace(" # sentences stand where they are raised", "").replace(" # it starts a program", "")
    assert unexplained_rules(planted("pyproject.toml", bare)) == ['"EM",', '"platform/gone.py" = ["S603"]']


def test_an_exception_for_a_file_that_left_is_seen(planted: Planting) -> None:
    assert dead_exceptions(planted("pyproject.toml", PROJECT)) == ["platform/gone.py"]
    assert dead_exceptions(planted("platform/gone.py")) == []


@pytest.mark.parametrize(
    "comment",
    ["# noqa", "# noqa: S603", "# noqa: S603 --", "# type: ignore", "# type: ignore[arg-type]", "# type: ignore # x"],
)
def test_a_check_silenced_without_its_reason_is_seen(planted: Planting, comment: str) -> None:
    assert unexplained_silences(planted("a.py", f"a = 1  {comment}\n")) == [f"a.py:1 {comment}"]


@pytest.mark.parametrize(
    "line",
    ["a = 1  # noqa: S603, S607 -- our words", "a = 1  # type: ignore[arg-type]  # a stub is wrong", 'a = "# noqa"'],
)
def test_a_reason_is_enough_and_a_string_silences_nothing(planted: Planting, line: str) -> None:
    assert unexplained_silences(planted("a.py", f"{line}\n")) == []
