"""The packages: each has its layer, none is empty, each test stands before a part that exists."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import PurePosixPath

from .tracked import Tree, is_migration, parsed, python

FLOORS = ("platform", "tenants", "modules")
STORIES = frozenset({"house", "isolation", "journeys", "bench", "deploy"})
"""The folders of tests that cross every floor."""


def parts(tree: Tree) -> dict[str, str]:
    """Return the floor of every part by its name."""
    found = (PurePosixPath(path).parts for path in tree)
    return {path[2]: path[0] for path in found if len(path) > 3 and path[0] in FLOORS and path[1] == "bocage"}


def unlisted_parts(tree: Tree) -> list[str]:
    """Compare the parts with the layers of import-linter, both ways; parentheses are layers yet to come."""
    listed, awaited = layers(tree["pyproject.toml"])
    there = set(parts(tree))
    return [
        *(f"{name}: no layer lists it" for name in sorted(there - listed)),
        *(f"{name}: listed, and not there" for name in sorted(listed - there)),
        *(f"{name}: still in parentheses" for name in sorted(awaited & there)),
    ]


def layers(project: str) -> tuple[set[str], set[str]]:
    """Return the layers that must be there, and those that may come."""
    contracts = tomllib.loads(project)["tool"]["importlinter"]["contracts"]
    lines = [line for contract in contracts if contract["type"] == "layers" for line in contract["layers"]]
    names = {name for line in lines for name in re.split(r"\s*[|:]\s*", line)}
    awaited = {name.strip("()") for name in names if name.startswith("(")}
    return {name for name in names if not name.startswith("(")}, awaited


def empty_rooms(tree: Tree) -> list[str]:
    """Name the packages in which no file says anything."""
    inside = {path: text for path, text in python(tree).items() if path.startswith(FLOORS)}
    rooms = {str(PurePosixPath(path).parent) for path in inside}
    return [room for room in sorted(rooms) if not any(says_something(inside[path]) for path in under(inside, room))]


def under(tree: Tree, room: str) -> Iterator[str]:
    """Give the files of a package, those of the packages inside it too."""
    return (path for path in tree if path.startswith(f"{room}/"))


def says_something(text: str) -> bool:
    """Tell a file that holds more than its docstring."""
    body = parsed(text).body
    return len(body) > (ast.get_docstring(ast.Module(body, [])) is not None)


def silent_modules(tree: Tree) -> list[str]:
    """Name the Python files that do not begin by saying what they are."""
    return [path for path, text in python(tree).items() if not ast.get_docstring(parsed(text))]


def misplaced_tests(tree: Tree) -> list[str]:
    """Name the folders of tests that mirror nothing."""
    inside = (PurePosixPath(path).parent.parts for path in tree if path.startswith("tests/"))
    folders = sorted({folder[1:3] for folder in inside if len(folder) > 1})
    return ["/".join(("tests", *folder)) for folder in folders if not mirrors(tree, folder)]


def mirrors(tree: Tree, folder: tuple[str, ...]) -> bool:
    """Tell a folder of tests that stands before a part, or that crosses every floor."""
    if folder[0] in STORIES:
        return True
    before = (f"{folder[0]}/bocage/{folder[-1]}/", f"{folder[0]}/{folder[-1]}/", f"{folder[0]}/{folder[-1]}.py")
    return folder[0] in FLOORS and any(path.startswith(before) for path in tree)


def open_tables(tree: Tree) -> list[str]:
    """Name the tables that a migration creates and does not close in the same breath."""
    return [
        f"{path}: {table}"
        for path, text in python(tree).items()
        if is_migration(path)
        for table in created(text)
        if table not in closed(parsed(text))
    ]


def created(migration: str) -> list[str]:
    """Return the tables created, partitions left out: they are reached through their parent only."""
    asked = r"create\s+table\s+(?:if\s+not\s+exists\s+)?(\w+)(?!\s+partition\s+of)\b|create_table\(\s*[\"'](\w+)"
    return [sql or called for sql, called in re.findall(asked, migration, re.IGNORECASE)]


def closed(migration: ast.Module) -> set[str]:
    """Return the words given to the functions that secure, or to a loop that calls one."""
    scopes = [node for node in ast.walk(migration) if isinstance(node, ast.For | ast.Expr) and secures(node)]
    inside = (leaf for scope in scopes for leaf in ast.walk(scope))
    return {leaf.value for leaf in inside if isinstance(leaf, ast.Constant) and isinstance(leaf.value, str)}


def secures(node: ast.AST) -> bool:
    """Tell a statement that calls one of the two functions that close a table."""
    calls = (ast.unparse(one.func) for one in ast.walk(node) if isinstance(one, ast.Call))
    return not {"secure_tenant_table", "grant_global_table"}.isdisjoint(calls)
