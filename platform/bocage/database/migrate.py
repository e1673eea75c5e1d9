"""From an empty database to the newest tables, and the check that nothing is missing.

Every package of the namespace that holds a folder `migrations` is a branch of its own: a module from outside brings
its tables by being installed.
"""

import itertools
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, make_url, text
from sqlalchemy.pool import NullPool

import bocage
from bocage.database.roles import OWNER, Role, creation_of_roles, membership_of_login

SCRIPTS: Final = Path(__file__).parent / "alembic"
# Any number will do, as long as two migrations of one database draw the same.
ONE_AT_A_TIME: Final = 5_207_146


def branch_folders() -> tuple[Path, ...]:
    """List the folders of migrations of all installed packages, in alphabetical order of package."""
    return tuple(sorted(found_folders()))


def found_folders() -> Iterator[Path]:
    """Look one level below each root of the namespace; of a package found twice the first counts, as for an import."""
    for package in pkgutil.iter_modules(bocage.__path__):
        folders = (Path(root) / package.name / "migrations" for root in bocage.__path__)
        yield from itertools.islice(filter(Path.is_dir, folders), 1)


def configuration(connection: Connection | None = None) -> Config:
    """Configure Alembic without a file; one version folder a line, since a path may hold a space or a colon."""
    config = Config()
    # Alembic reads % as the start of an interpolation.
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join(map(str, branch_folders())).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def upgrade(migrate_url: str, app_url: str) -> None:
    """Create roles, bring every branch to its head, and let the login of `app_url` run; again, it changes nothing."""
    engine = create_engine(migrate_url, poolclass=NullPool)
    try:
        with engine.begin() as connection:
            connection.execute(text("select pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
            connection.exec_driver_sql(creation_of_roles())
            connection.exec_driver_sql(run_time_login(connection, app_url))
            connection.exec_driver_sql(f"set local role {OWNER}")
            command.upgrade(configuration(connection), "heads")
            # Readiness asks which revisions the database holds.
            connection.exec_driver_sql(f"grant select on alembic_version to {Role.APP}")
    finally:
        engine.dispose()


def run_time_login(connection: Connection, app_url: str) -> str:
    """SQL that creates the login of `app_url` when it is missing and lets it become the run-time roles."""
    url = make_url(app_url)
    preparer = connection.dialect.identifier_preparer
    login = preparer.quote_identifier(url.username or "bocage_login")
    known = connection.scalar(text("select 1 from pg_roles where rolname = :name"), {"name": url.username})
    created = "" if known else f"create role {login} login noinherit password {literal(str(url.password or ''))};\n"
    return created + membership_of_login(login)


def literal(value: str) -> str:
    """Quote a string for a statement that takes no parameters."""
    return "'" + value.replace("'", "''") + "'"


def missing_revisions(connection: Connection) -> frozenset[str]:
    """Revisions that the installed code has and this database has not run.

    Heads alone do not tell: the server's list leaves out a head that another branch depends on.
    """
    done = MigrationContext.configure(connection).get_current_heads()
    waiting = ScriptDirectory.from_config(configuration()).iterate_revisions("heads", done or "base")
    return frozenset(revision.revision for revision in waiting)
