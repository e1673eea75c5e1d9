"""Making a cluster: `initdb`, then the three logins and their passwords, then its name; never half of it.

Even on a socket that only one user of the system can reach, each login proves itself by a password (scram): the pages
hold the password of `bocage_login` and cannot become the superuser by asking to be called `postgres`.
"""

import json
import os
import secrets
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bocage.database.data_folder import PRIVATE, DataFolder
from bocage.database.embedded_error import EmbeddedServerError, folder_error
from bocage.database.privileges import Identity
from bocage.database.roles import MIGRATE

SUPERUSER: Final = "postgres"
LOGIN: Final = "bocage_login"
DATABASE: Final = "bocage"
MAJOR: Final = "18"
INITDB: Final = (
    "--auth=trust",  # for the moment without a server; replaced before the first start
    f"--username={SUPERUSER}",
    "--encoding=UTF8",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--locale=C",
)
ACCESS: Final = "# Written by Bocage: only by the socket, only with a password.\nlocal all all scram-sha-256\n"
# One statement a line: the single-user mode ends a statement with the line.
MISSING_ROLE: Final = "do $$ begin if not exists (select from pg_roles where rolname = '{name}') then create role {name}; end if; end $$\n"
STRENGTHS: Final = {SUPERUSER: "login", MIGRATE: "login createrole", LOGIN: "login noinherit"}
FIRST_DATABASE: Final = f"create database {DATABASE} owner {MIGRATE}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The programs of PostgreSQL and as whom they run."""

    programs: Path
    identity: Identity
    durable: bool

    def run(self, program: str, *arguments: str, said: str = "") -> str:
        """Run a program that reads `said`; raise EmbeddedServerError with its last words when it fails."""
        command = [*self.identity.words, str(self.programs / program), *arguments]
        done = subprocess.run(  # noqa: S603 -- our words, its program
            command, input=said, capture_output=True, text=True, check=False, env=environment(), errors="replace"
        )
        if done.returncode or "ERROR:" in done.stderr or "FATAL:" in done.stderr:
            raise EmbeddedServerError(explained(done.stderr))
        return done.stdout


def environment() -> dict[str, str]:
    """Return ours, without what would change PostgreSQL's behaviour or the language in which it answers."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}


def explained(said: str) -> str:
    """Turn what a program of PostgreSQL said into a sentence that says what to do."""
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return "Le disque du dossier de données est plein : libérez 200 Mo, puis relancez."
    if "Permission denied" in said:
        return (
            "PostgreSQL n’a pas le droit d’écrire dans le dossier de données : choisissez avec --data un dossier que "
            "son compte atteint, par exemple /var/lib/bocage."
        )
    if "Cannot allocate memory" in said or "could not resize shared memory" in said:
        return "La mémoire manque pour démarrer PostgreSQL : libérez 300 Mo, puis relancez."
    causes = [
        line for line in said.splitlines() if any(word in line for word in ("PANIC:", "FATAL:", "ERROR:", "error:"))
    ]
    cause = causes[-1].strip() if causes else said.strip().rpartition("\n")[2]
    return f"PostgreSQL ne démarre pas ({cause}) : corrigez la cause, ou donnez une base avec DATABASE_URL."


def ensure(folder: DataFolder, tools: Tools) -> Mapping[str, str]:
    """Make the cluster when there is none, and return the password of each login."""
    try:
        if not folder.cluster.exists():
            return make(folder, tools)
        refuse_other_major(folder)
        hand_over(folder.cluster, tools.identity.owner)
        return known_passwords(folder) or seal(folder, folder.cluster, tools)
    except OSError as error:
        raise folder_error(folder.path, error) from error


def make(folder: DataFolder, tools: Tools) -> Mapping[str, str]:
    """Build the cluster under another name; a process killed on the way leaves nothing that looks whole."""
    shutil.rmtree(folder.unfinished, ignore_errors=True)
    folder.unfinished.mkdir(mode=PRIVATE)
    os.chown(folder.unfinished, tools.identity.owner, -1)
    try:
        sync = () if tools.durable else ("--no-sync",)
        tools.run("initdb", *INITDB, *sync, "-D", str(folder.unfinished))
        (folder.unfinished / "pg_hba.conf").write_text(ACCESS, encoding="utf-8")
        passwords = seal(folder, folder.unfinished, tools, then=FIRST_DATABASE)
    except (EmbeddedServerError, OSError):
        shutil.rmtree(folder.unfinished, ignore_errors=True)
        raise
    folder.unfinished.rename(folder.cluster)
    return passwords


def seal(folder: DataFolder, cluster: Path, tools: Tools, then: str = "") -> Mapping[str, str]:
    """Give each login a new password, without any server; it also repairs a folder whose passwords were lost."""
    passwords = {login: secrets.token_hex(32) for login in STRENGTHS}
    lines = [
        MISSING_ROLE.format(name=login) + f"alter role {login} {STRENGTHS[login]} password '{password}'\n"
        for login, password in passwords.items()
    ]
    fsync = () if tools.durable else ("-F",)
    tools.run("postgres", "--single", *fsync, "-D", str(cluster), SUPERUSER, said="".join(lines) + then)
    write_privately(folder.passwords, json.dumps(passwords))
    return passwords


def write_privately(path: Path, text: str) -> None:
    """Write a whole file that only its owner reads, or none."""
    unfinished = path.with_suffix(".new")
    unfinished.unlink(missing_ok=True)
    descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)


def known_passwords(folder: DataFolder) -> Mapping[str, str] | None:
    """Read the passwords; None when the file is lost or damaged."""
    try:
        found = json.loads(folder.passwords.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    whole = isinstance(found, dict) and STRENGTHS.keys() <= found.keys()
    return {str(login): str(password) for login, password in found.items()} if whole else None


def refuse_other_major(folder: DataFolder) -> None:
    """PostgreSQL reads only the folders of its own major version."""
    try:
        major = (folder.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        major = ""
    if major == MAJOR:
        return
    what = f"vient de PostgreSQL {major}" if major.isdigit() else "ne contient pas de base PostgreSQL entière"
    message = (
        f"Le dossier « {folder.cluster} » {what}, et Bocage demande la version {MAJOR} : rendez-le à la version qui l’a "
        "écrit, ou choisissez un autre dossier avec --data."
    )
    raise EmbeddedServerError(message)


def hand_over(cluster: Path, owner: int) -> None:
    """Give the cluster to the user that PostgreSQL runs as, when it ran as another before."""
    if cluster.stat().st_uid == owner:
        return
    for place, _, files in os.walk(cluster, onerror=raised):
        for path in (place, *(os.path.join(place, name) for name in files)):  # noqa: PTH118 -- twice as fast on 1,300 files
            os.chown(path, owner, -1, follow_symlinks=False)


def raised(error: OSError) -> None:
    """Do not let a walk pass over what it could not open."""
    raise error


def last_words(log: Path, since: int) -> str:
    """Return what was written in the log after a position."""
    with log.open("rb") as file:
        file.seek(since)
        return file.read().decode(errors="replace")


def server_command(tools: Tools, cluster: Path, settings: Mapping[str, str]) -> Sequence[str]:
    """Return the program and its settings; given here, they follow the version of the code and not the folder's age."""
    pairs = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    return [str(tools.programs / "postgres"), "-D", str(cluster), *pairs]
