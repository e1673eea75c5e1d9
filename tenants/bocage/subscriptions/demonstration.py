"""Subscriptions of the demonstration: the communes where somebody may sign in, to every module installed."""

from datetime import date
from typing import Final

from bocage.access import demonstration as people
from bocage.catalogue import discovery
from bocage.catalogue.manifest import Manifest
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor, Work
from bocage.subscriptions.periods import periods_of
from bocage.subscriptions.subscribing import Opening, subscribe
from bocage.tenancy import Place, TenantId
from bocage.tenancy.stage import Stage

SYSTEM: Final = Actor(actor_id=None, name="Bocage, mise en place de la démonstration", request_id="demonstration")
SINCE: Final = date(2026, 3, 2)
FIRST: Final = "Saint-Thomas-la-Garde"
"""The commune in production; the others try."""


async def load(database_url: str, department: str) -> None:  # noqa: ARG001 -- every loader is told the department
    """Subscribe, once."""
    database = Database(database_url, pool_size=2)
    try:
        async with database.transaction(Role.CONSOLE, readable=[1]) as connection:
            syndicate = await people.place_of(connection, TenantId(1))
        names = dict.fromkeys(name for each in people.PEOPLE for name in each.places if name != people.SYNDICATE)
        for name in names:
            place = await people.commune_named(database, syndicate, name)
            if place is not None:
                await bring_in(database, place, Stage.PRODUCTION if name == FIRST else Stage.DEMONSTRATEUR)
    finally:
        await database.close()


load.title = "Abonnements"  # type: ignore[attr-defined]  # read by `bocage up`


async def bring_in(database: Database, place: Place, stage: Stage) -> None:
    """Subscribe one commune to what it never had."""
    async with database.transaction(Role.CONSOLE, writable=place.tenant_id) as connection:
        held = {period.module for period in await periods_of(connection, place.tenant_id)}
        work = Work(connection, SYSTEM, place.tenant_id)
        for module in discovery.modules():
            if module.slug not in held:
                await subscribe(work, opening_of(module, stage), SINCE)


def opening_of(module: Manifest, stage: Stage) -> Opening:
    """What a commune of the demonstration subscribes to."""
    perimeter = "" if stage is Stage.PRODUCTION else "Le bourg"
    return Opening(
        module=module.slug,
        title=module.title,
        stage=stage,
        since=SINCE,
        perimeter=perimeter,
        deliberation="Délibération du 12 février 2026",
    )
