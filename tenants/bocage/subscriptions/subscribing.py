"""A place subscribed to a module."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.dialects.postgresql import insert as upsert
from uuid_utils.compat import uuid7

from bocage.database.locks import hold
from bocage.governance.journal import Work
from bocage.subscriptions import words
from bocage.subscriptions.period import overlapping
from bocage.subscriptions.periods import periods_of
from bocage.subscriptions.refusals import SubscriptionRefusal
from bocage.subscriptions.rows import ModuleRequestRow, SubscribedModuleRow, SubscriptionRow
from bocage.tenancy.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What is subscribed to: the module and its title, how far, from when, by which act."""

    module: str
    title: str
    stage: Stage
    since: date
    perimeter: str = ""
    deliberation: str = ""
    path_id: UUID | None = None


async def subscribe(work: Work, opening: Opening, today: date) -> UUID:
    """Begin a period at the place being written; the request for the module, if there is one, is answered."""
    await hold(work.connection, "subscriptions", work.tenant)
    here = [one for one in await periods_of(work.connection, work.tenant) if one.module == opening.module]
    held = overlapping(here, opening.since)
    if held is not None:
        raise SubscriptionRefusal(words.already(opening.title, held))
    subscription_id = uuid7()
    await work.connection.execute(insert(SubscriptionRow).values(row_of(work, opening, subscription_id)))
    await remember(work, opening)
    await close_request(work, opening.module, today)
    await work.record(words.deed("subscription.begun", subscription_id, opening.title, after=told(opening)))
    return subscription_id


def row_of(work: Work, opening: Opening, subscription_id: UUID) -> dict[str, object]:
    """The period's row."""
    return {
        "tenant_id": work.tenant,
        "subscription_id": subscription_id,
        "module": opening.module,
        "stage": opening.stage,
        "perimeter": opening.perimeter,
        "since": opening.since,
        "deliberation": opening.deliberation,
        "path_id": opening.path_id,
    }


def told(opening: Opening) -> dict[str, str]:
    """What the journal says of it; what was left empty is not said."""
    said = {
        "stage": words.STAGES[opening.stage],
        "since": opening.since.isoformat(),
        "perimeter": opening.perimeter,
        "deliberation": opening.deliberation,
    }
    return {name: value for name, value in said.items() if value}


async def remember(work: Work, opening: Opening) -> None:
    """Keep the title of a module, for the day it is no longer installed."""
    asked = upsert(SubscribedModuleRow).values(slug=opening.module, title=opening.title)
    known = asked.on_conflict_do_update(index_elements=["slug"], set_={"title": opening.title})
    await work.connection.execute(known)


async def close_request(work: Work, module: str, today: date) -> bool:
    """Close the place's open request for a module; tell whether there was one."""
    asked = update(ModuleRequestRow).where(
        ModuleRequestRow.tenant_id == work.tenant,
        ModuleRequestRow.module == module,
        ModuleRequestRow.closed_on.is_(None),
    )
    return bool((await work.connection.execute(asked.values(closed_on=today))).rowcount)
