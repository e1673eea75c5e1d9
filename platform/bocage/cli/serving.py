"""The loop that answers requests, until somebody says stop."""

import asyncio
import socket
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import rich_click as click
import uvicorn

from bocage.cli.readiness import refuse_unready
from bocage.identity.demonstration import DemonstrationPerson
from bocage.observability.log import configure_log
from bocage.settings import MailSettings, WebSettings
from bocage.tenancy import Refusal
from bocage.web.app import Surroundings, create_app, set_aside_what_lasts
from bocage.web.assets import Assets, npm_folder

LAST_ANSWERS_SECONDS: Final = 5
"""How long a request under way may take once stop was said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Website:
    """What is known of the pages before any database is."""

    settings: WebSettings
    npm_folder: Path
    mail: MailSettings
    people: tuple[DemonstrationPerson, ...] = ()

    @property
    def announcement(self) -> str:
        """Where it is, and who may come in."""
        names = ", ".join(person.name for person in self.people)
        who = f"\nConnectez-vous comme l’une de ces personnes fictives : {names}." if names else ""
        return f"\nBocage répond sur {self.settings.public_url}{who}\nCtrl-C pour arrêter."


def website(
    environment: Mapping[str, str],
    *,
    port: int,
    demonstration: bool = False,
    people: tuple[DemonstrationPerson, ...] = (),
) -> Website:
    """Read the settings and find the browser's files, or say what is missing before any long work."""
    folder = npm_folder(environment)
    Assets.of(folder)
    settings = WebSettings.read(environment, port=port, demonstration=demonstration)
    return Website(settings=settings, npm_folder=folder, mail=MailSettings.read(environment), people=people)


def run(listening: socket.socket, site: Website, database_url: str) -> None:
    """Refuse a database that does not fit, then serve until a signal."""
    quiet = sys.stdout.isatty()
    configure_log(terminal=quiet, level="warning" if quiet else "info")
    asyncio.run(refuse_unready(database_url))
    config = uvicorn.Config(
        create_app(surroundings_of(site, database_url)),
        loop="uvloop",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=LAST_ANSWERS_SECONDS,
    )
    server = AnnouncedServer(config, site.announcement)
    set_aside_what_lasts()
    try:
        with asyncio.Runner(loop_factory=config.get_loop_factory()) as runner:
            runner.run(server.serve(sockets=[listening]))
    except KeyboardInterrupt:
        # The signal that ended it comes again once it is over; being told to stop is no fault.
        return
    except SystemExit as error:
        sentence = "Le serveur web ne démarre pas : lisez les lignes qui précèdent, puis relancez."
        raise Refusal(sentence) from error


def surroundings_of(site: Website, database_url: str) -> Surroundings:
    """What the application stands on."""
    return Surroundings(
        settings=site.settings,
        database_url=database_url,
        npm_folder=site.npm_folder,
        people=site.people,
        mail=site.mail,
    )


class AnnouncedServer(uvicorn.Server):
    """A server that says where it is once it answers."""

    def __init__(self, config: uvicorn.Config, announced: str) -> None:
        """Keep the words."""
        super().__init__(config)
        self.announced = announced

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then speak."""
        await super().startup(sockets)
        if not self.should_exit:
            click.echo(self.announced)
