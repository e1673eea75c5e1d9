"""What a module says of one place: its figures, its prerequisites with the reason of each that is missing.

A module's tables are read by the role of the place itself, even when the syndicate asks: what comes out is the
module's own sentence, never its rows.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.catalogue import discovery
from bocage.catalogue.offer import Offer, Prerequisite
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.subscriptions import words
from bocage.subscriptions.refusals import SubscriptionRefusal
from bocage.tenancy import TenantId
from bocage.tenancy.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """A prerequisite at a place; `reason` is empty when it is met."""

    title: str
    reason: str
    blocks: frozenset[Stage]

    @property
    def blocking(self) -> str:
        """The stages that wait for it, in words."""
        return " et ".join(words.STAGES[stage].lower() for stage in Stage if stage in self.blocks)


@asynccontextmanager
async def own_eyes(database: Database, tenant: TenantId) -> AsyncIterator[AsyncConnection]:
    """A transaction that reads a place as its own pages do."""
    async with database.transaction(Role.APP, readable=[tenant]) as connection:
        yield connection


async def requirements(connection: AsyncConnection, tenant: TenantId, offer: Offer | None) -> tuple[Requirement, ...]:
    """Look at each prerequisite of a module at a place."""
    return tuple([await looked_at(connection, tenant, one) for one in offer.prerequisites] if offer else ())


async def looked_at(connection: AsyncConnection, tenant: TenantId, one: Prerequisite) -> Requirement:
    """Ask the module."""
    reason: str = await discovery.named(one.check)(connection, tenant)
    return Requirement(title=one.title, reason=reason, blocks=one.blocks)


async def figures(connection: AsyncConnection, tenant: TenantId, offer: Offer | None) -> tuple[str, ...]:
    """What the module says with the place's own numbers."""
    if offer is None or offer.figures is None:
        return ()
    return tuple(await discovery.named(offer.figures)(connection, tenant))


def refuse_unmet(title: str, stage: Stage, found: Iterable[Requirement]) -> None:
    """Refuse to open a module at a stage that waits for something."""
    reasons = [one.reason for one in found if one.reason and stage in one.blocks]
    if reasons:
        raise SubscriptionRefusal(words.missing(title, stage, reasons))
