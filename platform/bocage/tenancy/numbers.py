"""Numbers of tenants, drawn before the rows that bear them, since a scope must name a tenant before it is written."""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.tenancy.place import TenantId


async def next_number(connection: AsyncConnection) -> TenantId:
    """Draw one number; a number drawn and not used is lost, which costs nothing."""
    return TenantId((await connection.execute(text("select nextval('tenant_number')"))).scalar_one())
