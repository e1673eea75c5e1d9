"""No address of a registry, no path of a machine."""

import pytest

from .addresses import REGISTRIES, machine_paths, registry_addresses
from .conftest import Planting
from .tracked import Tree


def test_no_file_says_which_registry_packages_come_from(tree: Tree) -> None:
    assert registry_addresses(tree) == []


def test_no_file_holds_a_path_of_somebodys_machine(tree: Tree) -> None:
    assert machine_paths(tree) == []


@pytest.mark.parametrize("host", REGISTRIES)
def test_a_registry_is_seen_in_any_file(planted: Planting, host: str) -> None:
    assert registry_addresses(planted("README.md", f"See https://{host}/bocage.")) == ["README.md"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("platform/locks/everything.txt", "a @ https://mirror.exemple.fr/a.whl"),
        ("platform/assets/package-lock.json", '{"resolved": "https://mirror.exemple.fr/a.tgz"}'),
        ("uv.lock", 'source = { registry = "https://mirror.exemple.fr" }'),
    ],
)
def test_a_lock_holds_no_address_at_all(planted: Planting, path: str, text: str) -> None:
    assert registry_addresses(planted(path, text)) == [path]


@pytest.mark.parametrize("words", [("registry", "//mirror.exemple.fr"), ("--index-url", "//mirror.exemple.fr")])
def test_a_choice_of_registry_is_seen(planted: Planting, words: tuple[str, str]) -> None:
    line = "=".join(words)
    assert registry_addresses(planted("platform/assets/.npmrc", f"ignore-scripts=true\n{line}\n")) == [
        "platform/assets/.npmrc",
    ]


@pytest.mark.parametrize("parts", [("home", "jeanne", "x"), ("Users", "jeanne"), ("root", "x"), ("work", "main")])
def test_a_path_of_a_machine_is_seen(planted: Planting, parts: tuple[str, ...]) -> None:
    place = "/" + "/".join(parts)
    assert machine_paths(planted("a.py", f'FOLDER = "{place}"\n')) == [f"a.py: /{parts[0]}/{parts[1]}"]


def test_an_address_of_the_site_is_no_path_of_a_machine(planted: Planting) -> None:
    assert machine_paths(planted("a.py", 'HERE = "/commune/home"\nSHARE = "~/.local/share/bocage"\n')) == []
