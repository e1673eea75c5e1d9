"""Loading the register: once, then again only when a newer edition is installed."""

import asyncio
import os
from pathlib import Path
from typing import Final

import psycopg
from sqlalchemy import make_url

from bocage.communes.edition import SOURCE, Edition, edition_in, version_in
from bocage.database.roles import OWNER
from bocage.web.assets import npm_folder

TABLES: Final = {
    "register_department": ("code", "name", "spelled"),
    "register_epci": ("siren", "name"),
    "register_commune": (
        "insee",
        "name",
        "spelled",
        "department",
        "siren",
        "epci_siren",
        "population",
        "postal_codes",
        "former_codes",
        "longitude",
        "latitude",
    ),
}


async def load(migrate_url: str) -> None:
    """Load the edition of the installed packages, unless it is already there."""
    await asyncio.to_thread(load_edition, migrate_url, npm_folder(os.environ))


load.title = "registre des communes"  # type: ignore[attr-defined]  # read by `bocage up`


def load_edition(migrate_url: str, npm: Path) -> bool:
    """Replace the register in one transaction; say whether there was anything to do."""
    address = make_url(migrate_url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address) as connection:
        connection.execute(f"set local role {OWNER}".encode())
        known = connection.execute("select edition from register_edition where source = %s", [SOURCE]).fetchone()
        if known == (version_in(npm),):
            return False
        replace(connection, edition_in(npm))
    return True


def replace(connection: psycopg.Connection, edition: Edition) -> None:
    """Empty the tables, children first, and copy the edition in, parents first."""
    rows = dict(zip(TABLES, (edition.departments, edition.epcis, edition.communes), strict=True))
    for table in reversed(TABLES):
        connection.execute(f"delete from {table}".encode())
    for table, columns in TABLES.items():
        with connection.cursor().copy(f"copy {table} ({', '.join(columns)}) from stdin".encode()) as copy:
            for row in rows[table]:
                copy.write_row(row)
        connection.execute(f"analyze {table}".encode())
    connection.execute(
        """insert into register_edition (source, edition) values (%s, %s)
           on conflict (source) do update set edition = excluded.edition, loaded_at = now()""",
        [SOURCE, edition.version],
    )
