"""No mock of our own code, no timed assertion."""

import pytest

from .conftest import Planting
from .honesty import mocks, timed_assertions
from .tracked import Tree


def test_no_test_stands_in_for_our_own_code(tree: Tree) -> None:
    assert mocks(tree) == []


def test_no_test_has_an_opinion_on_how_fast_the_machine_was(tree: Tree) -> None:
    assert timed_assertions(tree) == []


@pytest.mark.parametrize(
    "text",
    [
        "from unittest import mock\n",
        "from unittest.mock import Mock\n",
        "import unittest.mock\n",
        "import pytest_mock\n",
        'def test_a(monkeypatch):\n    monkeypatch.setattr("bocage.web.french.day", None)\n',
        "from bocage.web import french as said\ndef test_a(m):\n    m.setattr(said, 'day', None)\n",
        "import bocage.web.french\ndef test_a(m):\n    m.setattr(bocage.web.french, 'day', None)\n",
    ],
)
def test_a_mock_is_seen_by_its_library_and_by_what_it_replaces(planted: Planting, text: str) -> None:
    assert mocks(planted("tests/platform/web/test_a.py", text)) == [
        f"tests/platform/web/test_a.py:{len(text.splitlines())}",
    ]


def test_the_environment_of_a_test_may_be_changed(planted: Planting) -> None:
    text = "import os\ndef test_a(monkeypatch):\n    monkeypatch.setenv('HOME', '/')\n"
    assert mocks(planted("tests/test_a.py", text)) == []


@pytest.mark.parametrize(
    ("first", "asserted"),
    [
        ("began = time.monotonic()", "time.monotonic() - began < 5"),
        ("spent = perf_counter_ns() - began", "spent < 5"),
        ("pass", "elapsed(time.time()) < 5"),
    ],
)
def test_an_assertion_on_a_clock_is_seen(planted: Planting, first: str, asserted: str) -> None:
    text = f"def test_a():\n    {first}\n    assert {asserted}\n"
    assert timed_assertions(planted("tests/test_a.py", text)) == ["tests/test_a.py:3"]


def test_waiting_until_something_happens_is_no_opinion_on_speed(planted: Planting) -> None:
    text = "def test_a():\n    until = monotonic() + 10\n    while monotonic() < until:\n        pass\n    assert happened()\n"
    assert timed_assertions(planted("tests/test_a.py", text)) == []
