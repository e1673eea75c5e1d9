"""One writer at a time, by the name of what is written: parts that know nothing of each other cannot share a number."""

from typing import Final

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

HOLD: Final = text("select pg_advisory_xact_lock(hashtext(:name), :tenant)")


async def hold(connection: AsyncConnection, name: str, tenant: int) -> None:
    """Wait for whoever holds this of a tenant, and hold it to the end of the transaction."""
    await connection.execute(HOLD, {"name": name, "tenant": tenant})
