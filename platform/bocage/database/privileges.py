"""As whom PostgreSQL runs: it refuses root, and it wants a user that the system's list of users knows.

Root, and a user without a name (as containers give), run it in a user namespace where they are seen as another user:
files stay theirs and no permission is touched. Where namespaces are forbidden, root becomes « nobody » and keeps the
one strength that walks through closed folders, so that a checkout under /root works too.
"""

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bocage.database.embedded_error import EmbeddedServerError

NOBODY: Final = 65534
# access() forgets strengths on a change of user unless told otherwise, and PostgreSQL asks it about its own programs.
WALK_EVERYWHERE: Final = (
    "--inh-caps=-all,+dac_override",
    "--ambient-caps=-all,+dac_override",
    "--securebits=+no_setuid_fixup",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Words put before a program of PostgreSQL, and the owner that its folders must have, as we see it."""

    words: tuple[str, ...]
    owner: int


def choose(postgres: Path, folder: Path) -> Identity:
    """Return the first identity that reaches the folder and under which the program starts on this system."""
    said = ""
    for identity in candidates(os.geteuid()):
        probe = [*identity.words, "/bin/sh", "-c", 'cd "$1" && "$2" --version', "sh", str(folder), str(postgres)]
        done = subprocess.run(probe, capture_output=True, text=True, check=False)  # noqa: S603 -- our words, its program
        if done.returncode == 0:
            return identity
        said = (done.stderr or done.stdout).strip().rpartition("\n")[2]
    raise EmbeddedServerError(refusal(said))


def candidates(user: int) -> Iterator[Identity]:
    """List the ways to run as somebody that PostgreSQL accepts, best first."""
    if user and has_name(user):
        yield Identity(words=(), owner=user)
        return
    seen_as = somebody()
    unshare, setpriv = shutil.which("unshare"), shutil.which("setpriv")
    if unshare:
        yield Identity(words=(unshare, "--user", f"--map-user={seen_as}", f"--map-group={seen_as}"), owner=user)
    if setpriv and not user:
        become = (setpriv, f"--reuid={seen_as}", f"--regid={seen_as}", "--clear-groups")
        yield Identity(words=(*become, *WALK_EVERYWHERE), owner=seen_as)
        yield Identity(words=become, owner=seen_as)


def has_name(user: int) -> bool:
    """Tell whether the list of users knows a number."""
    try:
        pwd.getpwuid(user)
    except KeyError:
        return False
    return True


def somebody() -> int:
    """Return the number of a user that is listed and is not root: « nobody » nearly everywhere."""
    if has_name(NOBODY):
        return NOBODY
    return next((entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid), NOBODY)


def refusal(said: str) -> str:
    """Say what to do when no identity works."""
    reason = f" (le système répond : {said})" if said else ""
    if os.geteuid() == 0:
        return (
            "PostgreSQL refuse de tourner sous root et ce système ne permet pas d’en changer"
            f"{reason} : lancez Bocage avec un compte ordinaire, donnez avec --data un dossier ouvert à tous les comptes, "
            "ou une base avec DATABASE_URL."
        )
    return f"Le PostgreSQL embarqué ne démarre pas sur ce système{reason} : donnez une base avec DATABASE_URL."
