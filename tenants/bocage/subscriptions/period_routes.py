"""An open module changed by the syndicate: its stage, a suspension, its end; each with its way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from litestar import post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.governance.journal import writing
from bocage.subscriptions import changes, words
from bocage.subscriptions.attached import Attached, attached
from bocage.subscriptions.changes import Target
from bocage.subscriptions.entry import day_of, stage_of, version_of
from bocage.subscriptions.grid_routes import COMMUNE
from bocage.subscriptions.opening_routes import WRITES, refuse_unready
from bocage.subscriptions.periods import periods_of
from bocage.subscriptions.refusals import SubscriptionRefusal
from bocage.subscriptions.requirements import own_eyes
from bocage.tenancy import NotFoundRefusal, Visit
from bocage.web.flash import Message, redirect_with
from bocage.web.french import civil_day, day
from bocage.web.guard import AnyRequest

PERIOD: Final = COMMUNE + "/periodes/{subscription:uuid}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A form about one period of a commune; `module` is its slug."""

    database: Database
    visit: Visit
    there: Attached
    target: Target
    module: str
    form: Mapping[str, str]
    now: datetime


async def provide_asked(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    commune: FromPath[UUID],
    subscription: FromPath[UUID],
) -> Asked:
    """Find the period, or refuse as for an address that does not exist."""
    there = await attached(database, visit, commune)
    async with own_eyes(database, there.tenant_id) as connection:
        periods = await periods_of(connection, there.tenant_id)
    module = next((one.module for one in periods if one.subscription_id == subscription), None)
    if module is None:
        raise NotFoundRefusal
    form = {name: str(value) for name, value in (await request.form()).items()}
    known = await discovery.entitlements().subscribed(database)
    target = Target(subscription_id=subscription, version=version_of(form), title=known.get(module, module))
    now = datetime.now(UTC)
    return Asked(database=database, visit=visit, there=there, target=target, module=module, form=form, now=now)


ASKED: Final = {"asked": Provide(provide_asked)}


async def done(request: AnyRequest, asked: Asked, sentence: str, way: str, **fields: str) -> Redirect:
    """Go back to the commune's page, with the way back."""
    undo = f"{asked.there.here}/periodes/{asked.target.subscription_id}/{way}" if way else None
    kept = {"version": str(asked.target.version + 1), **fields}
    return await redirect_with(
        request, asked.there.here, Message(sentence=sentence, undo_action=undo, undo_fields=kept)
    )


@post(PERIOD + "/stade", opt={**WRITES, "verb": "subscription.stage_changed"}, dependencies=ASKED, status_code=303)
async def stage(request: AnyRequest, asked: NamedDependency[Asked]) -> Redirect:
    """Go from the démonstrateur to production, or back, without entering anything again."""
    wanted = stage_of(asked.form.get("stade", ""))
    if wanted is None:
        raise SubscriptionRefusal("Choisissez un stade\u00a0: démonstrateur ou production. Rien n’est changé.")
    part = next((one for one in discovery.modules() if one.slug == asked.module), None)
    if part is not None:
        await refuse_unready(asked.database, asked.there, part, wanted)
    async with writing(asked.database, asked.visit, asked.there.tenant_id) as work:
        held = await changes.change_stage(work, asked.target, wanted)
    sentence = f"« {asked.target.title} » passe au stade « {words.STAGES[wanted]} »\u00a0: toutes ses données restent."
    return await done(request, asked, sentence, "stade", stade=held.stage)


@post(PERIOD + "/suspendre", opt={**WRITES, "verb": "subscription.suspended"}, dependencies=ASKED, status_code=303)
async def suspend(request: AnyRequest, asked: NamedDependency[Asked]) -> Redirect:
    """Close the module's pages for a while."""
    async with writing(asked.database, asked.visit, asked.there.tenant_id) as work:
        await changes.suspend(work, asked.target, civil_day(asked.now))
    sentence = f"« {asked.target.title} » est suspendu\u00a0: ses pages sont fermées, ses données restent."
    return await done(request, asked, sentence, "reprendre")


@post(PERIOD + "/reprendre", opt={**WRITES, "verb": "subscription.resumed"}, dependencies=ASKED, status_code=303)
async def resume(request: AnyRequest, asked: NamedDependency[Asked]) -> Redirect:
    """Open them again."""
    async with writing(asked.database, asked.visit, asked.there.tenant_id) as work:
        await changes.resume(work, asked.target)
    return await done(request, asked, f"« {asked.target.title} » est de nouveau ouvert.", "suspendre")


@post(PERIOD + "/arreter", opt={**WRITES, "verb": "subscription.ended"}, dependencies=ASKED, status_code=303)
async def end(request: AnyRequest, asked: NamedDependency[Asked]) -> Redirect:
    """Give the subscription its last day."""
    last = day_of(asked.form.get("fin", ""))
    if last is None:
        raise SubscriptionRefusal("Donnez le dernier jour de l’abonnement, comme 31/12/2026. Rien n’est changé.")
    async with writing(asked.database, asked.visit, asked.there.tenant_id) as work:
        held = await changes.end(work, asked.target, last)
    sentence = f"« {asked.target.title} » s’arrête après le {day(last)}\u00a0: rien n’est effacé."
    if held.until is None:
        return await done(request, asked, sentence, "poursuivre")
    return await done(request, asked, sentence, "arreter", fin=held.until.isoformat())


@post(PERIOD + "/poursuivre", opt={**WRITES, "verb": "subscription.carried_on"}, dependencies=ASKED, status_code=303)
async def carry_on(request: AnyRequest, asked: NamedDependency[Asked]) -> Redirect:
    """Take the last day away."""
    async with writing(asked.database, asked.visit, asked.there.tenant_id) as work:
        held = await changes.carry_on(work, asked.target)
    sentence = f"« {asked.target.title} » continue, sans date de fin."
    return await done(request, asked, sentence, "arreter", fin=(held.until or civil_day(asked.now)).isoformat())


@post(PERIOD + "/effacer", opt={**WRITES, "verb": "subscription.voided"}, dependencies=ASKED, status_code=303)
async def void(request: AnyRequest, asked: NamedDependency[Asked]) -> Redirect:
    """Take back a subscription begun by mistake."""
    async with writing(asked.database, asked.visit, asked.there.tenant_id) as work:
        await changes.void(work, asked.target, asked.now)
    return await done(request, asked, f"L’ouverture de « {asked.target.title} » est annulée.", "")


ROUTES: Final = (stage, suspend, resume, end, carry_on, void)
