"""Brands as they are kept: the one that is worn, the ones that were prepared, the image of one."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.brand.logo import Logo
from bocage.brand.rows import BrandRow, WornRow
from bocage.tenancy import NotFoundRefusal, TenantId

MOST_LISTED: Final = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """A version, without its image."""

    version: int
    band: str | None
    has_logo: bool
    made_by_name: str
    made_at: datetime


COLUMNS: Final = (
    BrandRow.version,
    BrandRow.band,
    BrandRow.logo.is_not(None).label("has_logo"),
    BrandRow.made_by_name,
    BrandRow.made_at,
)


async def worn_version(connection: AsyncConnection, tenant: TenantId) -> int | None:
    """The version that a tenant wears; None in the house's own look."""
    newest = (WornRow.worn_at.desc(), WornRow.worn_id.desc())
    asked = select(WornRow.version).where(WornRow.tenant_id == tenant).order_by(*newest).limit(1)
    found: int | None = await connection.scalar(asked)
    return found


async def brand_of(connection: AsyncConnection, tenant: TenantId, version: int) -> Brand:
    """A version, or refuse as for any page that is not there."""
    asked = select(*COLUMNS).where(BrandRow.tenant_id == tenant, BrandRow.version == version)
    row = (await connection.execute(asked)).mappings().one_or_none()
    if row is None:
        raise NotFoundRefusal
    return Brand(**row)


async def brand_worn(connection: AsyncConnection, tenant: TenantId) -> Brand | None:
    """What a tenant wears."""
    version = await worn_version(connection, tenant)
    return None if version is None else await brand_of(connection, tenant, version)


async def brands(connection: AsyncConnection, tenant: TenantId) -> tuple[Brand, ...]:
    """The last versions prepared, the newest first."""
    newest = BrandRow.version.desc()
    asked = select(*COLUMNS).where(BrandRow.tenant_id == tenant).order_by(newest).limit(MOST_LISTED)
    return tuple(Brand(**row) for row in (await connection.execute(asked)).mappings())


async def logo_at(connection: AsyncConnection, tenant: TenantId, version: int) -> Logo:
    """The image of a version, or refuse as for any page that is not there."""
    asked = select(BrandRow.logo, BrandRow.logo_type).where(BrandRow.tenant_id == tenant, BrandRow.version == version)
    row = (await connection.execute(asked)).one_or_none()
    if row is None or row.logo is None:
        raise NotFoundRefusal
    return Logo(content=bytes(row.logo), media_type=row.logo_type)
