"""`bocage serve`: the web process alone, on a database that somebody else runs."""

import os
from typing import Final

import rich_click as click

from bocage.cli.addresses import run_time_address
from bocage.cli.listening import listen
from bocage.cli.signals import told_politely
from bocage.settings import DatabaseSettings

HOST: Final = "127.0.0.1"
PORT: Final = click.IntRange(1, 65535)
HELP: Final = """Sert les pages, avec la base de DATABASE_URL.

Exemple : DATABASE_URL=postgresql://bocage_login:…@base/bocage BOCAGE_URL=https://bocage.exemple.fr bocage serve
"""


@click.command(help=HELP)
@click.option("--host", default=HOST, show_default=True, help="Adresse d’écoute.")
@click.option("--port", type=PORT, default=8000, show_default=True, help="Port d’écoute.")
def serve(host: str, port: int) -> None:
    """Check the door, then serve until a signal."""
    with told_politely(), listen(host, port) as listening:
        from bocage.cli import serving  # noqa: PLC0415 -- the web takes half a second to import; the port is held first

        website = serving.website(os.environ, port=port)
        url = run_time_address(DatabaseSettings.read(os.environ))
        serving.run(listening, website, url)
