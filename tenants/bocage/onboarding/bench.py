"""`bocage bench onboard`: a department brought in, from the bytes of its file to the commit."""

import asyncio
import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Final

import psycopg
import rich_click as click

from bocage.cli.progress import step
from bocage.communes.load import load_edition
from bocage.database.embedded import LOGIN, SUPERUSER, EmbeddedServer
from bocage.database.migrate import upgrade
from bocage.onboarding.bench_runs import file_of, measured, referenced
from bocage.web.assets import npm_folder

SIZES: Final = (300, 3000)
ROUNDS: Final = 3
MOST: Final = 34_000
TEMPLATE: Final = "bench"
HELP: Final = """Mesure le rattachement d’un département : lecture, verdict, écriture validée, par seconde.

La référence écrit les mêmes lignes sans verdict ni cloisonnement, dans une base voisine, au même moment.

Exemple : bocage bench onboard --json
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """Medians at one size; `ratio` is ours over the reference."""

    tenants: int
    communes_per_second: int
    reference_per_second: int
    ratio: float


@click.command(help=HELP)
@click.option("--tenants", type=click.IntRange(1, MOST), help="Nombre de communes.  [défaut : 300, puis 3000]")
@click.option("--json", "as_json", is_flag=True, help="Répond par un objet JSON.")
def onboard(*, tenants: int | None, as_json: bool) -> None:
    """Measure on a database made for it and thrown away."""
    with prepared() as server:
        figures = [figure_at(server, size) for size in ([tenants] if tenants else SIZES)]
    if as_json:
        lowest = min(figure.communes_per_second for figure in figures)
        click.echo(json.dumps({"communes_per_second": lowest, "sizes": [asdict(figure) for figure in figures]}))
        return
    for figure in figures:
        click.echo(
            f"{figure.tenants} communes : communes_per_second {figure.communes_per_second}, "
            f"référence {figure.reference_per_second}, rapport {figure.ratio:.2f}",
        )


@contextmanager
def prepared() -> Iterator[EmbeddedServer]:
    """Start a server in a folder of its own, with tables and the real register in a template."""
    with tempfile.TemporaryDirectory(prefix="bocage-bench-") as folder, EmbeddedServer(Path(folder) / "base") as server:
        with step("base de mesure"):
            statement(server, f"create database {TEMPLATE}")
            upgrade(server.url(SUPERUSER, TEMPLATE), server.url(LOGIN, TEMPLATE))
            load_edition(server.url(SUPERUSER, TEMPLATE), npm_folder(os.environ))
        yield server


def statement(server: EmbeddedServer, words: str) -> None:
    """Run one statement on the server's own database."""
    with psycopg.connect(server.plain_url(), autocommit=True) as connection:
        connection.execute(words.encode())


def figure_at(server: EmbeddedServer, size: int) -> Figure:
    """Measure one size, several times, ours and the reference in turn."""
    with step(f"{size} communes"):
        seconds = [one_round(server, size) for _ in range(ROUNDS)]
    ours, theirs = (median(column) for column in zip(*seconds, strict=True))
    return Figure(
        tenants=size,
        communes_per_second=round(size / ours),
        reference_per_second=round(size / theirs),
        ratio=round(theirs / ours, 2),
    )


def one_round(server: EmbeddedServer, size: int) -> Sequence[float]:
    """Return the seconds of ours and of the reference, each in a fresh database."""
    content = file_of(server.plain_url(SUPERUSER, TEMPLATE), size)
    taken = []
    for name in ("ours", "reference"):
        statement(server, f"create database {name} template {TEMPLATE} strategy file_copy")
    taken.append(asyncio.run(measured(server.url(LOGIN, "ours"), content)))
    taken.append(referenced(server.plain_url(SUPERUSER, "ours"), server.plain_url(SUPERUSER, "reference")))
    for name in ("ours", "reference"):
        statement(server, f"drop database {name} with (force)")
    return taken
