"""The tree that is published, as texts by path: what Git follows or is about to, or a folder unpacked without Git."""

import ast
import subprocess
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path, PurePosixPath

Tree = Mapping[str, str]
ROOT = Path(__file__).parents[2]
MADE = frozenset({".venv", ".run", ".git", "node_modules", "__pycache__", "dist", ".hypothesis"})


def tree_of(root: Path) -> Tree:
    """Read every file; the bytes of a picture are read as text too, and hold none of the words that are looked for."""
    paths = followed(root) if (root / ".git").exists() else walked(root)
    return {path: (root / path).read_text(encoding="utf-8", errors="replace") for path in sorted(paths)}


def followed(root: Path) -> Iterator[str]:
    """Ask Git, and keep what was not deleted since."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    said = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=True).stdout
    return (path for path in said.split("\0") if path and (root / path).is_file())


def walked(root: Path) -> Iterator[str]:
    """Walk a folder, but what installing and running leave in it."""
    for path in root.rglob("*"):
        relative = path.relative_to(root)
        if path.is_file() and not MADE.intersection(relative.parts) and not cache(relative):
            yield relative.as_posix()


def cache(path: Path) -> bool:
    """Tell the folders where tools keep what they found."""
    return any(part.startswith(".") and part.endswith("_cache") for part in path.parts)


def python(tree: Tree) -> Tree:
    """Keep the Python files."""
    return {path: text for path, text in tree.items() if path.endswith(".py")}


@lru_cache(maxsize=1_000)
def parsed(text: str) -> ast.Module:
    """Read Python once for all the guards; nobody changes what they are given."""
    return ast.parse(text)


def markup(tree: Tree) -> Tree:
    """Keep the templates."""
    return {path: text for path, text in tree.items() if path.endswith(".html")}


def is_migration(path: str) -> bool:
    """Tell a migration, which is written once and read by its SQL."""
    return PurePosixPath(path).parent.name == "migrations"
