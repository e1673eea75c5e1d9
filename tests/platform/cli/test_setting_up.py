"""Setting a checkout up on a machine that lacks something: one sentence that says what to do, and nothing made."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
OLD = """#!/bin/sh
exec "{python}" -c 'import runpy, sys
sys.version_info = (3, 9, 18)
sys.argv = sys.argv[1:]
exec(sys.argv[1]) if sys.argv[0] == "-c" else runpy.run_path(sys.argv[0], run_name="__main__")' "$@"
"""
MAKE = shutil.which("make") or ""


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A Python that says it is 3.9, in a folder whose name has a space."""
    folder = tmp_path / "vieux programmes"
    folder.mkdir()
    program = folder / "python3"
    program.write_text(OLD.format(python=sys.executable), encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What a clone holds of its setting up, in a folder whose name has a space."""
    folder = tmp_path / "un clone"
    (folder / "platform").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copy(ROOT / "platform" / "bootstrap.py", folder / "platform")
    return folder


def made(checkout: Path, path: str, *words: str) -> subprocess.CompletedProcess[str]:
    """Ask make for the product, where these programs are the only ones."""
    return subprocess.run(
        [MAKE, "run", *words],
        cwd=checkout,
        env={"PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def only_sentence(said: str) -> str:
    """What was said, without the line that make adds."""
    (line,) = [line for line in said.splitlines() if not line.startswith("make: ***")]
    return line


@pytest.mark.skipif(not MAKE, reason="make is not installed here")
def test_a_machine_whose_only_python_is_too_old_is_told(old: Path, checkout: Path) -> None:
    for program in ("sh", "env"):
        (old.parent / program).symlink_to(shutil.which(program) or f"/bin/{program}")
    done = made(checkout, str(old.parent))
    assert done.returncode
    assert only_sentence(done.stderr).startswith("Python 3.11 ou plus récent est introuvable : installez-le")
    assert not (checkout / ".venv").exists()


@pytest.mark.skipif(not MAKE, reason="make is not installed here")
def test_a_python_asked_for_that_is_too_old_is_told(old: Path, checkout: Path) -> None:
    link = checkout / "python-ancien"
    link.symlink_to(old)
    done = made(checkout, os.environ["PATH"], "PYTHON=./python-ancien")
    assert done.returncode
    assert only_sentence(done.stderr).startswith("Python 3.11 ou plus récent est introuvable : installez-le")
    assert not (checkout / ".venv").exists()


def test_the_setting_up_itself_tells_a_python_too_old(old: Path, checkout: Path) -> None:
    words = [str(old), str(checkout / "platform" / "bootstrap.py")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "Bocage demande Python 3.11 ou plus récent, celui-ci est 3.9 : installez-en un, puis relancez."
    )
    assert not (checkout / ".venv").exists()
