"""What the platform asks of the tenants' floor, without knowing who answers.

The answers come by the entry points `bocage.ports`, under the names of these protocols in lower case.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.engine import Database
from bocage.tenancy.place import Place, Standing, TenantId
from bocage.tenancy.stage import Stage


class Rights(Protocol):
    """Who may what, and where."""

    async def standings(
        self,
        database: Database,
        person_id: UUID,
        tenants: Collection[int] | None = None,
    ) -> tuple[Standing, ...]:
        """Every place open to a person today, in the order of a menu, each with its whole scope.

        `tenants` are those in which to look, when they are already known.
        """
        ...


def standing_at(standings: Iterable[Standing], place: UUID) -> Standing | None:
    """What a person is at one place; None when the place is not open to them."""
    return next((each for each in standings if each.place.uid == place), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """A commune on the map: its centre in degrees if it is known, and how far the sixth centre around it is."""

    insee: str
    name: str
    centre: tuple[float, float] | None
    spacing_km: float


class Directory(Protocol):
    """Which communes there are, and where."""

    async def whereabouts(self, connection: AsyncConnection, tenant: TenantId) -> Whereabouts | None:
        """Where a commune is, None for a tenant that is not one; the transaction must read it."""
        ...


class Entitlements(Protocol):
    """Which place is subscribed to which module."""

    async def open_modules(self, database: Database, place: Place, today: date) -> Mapping[str, Stage]:
        """The modules open at a place on a day, by slug, each with its stage."""
        ...

    async def subscribed(self, database: Database) -> Mapping[str, str]:
        """Every module that some place has subscribed to, by slug, with the title it had: it may be gone since."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Livery:
    """What the pages of a place wear: a version of a brand, and the words for its logo, None without one."""

    version: int
    logo_words: str | None


class Liveries(Protocol):
    """What pages wear, and where."""

    async def worn_at(self, database: Database, place: Place) -> Livery | None:
        """What the pages of a place wear, None for the house's own look; asked for every page, so it must be quick."""
        ...
