"""The names of files, folders and tests."""

import pytest

from .conftest import Planting
from .names import forbidden_inits, layer_names, short_test_names
from .tracked import Tree


def test_no_file_and_no_folder_is_called_after_a_layer(tree: Tree) -> None:
    assert layer_names(tree) == []


def test_no_init_file_closes_the_namespace(tree: Tree) -> None:
    assert forbidden_inits(tree) == []


def test_the_name_of_every_test_is_a_sentence(tree: Tree) -> None:
    assert short_test_names(tree) == []


@pytest.mark.parametrize(
    "path",
    [
        "platform/bocage/web/utils.py",
        "tenants/bocage/access/date_helpers.py",
        "modules/bocage/core/lamps.py",
        "platform/bocage/web/templates/_base.html",
        "platform/bocage/web/styles/common.css",
    ],
)
def test_a_name_of_layer_is_seen_wherever_it_stands(planted: Planting, path: str) -> None:
    assert layer_names(planted(path)) == [path]


def test_a_name_that_only_begins_like_a_layer_is_left_alone(planted: Planting) -> None:
    assert layer_names(planted("platform/bocage/database/database.py")) == []


@pytest.mark.parametrize(
    "path",
    ["platform/__init__.py", "tenants/bocage/__init__.py", "modules/__init__.py", "tests/tenants/access/__init__.py"],
)
def test_an_init_file_in_the_namespace_is_seen(planted: Planting, path: str) -> None:
    assert forbidden_inits(planted(path)) == [path]


def test_the_init_file_of_a_part_is_its_own(planted: Planting) -> None:
    assert forbidden_inits(planted("platform/bocage/web/__init__.py")) == []


def test_a_test_called_by_one_word_is_seen(planted: Planting) -> None:
    assert short_test_names(planted("tests/test_a.py", "async def test_session():\n    pass\n")) == [
        "tests/test_a.py: test_session",
    ]
