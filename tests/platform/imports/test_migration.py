"""Imports kept before the platform had its own table are still there after."""

import json
from collections.abc import Iterator

import psycopg
import pytest
from alembic import command
from sqlalchemy import create_engine

from bocage.database.embedded import LOGIN, SUPERUSER, EmbeddedServer
from bocage.database.migrate import configuration, upgrade
from bocage.database.roles import OWNER, creation_of_roles
from bocage.testing.database import statement

NAME = "before_the_platform"
OUTCOME = [{"tenant_id": 2, "insee": "42012", "action": "create", "version": 1}]
ROWS = """
insert into tenant (tenant_id, uid, kind, name) values (1, gen_random_uuid(), 'syndicate', 'Syndicat');
insert into import_batch (tenant_id, import_id, file_name, sha256, content, choices, status, counts, outcome,
  created_by_name, created_at, confirmed_by_name, confirmed_at, version) values
  (1, gen_random_uuid(), 'a.csv', repeat('a', 64), 'insee', '{"2": {"aside": true}}', 'previewed', '{"lines": 3}', '[]',
   'Karim', '2026-11-01', null, null, 4),
  (1, gen_random_uuid(), 'b.csv', repeat('b', 64), 'insee', '{}', 'confirmed', '{"lines": 1}', %s,
   'Karim', '2026-11-02', 'Karim', '2026-11-03', 2)
"""


@pytest.fixture
def server(postgres: EmbeddedServer) -> Iterator[EmbeddedServer]:
    """A database as it was before, with two imports."""
    statement(postgres, f"create database {NAME}")
    engine = create_engine(postgres.url(SUPERUSER, NAME))
    with engine.begin() as connection:
        connection.exec_driver_sql(creation_of_roles())
        connection.exec_driver_sql(f"set local role {OWNER}")
        command.upgrade(configuration(connection), "onboarding_0001")
    with psycopg.connect(postgres.plain_url(SUPERUSER, NAME), autocommit=True) as connection:
        connection.execute(ROWS.replace("%s", f"'{json.dumps(OUTCOME)}'").encode())
    engine.dispose()
    yield postgres
    statement(postgres, f"drop database {NAME} with (force)")


def test_every_row_is_carried_over_and_the_old_table_goes(server: EmbeddedServer) -> None:
    upgrade(server.url(SUPERUSER, NAME), server.url(LOGIN, NAME))
    with psycopg.connect(server.plain_url(SUPERUSER, NAME)) as connection:
        told = connection.execute(
            "select importer, file_name, status, choices, counts, outcome, content, version, progress, judged,"
            " confirmed_at is null from file_import order by created_at"
        ).fetchall()
        old = connection.execute("select to_regclass('import_batch')").fetchone()
        forced = connection.execute("select relforcerowsecurity from pg_class where relname = 'file_import'").fetchone()
    assert told == [
        ("communes", "a.csv", "previewed", {"2": {"aside": True}}, {"lines": 3}, [], b"insee", 4, {}, None, True),
        ("communes", "b.csv", "confirmed", {}, {"lines": 1}, OUTCOME, b"insee", 2, {}, None, False),
    ]
    assert (old, forced) == ((None,), (True,))
