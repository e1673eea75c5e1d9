"""Programs run as somebody: the account of the tests and, when that is root, an ordinary one too."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

NOBODY = 65534
BOCAGE = ("-c", "from bocage.cli.main import main; main()")
"""Arguments of Python that make it the command `bocage`."""
PATIENCE_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """How to run Python as somebody, and a folder of theirs, in whose path are a space and an accent."""

    words: tuple[str, ...]
    python: str
    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        """Ours, with the packages that we see, a home of the account's own, and no database."""
        ours = {name: value for name, value in os.environ.items() if "DATABASE_URL" not in name and name[:4] != "XDG_"}
        paths = os.pathsep.join(filter(None, sys.path))
        return {**ours, "PYTHONPATH": paths, "HOME": str(self.home), "PYTHONDONTWRITEBYTECODE": "1", **more}

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """Start Python with arguments; `more` is added to its environment."""
        return subprocess.Popen(  # noqa: S603 -- the interpreter of the tests
            [*self.words, self.python, *arguments],
            env=self.environment(**more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run Python to its end."""
        with self.start(*arguments, **more) as process:
            said, complained = process.communicate(timeout=PATIENCE_SECONDS)
        return subprocess.CompletedProcess(arguments, process.returncode, said, complained)


@pytest.fixture
def oneself() -> Iterator[Account]:
    """Give the account that runs the tests."""
    with home_of(os.geteuid()) as home:
        yield Account(words=(), python=sys.executable, home=home)


@pytest.fixture
def ordinary() -> Iterator[Account]:
    """Give an account without strengths: that of the tests, or « nobody » when it is root."""
    user = os.geteuid() or NOBODY
    words = () if user == os.geteuid() else becoming(user)
    with home_of(user) as home:
        yield Account(words=words, python=reachable_python(words), home=home)


@pytest.fixture(params=["oneself", "ordinary"])
def account(request: pytest.FixtureRequest) -> Account:
    """Give each account in turn; there is one when the tests are not run as root."""
    if request.param == "ordinary" and os.geteuid():
        pytest.skip("not here: the tests already run as an ordinary account")
    chosen: Account = request.getfixturevalue(request.param)
    return chosen


def becoming(user: int) -> tuple[str, ...]:
    """Words that turn root into somebody; full paths, since a test may take programs off the path."""
    setpriv, env = (shutil.which(name) or name for name in ("setpriv", "env"))
    # Through `env`: setpriv itself still walks through closed folders.
    return (setpriv, f"--reuid={user}", f"--regid={user}", "--clear-groups", env)


def reachable_python(words: tuple[str, ...]) -> str:
    """Find a Python of our version that the account can start: a version manager may keep ours in a closed folder."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    for candidate in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        probe = Account(words=words, python=candidate, home=Path("/nonexistent"))
        if probe.run("-c", "import bocage").returncode == 0:
            return candidate
    return pytest.skip(f"not here: no {version} that an ordinary account can start")


@contextmanager
def home_of(user: int) -> Iterator[Path]:
    """Make a folder that an account owns; remove it, and the folders of the sockets of killed servers."""
    outer = Path(tempfile.mkdtemp(prefix="bocage-home-"))
    home = outer / "Données de l’été, dossier partagé"
    home.mkdir(mode=0o700)
    for path in (outer, home):
        os.chown(path, user, -1)
    try:
        yield home
    finally:
        for link in outer.rglob("socket"):
            shutil.rmtree(link.resolve(), ignore_errors=True)
        shutil.rmtree(outer, ignore_errors=True)
