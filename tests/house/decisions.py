"""The decisions: one page each, in an order without gap."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from .tracked import Tree

FOLDER = "platform/decisions/"
NAME = re.compile(r"(\d{4})-[a-z0-9]+(?:-[a-z0-9]+)*[.]md")
LONGEST = 39


def faulty_decisions(tree: Tree) -> list[str]:
    """Say what is wrong with the numbers, the titles, the lengths."""
    pages = {PurePosixPath(path).name: text for path, text in tree.items() if path.startswith(FOLDER)}
    return [*wrong_numbers(sorted(pages)), *(fault for name in pages for fault in faults_of(name, pages[name]))]


def wrong_numbers(names: list[str]) -> list[str]:
    """Compare the numbers with those of a list without gap nor twin."""
    numbers = [int(found.group(1)) for name in names if (found := NAME.fullmatch(name))]
    wanted = list(range(1, len(names) + 1))
    return [] if numbers == wanted else [f"numbers {numbers} instead of 1 to {len(names)}"]


def faults_of(name: str, text: str) -> Iterator[str]:
    """Check a page alone: its name, its first line, its length, and that it says what was chosen and rejected."""
    lines = text.splitlines()
    number = name[:4].lstrip("0")
    if not NAME.fullmatch(name):
        yield f"{name}: not « 0001-a-title.md »"
    if not lines or not re.fullmatch(rf"# {number}[.] \S.+", lines[0]):
        yield f"{name}: the first line is not « # {number}. Title »"
    if len(lines) > LONGEST:
        yield f"{name}: {len(lines)} lines"
    for word in ("Chosen", "Rejected"):
        if f"**{word}.**" not in text:
            yield f"{name}: does not say « {word} »"
