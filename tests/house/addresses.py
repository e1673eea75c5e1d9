"""Addresses that a published tree does not hold: a registry's, or a folder of somebody's machine."""

import re
from pathlib import PurePosixPath

from .tracked import Tree

# Written apart, so that this file does not hold what it refuses.
REGISTRIES = tuple(
    ".".join(words)
    for words in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("yarnpkg", "com"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
        ("golang", "org"),
        ("repo1", "maven", "org"),
    )
)
CHOSEN = re.compile(r"--(?:extra-)?index-url[ =]|--find-links[ =]|^\s*(?:@\w+:)?registry\s*=", re.MULTILINE)
LOCKS = re.compile(r"platform/locks/.*|.*[.]lock|(?:.*/)?package-lock[.]json")
MACHINE = re.compile(r"/(?:home|Users|work|workspaces?)/[\w.-]+|/root/[\w.-]+|\b[A-Z]:\\+Users\\")


def registry_addresses(tree: Tree) -> list[str]:
    """Name the files that say where packages come from: each operator has their own mirror."""
    return [path for path, text in tree.items() if says_a_registry(path, text)]


def says_a_registry(path: str, text: str) -> bool:
    """Tell a file that holds a known registry, chooses one, or is a lock with any address at all."""
    if LOCKS.fullmatch(path) and "://" in text:
        return True
    return any(host in text for host in REGISTRIES) or bool(CHOSEN.search(text))


def machine_paths(tree: Tree) -> list[str]:
    """Name the lines that only mean something on the machine where they were written."""
    found = ((path, match.group()) for path, text in written(tree).items() for match in MACHINE.finditer(text))
    return [f"{path}: {place}" for path, place in found]


def written(tree: Tree) -> Tree:
    """Leave pictures and fonts out: chance may spell anything in them."""
    return {path: text for path, text in tree.items() if "\0" not in text and PurePosixPath(path).suffix != ".svg"}
