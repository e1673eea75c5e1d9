"""What is checked of the database before anything is served from it."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.engine import Database
from bocage.database.login import refuse_strong_login
from bocage.database.migrate import missing_revisions
from bocage.database.roles import Role
from bocage.tenancy import Refusal

OLDEST_SERVER: Final = 18
VERSION: Final = text("select current_setting('server_version_num')::integer / 10000")
INSTALLED: Final = text("select to_regclass('alembic_version') is not null and to_regrole(:role) is not null")
WHAT_TO_DO: Final = "lancez « bocage migrate », puis recommencez."


class TablesMissingRefusal(Refusal):
    """The database does not hold the tables of this version."""


async def refuse_unready(url: str) -> None:
    """Refuse an old server, a login that is too strong, and tables that are not those of this version."""
    database = Database(url, pool_size=1)
    try:
        async with database.bare_login() as connection:
            await refuse_old_server(connection)
        await refuse_strong_login(database)
        await refuse_missing_tables(database)
    finally:
        await database.close()


async def refuse_old_server(connection: AsyncConnection) -> None:
    """Older servers lack what our statements use."""
    version = int(await connection.scalar(VERSION) or 0)
    if version < OLDEST_SERVER:
        sentence = (
            f"La base est un PostgreSQL {version} et Bocage demande PostgreSQL {OLDEST_SERVER} : changez de serveur."
        )
        raise Refusal(sentence)


async def refuse_missing_tables(database: Database) -> None:
    """Compare what the database went through with what this version brings."""
    async with database.bare_login() as connection:
        installed = await connection.scalar(INSTALLED, {"role": Role.APP})
    if not installed:
        sentence = f"La base est vide : {WHAT_TO_DO}"
        raise TablesMissingRefusal(sentence)
    async with database.transaction(Role.APP) as connection:
        missing = await connection.run_sync(missing_revisions)
    if missing:
        sentence = f"La base attend des mises à jour ({', '.join(sorted(missing))}) : {WHAT_TO_DO}"
        raise TablesMissingRefusal(sentence)
