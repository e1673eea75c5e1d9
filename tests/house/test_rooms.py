"""Packages, their layers, their tests and their tables."""

import pytest

from .conftest import Planting
from .rooms import empty_rooms, misplaced_tests, open_tables, silent_modules, unlisted_parts
from .tracked import Tree

PROJECT = '[[tool.importlinter.contracts]]\ntype = "layers"\nlayers = ["(lighting)", "access", "web | cli"]\n'
ROOMS = {f"platform/bocage/{name}/page.py": '"""A page."""\n\nPAGE = 1\n' for name in ("web", "cli")}
ACCESS = {"tenants/bocage/access/rights.py": '"""Rights."""\n\nRIGHTS = ()\n'}
MIGRATION = "tenants/bocage/access/migrations/access_0001_members.py"
CREATED = '"""Members."""\n\nop.execute("create table member (tenant_id integer)")\n'


def test_every_part_has_its_layer_and_every_layer_its_part(tree: Tree) -> None:
    assert unlisted_parts(tree) == []


def test_no_package_is_empty(tree: Tree) -> None:
    assert empty_rooms(tree) == []


def test_every_file_begins_by_saying_what_it_is(tree: Tree) -> None:
    assert silent_modules(tree) == []


def test_every_folder_of_tests_stands_before_a_part(tree: Tree) -> None:
    assert misplaced_tests(tree) == []


def test_every_table_is_closed_by_the_migration_that_creates_it(tree: Tree) -> None:
    assert open_tables(tree) == []


def test_a_part_without_a_layer_a_layer_without_a_part_and_a_part_in_parentheses_are_seen(planted: Planting) -> None:
    assert unlisted_parts(planted("pyproject.toml", PROJECT, **ROOMS, **ACCESS)) == []
    planted("modules/bocage/lighting/night.py", "NIGHT = 1\n")
    planted("tenants/bocage/subscriptions/dates.py", "DATES = 1\n")
    assert unlisted_parts(planted("pyproject.toml", PROJECT.replace("cli", "api"))) == [
        "cli: no layer lists it",
        "lighting: no layer lists it",
        "subscriptions: no layer lists it",
        "api: listed, and not there",
        "lighting: still in parentheses",
    ]


def test_a_package_whose_files_hold_nothing_is_seen(planted: Planting) -> None:
    planted("platform/bocage/jobs/__init__.py", '"""Jobs."""\n')
    assert empty_rooms(planted("platform/bocage/jobs/queue.py")) == ["platform/bocage/jobs"]
    assert empty_rooms(planted("platform/bocage/jobs/inner/queue.py", "QUEUE = 1\n")) == []


def test_a_file_that_says_nothing_of_itself_is_seen(planted: Planting) -> None:
    assert silent_modules(planted("platform/bocage/web/__init__.py")) == ["platform/bocage/web/__init__.py"]


@pytest.mark.parametrize("folder", ["tests/platform/gone", "tests/unit", "tests/tenants/web"])
def test_a_folder_of_tests_that_mirrors_nothing_is_seen(planted: Planting, folder: str) -> None:
    planted("tests/platform/web/test_page.py", **ROOMS)
    assert misplaced_tests(planted(f"{folder}/test_a.py")) == [folder]


def test_the_stories_that_cross_every_floor_mirror_none(planted: Planting) -> None:
    assert misplaced_tests(planted("tests/journeys/test_a.py")) == []


@pytest.mark.parametrize(
    "closing",
    [
        'secure_tenant_table(op, "member", app="select")\n',
        'for table in ("person", "member"):\n    grant_global_table(op, table, app="select")\n',
    ],
)
def test_a_table_left_open_is_seen(planted: Planting, closing: str) -> None:
    assert open_tables(planted(MIGRATION, CREATED + closing)) == []
    assert open_tables(planted(MIGRATION, CREATED)) == [f"{MIGRATION}: member"]
    assert open_tables(planted(MIGRATION, CREATED + closing.replace("member", "role"))) == [f"{MIGRATION}: member"]


def test_a_table_created_by_an_operation_is_seen_and_a_partition_is_not(planted: Planting) -> None:
    assert open_tables(planted(MIGRATION, 'op.create_table(\n    "lamp",\n)\n')) == [f"{MIGRATION}: lamp"]
    assert (
        open_tables(planted(MIGRATION, 'op.execute("create table day_1 partition of day for values in (1)")\n')) == []
    )
