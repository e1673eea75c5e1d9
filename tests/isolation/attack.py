"""Both halves of the suite as functions, so that mutants can be put through them."""

from collections import Counter

import psycopg
from httpx import ASGITransport, AsyncClient
from sqlalchemy import make_url

from bocage.catalogue.discovery import global_tables
from bocage.database.engine import Database
from bocage.testing.isolation.routes import answer, calls, fault_of
from bocage.testing.isolation.tables import Attempt, attempts, strangers_rows, succeeds, tenant_tables
from bocage.web.app import Surroundings, create_app, route_handlers

from .conftest import PlantedDatabase
from .world import ADDRESS, surroundings, world_of


def plain(url: str) -> str:
    """An address in libpq's spelling."""
    return make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)


def attacked_tables(world: PlantedDatabase) -> tuple[list[Attempt], int, tuple[str, ...]]:
    """Make every attempt on tables; return those that succeed, how many were made, and tables left unplanted."""
    with (
        psycopg.connect(plain(world.database.superuser_url)) as superuser,
        psycopg.connect(plain(world.database.url)) as login,
    ):
        tables = tenant_tables(superuser, global_tables())
        rows = strangers_rows(superuser, tables, world.strangers)
        made = attempts(tuple(rows.by_table), world.own, world.portfolio)
        leaks = [one for one in made if succeeds(login, one, rows.by_table[one.table], world.own)]
    return leaks, len(made), rows.missing


async def attacked_routes(
    world: PlantedDatabase,
    database: Database,
    built: Surroundings | None = None,
) -> tuple[list[str], Counter[int]]:
    """Make every request; return what is wrong, and how many answers had each status."""
    everything = await world_of(database, world.syndicates)
    app = create_app(built or surroundings(world.database.url))
    faults: list[str] = []
    statuses: Counter[int] = Counter()
    async with AsyncClient(transport=ASGITransport(app), base_url=ADDRESS) as client:  # type: ignore[arg-type]  # two spellings of the same protocol
        # Readings first: a writing that succeeds may end somebody's session.
        for call in sorted(calls(route_handlers(), everything), key=lambda one: (one.method, not one.is_foreign)):
            response = await answer(client, call)
            statuses[response.status_code] += 1
            fault = fault_of(call, response, everything)
            if fault is not None:
                faults.append(fault)
    return faults, statuses
