"""Every exception to a rule says why, and is still needed."""

import io
import re
import tokenize
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch

from .tracked import Tree, python

RULE = re.compile(r'"[A-Z]+[0-9]*"')
SILENCED = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b", re.IGNORECASE)
EXPLAINED = re.compile(
    r"#\s*(?:noqa: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)* -- \w.+|type: ignore\[[a-z, -]+\]\s+#\s+\w.+)",
)


def unexplained_rules(tree: Tree) -> list[str]:
    """Name the rules of ruff and djlint that are set aside without a word, on the line itself."""
    return [line.strip() for line in excluded(tree["pyproject.toml"]) if not re.search(r"#\s*\w", line)]


def excluded(project: str) -> Iterator[str]:
    """Give the lines that set rules aside, whatever the list they stand in."""
    section = ""
    for line in project.splitlines():
        section = line if line.startswith("[") else section
        if section.startswith(("[tool.ruff", "[tool.djlint")) and (RULE.search(line) and "select" not in line):
            yield line


def dead_exceptions(tree: Tree) -> list[str]:
    """Name the files for which a rule is set aside and that are no longer there."""
    lint = tomllib.loads(tree["pyproject.toml"])["tool"]["ruff"]["lint"]
    return [pattern for pattern in lint.get("per-file-ignores", {}) if not any(fnmatch(path, pattern) for path in tree)]


def unexplained_silences(tree: Tree) -> list[str]:
    """Name the lines where a check is silenced without naming its rule, then its reason."""
    return [
        f"{path}:{number} {comment}"
        for path, text in python(tree).items()
        for number, comment in comments(text)
        if SILENCED.search(comment) and not EXPLAINED.search(comment)
    ]


def comments(text: str) -> Iterator[tuple[int, str]]:
    """Give the comments of a Python file: the same words in a string silence nothing."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string
