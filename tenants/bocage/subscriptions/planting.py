"""Modules opened at a place, for the isolation suite and for the tests of modules."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.governance.journal import Actor, Work
from bocage.subscriptions.periods import periods_of
from bocage.subscriptions.subscribing import Opening, subscribe
from bocage.tenancy import Place
from bocage.tenancy.stage import Stage

PLANTER: Final = Actor(actor_id=None, name="Planteur", request_id="isolation")
SINCE: Final = date(2026, 1, 5)


async def open_at(database: Database, place: Place, modules: Iterable[str]) -> None:
    """Subscribe a place to the modules it never had, in production."""
    titles = {part.slug: part.title for part in discovery.modules()}
    async with database.transaction(place.database_role, writable=place.tenant_id) as connection:
        work = Work(connection, PLANTER, place.tenant_id)
        held = {period.module for period in await periods_of(connection, place.tenant_id)}
        for module in [one for one in modules if one not in held]:
            opening = Opening(module=module, title=titles[module], stage=Stage.PRODUCTION, since=SINCE)
            await subscribe(work, opening, SINCE)
