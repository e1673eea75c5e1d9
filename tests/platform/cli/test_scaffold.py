"""`bocage scaffold`: the package it writes is installed apart, and its own tests pass there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow(seconds=6)

BIN = Path(sys.executable).parent
UV = BIN.parent / "tools" / "bin" / "uv"


def run(*command: str | Path, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a program of this environment in a folder."""
    there = {**os.environ, **environment}
    return subprocess.run(
        list(map(str, command)), cwd=folder, env=there, text=True, capture_output=True, check=False, timeout=1800
    )


def scaffold(folder: Path, slug: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Ask for a package."""
    return run(BIN / "bocage", "scaffold", slug, *options, folder=folder)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """Write the package of parking, and install it in a folder of its own; return that folder."""
    assert scaffold(tmp_path, "parking", "--title", "Stationnement").returncode == 0
    quiet = ("--quiet", "--no-deps", "--no-build-isolation", "--python", sys.executable)
    done = run(UV, "pip", "install", *quiet, "--target", "apart", "./bocage-parking", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path / "apart"


def test_a_module_from_outside_is_in_the_catalogue_served_and_isolated(installed: Path) -> None:
    asked = "from bocage.catalogue import discovery; print(*(part.slug for part in discovery.modules()))"
    found = run(sys.executable, "-c", asked, folder=installed, PYTHONPATH=str(installed))
    assert "parking" in found.stdout.split()
    assert "parking" not in run(sys.executable, "-c", asked, folder=installed.parent).stdout.split()
    package = installed.parent / "bocage-parking"
    tested = run(BIN / "pytest", "-q", folder=package, PYTHONPATH=str(installed))
    assert tested.returncode == 0, tested.stdout[-4000:]
    assert "5 passed" in tested.stdout


def test_what_is_written_is_as_tidy_as_the_house(tmp_path: Path) -> None:
    assert scaffold(tmp_path, "parking").returncode == 0
    house = Path(__file__).parents[3] / "pyproject.toml"
    tidy = run(BIN / "ruff", "check", "--ignore", "INP001", "--config", house, "bocage-parking/bocage", folder=tmp_path)
    assert tidy.returncode == 0, tidy.stdout
    formed = run(BIN / "ruff", "format", "--check", "--config", house, "bocage-parking", folder=tmp_path)
    assert formed.returncode == 0, formed.stdout


@pytest.mark.parametrize(
    ("slug", "said"),
    [("Parking", "ne peut pas nommer un module"), ("../x", "ne peut pas nommer"), ("lighting", "est déjà le nom")],
)
def test_a_name_that_cannot_be_is_refused_in_a_sentence(tmp_path: Path, slug: str, said: str) -> None:
    refused = scaffold(tmp_path, slug)
    assert refused.returncode == 1
    assert said in refused.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "bocage-parking").mkdir()
    refused = scaffold(tmp_path, "parking")
    assert refused.returncode == 1
    assert "existe déjà" in refused.stderr
    assert list((tmp_path / "bocage-parking").iterdir()) == []
