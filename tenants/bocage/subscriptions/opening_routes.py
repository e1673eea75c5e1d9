"""A module opened for a commune by its syndicate, and taken back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Response

from bocage.catalogue import discovery
from bocage.catalogue.manifest import Manifest
from bocage.database.engine import Database
from bocage.governance.journal import writing
from bocage.subscriptions import words
from bocage.subscriptions.attached import Attached, attached
from bocage.subscriptions.cards import Card, card
from bocage.subscriptions.entry import Entry, Faults, entry_of
from bocage.subscriptions.grid_routes import COMMUNE, KINDS
from bocage.subscriptions.periods import periods_of
from bocage.subscriptions.refusals import SubscriptionRefusal
from bocage.subscriptions.requirements import own_eyes, refuse_unmet, requirements
from bocage.subscriptions.subscribing import Opening, subscribe
from bocage.tenancy import NotFoundRefusal, Visit
from bocage.tenancy.stage import Stage
from bocage.web.flash import Message, redirect_with
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest
from bocage.web.page import page

WRITES: Final = {"permission": "subscriptions.write", "kinds": KINDS}
MODULE: Final = COMMUNE + "/modules/{module:str}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """A module at a commune of the syndicate; `now` is the clock of the request."""

    database: Database
    visit: Visit
    there: Attached
    part: Manifest
    now: datetime


async def provide_counter(
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    commune: FromPath[UUID],
    module: FromPath[str],
) -> Counter:
    """Find both, or refuse as for an address that does not exist."""
    there = await attached(database, visit, commune)
    part = next((one for one in discovery.modules() if one.slug == module), None)
    if part is None:
        raise NotFoundRefusal
    return Counter(database=database, visit=visit, there=there, part=part, now=datetime.now(UTC))


COUNTER: Final = {"counter": Provide(provide_counter)}


@get(MODULE, opt=WRITES, dependencies=COUNTER)
async def form(request: AnyRequest, counter: NamedDependency[Counter]) -> Response[str]:
    """What the module asks of this commune, and the form that opens it."""
    typed = {"debut": civil_day(counter.now).isoformat()}
    return await form_page(request, counter, typed, ())


@post(MODULE, opt={**WRITES, "verb": "subscription.begun"}, dependencies=COUNTER, status_code=303)
async def open_module(request: AnyRequest, counter: NamedDependency[Counter]) -> Response[Any]:
    """Open the module; a form refused comes back with its reasons."""
    typed = {name: str(value) for name, value in (await request.form()).items()}
    entry = entry_of(typed)
    if entry.faults:
        return await form_page(request, counter, typed, entry.faults)
    try:
        subscription_id = await opened(counter, entry)
    except SubscriptionRefusal as refusal:
        return await form_page(request, counter, typed, (("stade", refusal.sentence),))
    return await redirect_with(request, counter.there.here, said(counter, subscription_id))


def said(counter: Counter, subscription_id: UUID) -> Message:
    """What was done, and the way back."""
    undo = f"{counter.there.here}/periodes/{subscription_id}/effacer"
    sentence = f"Le module « {counter.part.title} » est ouvert pour {counter.there.name}."
    return Message(sentence=sentence, undo_action=undo, undo_fields={"version": "1"})


async def opened(counter: Counter, entry: Entry) -> UUID:
    """Subscribe the commune, unless a prerequisite of the stage is missing."""
    opening = Opening(
        module=counter.part.slug,
        title=counter.part.title,
        stage=entry.stage or Stage.DEMONSTRATEUR,
        since=entry.since or civil_day(counter.now),
        perimeter=entry.perimeter,
        deliberation=entry.deliberation,
    )
    await refuse_unready(counter.database, counter.there, counter.part, opening.stage)
    async with writing(counter.database, counter.visit, counter.there.tenant_id) as work:
        return await subscribe(work, opening, civil_day(counter.now))


async def refuse_unready(database: Database, there: Attached, part: Manifest, stage: Stage) -> None:
    """Refuse a stage that waits for something at a commune."""
    async with own_eyes(database, there.tenant_id) as connection:
        found = await requirements(connection, there.tenant_id, part.offer)
    refuse_unmet(part.title, stage, found)


async def form_page(request: AnyRequest, counter: Counter, typed: Mapping[str, str], faults: Faults) -> Response[str]:
    """Show the form."""
    values: dict[str, Any] = {
        "visit": counter.visit,
        "there": counter.there,
        "card": await card_of(counter),
        "typed": typed,
        "faults": faults,
        "errors": dict(faults),
        "choices_of_stage": words.CHOICES,
    }
    return await page(request, "subscriptions/open.html", status=422 if faults else 200, **values)


async def card_of(counter: Counter) -> Card:
    """The module at the commune."""
    tenant = counter.there.tenant_id
    async with own_eyes(counter.database, tenant) as connection:
        periods = await periods_of(connection, tenant)
        return await card(connection, tenant, counter.part, periods, civil_day(counter.now))


ROUTES: Final = (form, open_module)
