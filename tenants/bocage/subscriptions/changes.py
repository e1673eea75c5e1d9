"""A period changed: its stage, a suspension, its last day; what was begun by mistake is voided."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import update

from bocage.database.locks import hold
from bocage.governance.journal import Work
from bocage.subscriptions import words
from bocage.subscriptions.period import Period, overlapping
from bocage.subscriptions.periods import periods_of
from bocage.subscriptions.refusals import STALE, StaleRefusal, SubscriptionRefusal
from bocage.subscriptions.rows import SubscriptionRow
from bocage.tenancy import NotFoundRefusal
from bocage.tenancy.stage import Stage

TOLD: Final = ("stage", "suspended_on", "suspended_until", "until")


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A period as a page showed it; `title` is its module's."""

    subscription_id: UUID
    version: int
    title: str


async def change_stage(work: Work, target: Target, stage: Stage) -> Period:
    """Go to production, or back; data, people and devices are the same. Return the period as it was."""
    return await changed(work, target, "subscription.stage_changed", {"stage": stage})


async def suspend(work: Work, target: Target, today: date) -> Period:
    """Close the module's pages until it is taken up again."""
    return await changed(work, target, "subscription.suspended", {"suspended_on": today, "suspended_until": None})


async def resume(work: Work, target: Target) -> Period:
    """Take a suspended period up again."""
    return await changed(work, target, "subscription.resumed", {"suspended_on": None, "suspended_until": None})


async def end(work: Work, target: Target, last_day: date) -> Period:
    """Give a period its last day."""
    return await changed(work, target, "subscription.ended", {"until": last_day})


async def carry_on(work: Work, target: Target) -> Period:
    """Take a period's last day away."""
    return await changed(work, target, "subscription.carried_on", {"until": None})


async def void(work: Work, target: Target, now: datetime) -> Period:
    """Take back a period that was begun by mistake; its row stays, and counts no more."""
    held, _ = await held_of(work, target)
    await written(work, held, {"voided_at": now})
    await work.record(words.deed("subscription.voided", held.subscription_id, target.title))
    return held


async def put(work: Work, target: Target, values: Mapping[str, Any]) -> Period:
    """Make a period what the path of the place says of it; return it as it was."""
    return await changed(work, target, "subscription.followed", values)


async def changed(work: Work, target: Target, verb: str, values: Mapping[str, Any]) -> Period:
    """Write a change that is one, unless somebody changed the period meanwhile."""
    held, others = await held_of(work, target)
    after = replace(held, **values)
    refuse_absurd(held, after, others, target.title)
    await written(work, held, values)
    differ = [name for name in TOLD if getattr(held, name) != getattr(after, name)]
    before, now = ({name: told(getattr(one, name)) for name in differ} for one in (held, after))
    await work.record(words.deed(verb, held.subscription_id, target.title, before, now))
    return held


async def held_of(work: Work, target: Target) -> tuple[Period, tuple[Period, ...]]:
    """The period as it is, and the others of the same module."""
    await hold(work.connection, "subscriptions", work.tenant)
    periods = await periods_of(work.connection, work.tenant)
    held = next((one for one in periods if one.subscription_id == target.subscription_id), None)
    if held is None:
        raise NotFoundRefusal
    if held.version != target.version:
        raise StaleRefusal(STALE)
    return held, tuple(one for one in periods if one.module == held.module and one != held)


def refuse_absurd(held: Period, after: Period, others: Iterable[Period], title: str) -> None:
    """Refuse what changes nothing, what ends before it begins, what meets a later period."""
    if after == held:
        raise SubscriptionRefusal("L’abonnement est déjà ainsi. Rien n’est changé.")
    if after.until is not None and after.until < after.since:
        raise SubscriptionRefusal(words.ends_too_early(held))
    later = [one for one in others if one.since >= held.since]
    met = overlapping(later, after.since) if after.until is None else None
    if met is not None:
        raise SubscriptionRefusal(words.already(title, met))


async def written(work: Work, held: Period, values: Mapping[str, Any]) -> None:
    """Write a period's new values."""
    here = (SubscriptionRow.tenant_id == work.tenant, SubscriptionRow.subscription_id == held.subscription_id)
    statement = update(SubscriptionRow).where(*here).values(**values, version=held.version + 1)
    await work.connection.execute(statement)


def told(value: Stage | date | None) -> str | None:
    """A value in the journal."""
    if isinstance(value, Stage):
        return words.STAGES[value]
    return None if value is None else value.isoformat()
