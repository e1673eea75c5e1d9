"""The database that a command works on: that of the environment, else the embedded one."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import rich_click as click

from bocage.cli.addresses import migration_address, run_time_address
from bocage.cli.progress import step
from bocage.database.data_folder import DataFolder
from bocage.database.embedded import LOGIN, SUPERUSER, Address, EmbeddedServer, EmbeddedServerError, running
from bocage.database.supervision import kept_running
from bocage.settings import DatabaseSettings
from bocage.settings.data import DataSettings
from bocage.tenancy import Refusal

FOLDER: Final = click.option(
    "--data",
    # What cannot be read is refused in our own words, when the folder is opened.
    type=click.Path(path_type=Path, readable=False),
    help="Dossier de la base embarquée.  [défaut : ~/.local/share/bocage]",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Addresses:
    """`run` is the login without rights; `migrate` may change tables, None when nobody gave it."""

    run: str
    migrate: str | None


def folder_of(given: Path | None) -> Path:
    """Return the folder asked for, else the person's own."""
    folder = given or DataSettings.read(os.environ).folder
    if folder is None:
        sentence = "Ce compte n’a pas de dossier personnel : donnez celui des données avec --data."
        raise Refusal(sentence)
    return folder


@contextmanager
def own_database(data: Path | None) -> Iterator[Addresses]:
    """Give the database of the environment, else an embedded one that is ours, kept running until the block ends."""
    settings = DatabaseSettings.read(os.environ)
    if settings.url is not None or settings.migrate_url is not None:
        yield given(settings)
        return
    server = EmbeddedServer(folder_of(data))
    with step("PostgreSQL"):
        server.start()
    lost: list[EmbeddedServerError] = []
    try:
        with kept_running(server, lambda error: leave_for(error, lost)):
            yield embedded(server.address)
    finally:
        server.stop()
    if lost:
        raise lost[0]


def given(settings: DatabaseSettings) -> Addresses:
    """Take the addresses of the environment; the one that migrates may be missing."""
    migrate = None if settings.migrate_url is None else migration_address(settings)
    return Addresses(run=run_time_address(settings), migrate=migrate)


def leave_for(error: EmbeddedServerError, lost: list[EmbeddedServerError]) -> None:
    """Stop the whole process when PostgreSQL cannot be had again."""
    lost.append(error)
    os.kill(os.getpid(), signal.SIGTERM)


@contextmanager
def any_database(data: Path | None) -> Iterator[Addresses]:
    """Give the database of the environment, else the embedded one: that of a `bocage up` at work, or started for us."""
    settings = DatabaseSettings.read(os.environ)
    if settings.url is None and settings.migrate_url is None:
        folder = folder_of(data)
        at_work = running(folder)
        if at_work is not None:
            yield embedded(at_work)
            return
        refuse_empty(folder)
    with own_database(data) as addresses:
        yield addresses


def refuse_empty(folder: Path) -> None:
    """Make no database for a question about one."""
    if not DataFolder.of(folder).cluster.exists():
        sentence = f"Il n’y a pas de base dans « {folder} » : lancez d’abord « bocage up », ou donnez DATABASE_URL."
        raise Refusal(sentence)


def embedded(address: Address) -> Addresses:
    """Name the logins of an embedded server."""
    return Addresses(run=address.url(LOGIN), migrate=address.url(SUPERUSER))
