"""What files and folders may be called."""

import re
from pathlib import PurePosixPath

from .tracked import Tree, python

LAYERS = frozenset(
    {
        *("service", "services", "manager", "managers", "handler", "handlers", "util", "utils", "helper", "helpers"),
        *("common", "core", "misc", "base"),
    }
)
NAMESPACES = re.compile(r"(?:platform|tenants|modules)(?:/bocage)?/__init__[.]py|tests/(?:.*/)?__init__[.]py")


def layer_names(tree: Tree) -> list[str]:
    """Name the files and folders called after a layer instead of an idea, in their last word."""
    return [path for path in tree if any(last_word(part) in LAYERS for part in PurePosixPath(path).parts)]


def last_word(part: str) -> str:
    """Return what a name is about: `date_utils.py` is about utils."""
    return re.split(r"[_-]", part.partition(".")[0].strip("_").lower())[-1]


def forbidden_inits(tree: Tree) -> list[str]:
    """Name the files that would close the namespace to parts of other repositories, or hide Python's own `platform`."""
    return [path for path in tree if NAMESPACES.fullmatch(path)]


def short_test_names(tree: Tree) -> list[str]:
    """Name the tests whose name is no sentence."""
    tests = {path: text for path, text in python(tree).items() if PurePosixPath(path).name.startswith("test_")}
    named = (
        (path, name)
        for path, text in tests.items()
        for name in re.findall(r"^\s*(?:async )?def (test_\w+)", text, re.MULTILINE)
    )
    return [f"{path}: {name}" for path, name in named if name.count("_") < 4]
