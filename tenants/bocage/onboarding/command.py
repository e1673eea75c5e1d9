"""`bocage onboard`: the same road as the pages, from a terminal."""

import asyncio
import getpass
import json
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, TypeVar

import rich_click as click
from uuid_utils.compat import uuid7

from bocage.cli.databases import FOLDER, any_database
from bocage.cli.main import DONE, REFUSED, WRONG_USAGE
from bocage.cli.progress import step
from bocage.cli.readiness import refuse_unready
from bocage.database.engine import Database
from bocage.governance.journal import Actor
from bocage.imports.refusals import FileRefusal
from bocage.imports.table import MOST_BYTES, TOO_HEAVY
from bocage.imports.verdict import Verdict
from bocage.onboarding.desk import Desk
from bocage.onboarding.importing import bring_in, tried
from bocage.onboarding.report import as_object, as_text
from bocage.onboarding.syndicates import syndicate_named

T = TypeVar("T")
UNREADABLE: Final = "Le fichier « {name} » ne se lit pas ({reason}) : vérifiez son chemin et ses droits."


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """What the command is asked."""

    file: Path
    syndicate: str | None
    dry_run: bool


class MissingFileRefusal(FileRefusal):
    """There is no file to read at this path."""


HELP: Final = """Rattache les communes d’un fichier CSV, journalisées au nom de l’utilisateur du système.

Rend 1 quand une ligne est refusée ; les autres sont rattachées.

Exemple : bocage onboard communes.csv --dry-run
"""


@click.command(help=HELP)
@click.argument("file", metavar="FICHIER.csv", type=click.Path(path_type=Path))
@click.option("--syndicate", metavar="SLUG", help="Le syndicat qui les rattache, quand il y en a plusieurs.")
@click.option("--dry-run", is_flag=True, help="Dit ce qui serait fait et n’écrit rien.")
@click.option("--json", "as_json", is_flag=True, help="Répond par un objet JSON.")
@FOLDER
def onboard(*, file: Path, syndicate: str | None, dry_run: bool, as_json: bool, data: Path | None) -> int:
    """Read the file first, then the database; answer, and tell by the status whether a line was refused."""
    order = Order(file=file, syndicate=syndicate, dry_run=dry_run)
    try:
        content = content_of(file)
    except MissingFileRefusal as refusal:
        click.echo(refusal.sentence, err=True)
        return WRONG_USAGE
    verdict = asked(data, lambda database: brought_in(database, order, content))
    if as_json:
        click.echo(json.dumps(as_object(verdict, dry_run=dry_run), ensure_ascii=False))
    else:
        click.echo(as_text(verdict, dry_run=dry_run))
    return REFUSED if verdict.refused else DONE


def content_of(file: Path) -> bytes:
    """Read the file, never more than its limit."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise MissingFileRefusal(UNREADABLE.format(name=file, reason=error.strerror)) from error
    if len(content) > MOST_BYTES:
        raise FileRefusal(TOO_HEAVY)
    return content


def asked(data: Path | None, work: Callable[[Database], Coroutine[Any, Any, T]]) -> T:
    """Do it in the database of this installation."""
    with any_database(data) as addresses:
        asyncio.run(refuse_unready(addresses.run))
        return asyncio.run(in_database(addresses.run, work))


async def in_database(url: str, work: Callable[[Database], Coroutine[Any, Any, T]]) -> T:
    """Open the database for one work."""
    database = Database(url, pool_size=2)
    try:
        return await work(database)
    finally:
        await database.close()


async def brought_in(database: Database, order: Order, content: bytes) -> Verdict:
    """Read, judge and, unless it is a dry run, write."""
    syndicate = await syndicate_named(database, order.syndicate)
    desk = Desk(database=database, syndicate=syndicate, actor=system_user("onboard"), now=datetime.now(UTC))
    with step("essai à blanc" if order.dry_run else f"import de {order.file.name}"):
        return await tried(desk, content) if order.dry_run else await bring_in(desk, order.file.name, content)


def system_user(command: str) -> Actor:
    """The operating system's user of a command, by name only."""
    return Actor(actor_id=None, name=f"{getpass.getuser()} (bocage {command})", request_id=uuid7().hex)
