"""The tree as it stands, and small trees in which one fault was planted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from .tracked import ROOT, Tree, tree_of

Planting = Callable[..., Tree]


@pytest.fixture(scope="session")
def tree() -> Tree:
    """Read the project once."""
    return tree_of(ROOT)


@pytest.fixture
def planted(tmp_path: Path) -> Planting:
    """Write files in a folder, and read it as the project is read."""

    def plant(path: str, text: str = "", **more: str) -> Tree:
        for name, content in {path: text, **more}.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
        return tree_of(tmp_path)

    return plant
