"""How the tree is read: with Git and without."""

import shutil
import subprocess
from pathlib import Path

from .conftest import Planting
from .tracked import ROOT, Tree, tree_of


def test_the_whole_project_is_read(tree: Tree) -> None:
    assert {"pyproject.toml", "README.md", "platform/bootstrap.py", "tests/house/tracked.py"} <= tree.keys()
    assert not any(".venv/" in path or "node_modules/" in path for path in tree)


def test_a_folder_without_git_gives_the_same_texts(tree: Tree, tmp_path: Path) -> None:
    for path in tree:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, tmp_path / path)
    assert tree_of(tmp_path) == tree


def test_what_installing_and_running_leave_is_not_read(planted: Planting) -> None:
    planted(".venv/lib/utils.py")
    planted("platform/assets/node_modules/core/x.js")
    planted(".mypy_cache/x.json")
    assert list(planted("platform/bocage/web/page.py")) == ["platform/bocage/web/page.py"]


def test_git_gives_a_file_that_is_new_and_leaves_what_it_is_told_to_ignore(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    for name, text in ((".gitignore", "made/\n"), ("new.py", ""), ("made/old.py", "")):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert list(tree_of(tmp_path)) == [".gitignore", "new.py"]
