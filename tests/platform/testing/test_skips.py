"""Skips, by a pytest of its own, with and without CI=true."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow(seconds=18)

SUITE = """
import pytest

@pytest.fixture
def server():
    pytest.skip("Redis is not installed on this machine")

def test_that_needs_a_server_to_be_there(server):
    pass

def test_that_suits_another_account_only():
    pytest.skip("not here: the tests already run as an ordinary account")

@pytest.mark.skipif(True, reason="two accounts are needed")
def test_that_has_a_condition_written_on_it():
    pass
"""


@pytest.mark.parametrize(("ci", "expected"), [("true", "2 skipped, 1 error"), ("", "3 skipped")])
def test_under_ci_a_missing_server_is_a_failure(tmp_path: Path, ci: str, expected: str) -> None:
    (tmp_path / "test_suite.py").write_text(SUITE)
    words = ["-m", "pytest", "-q", "-p", "bocage.testing.plugin", "-p", "no:cacheprovider", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, *words],
        cwd=tmp_path,
        env={**os.environ, "CI": ci},
        capture_output=True,
        text=True,
        check=False,
    )
    assert expected in done.stdout
    assert ("nothing may be missing: Redis" in done.stdout) is bool(ci)
    assert done.returncode == (1 if ci else 0)
