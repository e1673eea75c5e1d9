"""The platform's question « what do the pages of this place wear », remembered for a few seconds by each process."""

import time
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakKeyDictionary

from sqlalchemy import select

from bocage.brand.kept import brand_worn
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.tenancy import Kind, Place, TenantId
from bocage.tenancy.ports import Livery
from bocage.tenancy.rows import TenantLinkRow, TenantRow

SECONDS: Final = 10.0
MOST_REMEMBERED: Final = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """An answer, and until when it is one."""

    livery: Livery | None
    until: float


@dataclass(frozen=True, slots=True)
class BrandLiveries:
    """What was answered lately, by database and tenant: a page costs no question as long as it is fresh."""

    answers: WeakKeyDictionary[Database, dict[int, Remembered]] = field(default_factory=WeakKeyDictionary)

    async def worn_at(self, database: Database, place: Place) -> Livery | None:
        """What the pages of a place wear: a syndicate its own brand, a commune that of its syndicate."""
        known, now = self.answers.setdefault(database, {}), time.monotonic()
        found = known.get(place.tenant_id)
        if found is None or found.until < now:
            if len(known) >= MOST_REMEMBERED:
                known.clear()
            found = known[place.tenant_id] = Remembered(livery=await livery_of(database, place), until=now + SECONDS)
        return found.livery

    def forget(self, database: Database) -> None:
        """Ask anew: a brand was just put on by this process."""
        self.answers.pop(database, None)


async def livery_of(database: Database, place: Place) -> Livery | None:
    """Ask what a place wears."""
    wearer = await wearer_of(database, place)
    if wearer is None:
        return None
    async with database.transaction(Role.APP, readable=[wearer]) as connection:
        worn = await brand_worn(connection, wearer)
        name = await connection.scalar(select(TenantRow.name).where(TenantRow.tenant_id == wearer))
    return None if worn is None else Livery(version=worn.version, logo_words=name if worn.has_logo else None)


async def wearer_of(database: Database, place: Place) -> TenantId | None:
    """Whose brand a place wears: its own, or that of the syndicate it is attached to today."""
    if place.kind is Kind.SYNDICATE:
        return place.tenant_id
    host = select(TenantRow.host_id).where(TenantRow.tenant_id == place.tenant_id)
    async with database.transaction(Role.APP, readable=[place.tenant_id]) as connection:
        host_id = await connection.scalar(host)
    if host_id is None:
        return None
    link = select(TenantLinkRow.tenant_id).where(
        TenantLinkRow.tenant_id == host_id,
        TenantLinkRow.child_id == place.tenant_id,
        TenantLinkRow.until.is_(None),
    )
    async with database.transaction(Role.APP, readable=[host_id]) as connection:
        attached = await connection.scalar(link)
    return None if attached is None else TenantId(attached)


LIVERIES: Final = BrandLiveries()
