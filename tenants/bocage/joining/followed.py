"""Subscriptions follow the path: opened, raised to production, suspended, ended, and put back as they were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from bocage.governance.journal import Work
from bocage.joining.acts import Act
from bocage.joining.facts import Facts
from bocage.joining.kept import Kept
from bocage.joining.months import ONE_DAY
from bocage.joining.path import Path, Perimetre, Stage
from bocage.joining.path_words import PERIMETRES, module_titles
from bocage.joining.refusals import JoiningRefusal
from bocage.subscriptions.changes import Target, put, void
from bocage.subscriptions.period import Period, State, current
from bocage.subscriptions.periods import periods_of
from bocage.subscriptions.refusals import SubscriptionRefusal
from bocage.subscriptions.subscribing import Opening, subscribe
from bocage.tenancy.stage import Stage as Subscribed

Followed = Mapping[str, Any]
"""By subscription, the values that it had and the version that it got; no values for one that was begun."""
DATED: Final = ("suspended_on", "suspended_until", "until")
ACTS: Final = ("deliberation_commune", "autorisation_de_signer", "adhesion_centrale", "acte_demonstrateur")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a path says of its modules; no stage while nothing is open."""

    stage: Stage | None
    since: date | None
    suspended_on: date | None
    suspended_until: date | None
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a path now says, and the values that a running subscription takes from it."""

    kept: Kept
    new: Wanted
    values: Mapping[str, Any]
    today: date


def wanted(facts: Facts) -> Wanted:
    """Read it from the facts; a suspension goes with its days, those to come too."""
    stage = next((one for one in (Stage.PRODUCTION, Stage.DEMONSTRATEUR) if one in facts.opened), None)
    cut = facts.suspension
    return Wanted(
        stage=stage,
        since=min(facts.opened.values(), default=None),
        suspended_on=cut.from_on if cut else None,
        suspended_until=cut.until_on if cut else None,
        until=facts.left_on - ONE_DAY if facts.left_on else None,
    )


async def follow(work: Work, before: Kept, after: Kept, today: date) -> Followed:
    """Make the subscriptions of a place what its path says, when an entry changed that; return what they were."""
    old, new = wanted(before.facts), wanted(after.facts)
    if old == new or new.stage is None:
        return {}
    told = Told(kept=after, new=new, values=values_of(after, old, new), today=today)
    try:
        pairs = [await one(work, told, module) for module in sorted(after.path.modules)]
    except SubscriptionRefusal as refusal:
        raise JoiningRefusal(refusal.sentence) from refusal
    return dict(pairs)


def values_of(kept: Kept, old: Wanted, new: Wanted) -> dict[str, Any]:
    """What changes in a subscription that is there already."""
    opened = {} if old.stage is new.stage else {"stage": Subscribed(new.stage or Stage.PRODUCTION)}
    dated = {name: getattr(new, name) for name in DATED if getattr(old, name) != getattr(new, name)}
    return {**opened, **dated, "path_id": kept.path_id}


async def one(work: Work, told: Told, module: str) -> tuple[str, dict[str, Any]]:
    """Begin or change the subscription to one module."""
    (title,) = module_titles([module])
    held = await running(work, module, told.today)
    if held is None:
        return str(await subscribe(work, opening_of(told, module, title), told.today)), {"version": 1}
    was = {name: getattr(held, name) for name, value in told.values.items() if getattr(held, name) != value}
    if was:
        target = Target(subscription_id=held.subscription_id, version=held.version, title=title)
        await put(work, target, told.values)
    version = held.version + 1 if was else held.version
    return str(held.subscription_id), {"version": version, "values": dict(as_text(was))}


async def running(work: Work, module: str, today: date) -> Period | None:
    """The period of a module that is not over."""
    here = [each for each in await periods_of(work.connection, work.tenant) if each.module == module]
    held = current(here, today)
    return None if held is None or held.state(today) is State.ENDED else held


def opening_of(told: Told, module: str, title: str) -> Opening:
    """What is subscribed to, by which act."""
    kept, new = told.kept, told.new
    return Opening(
        module=module,
        title=title,
        stage=Subscribed(new.stage or Stage.PRODUCTION),
        since=new.since or told.today,
        perimeter=perimeter_of(kept.path),
        deliberation=deliberation_of(kept.facts.acts),
        path_id=kept.path_id,
    )


def perimeter_of(path: Path) -> str:
    """In words, when it is not everything."""
    return "" if path.perimetre is Perimetre.TOTAL else PERIMETRES[path.perimetre]


def deliberation_of(acts: Mapping[str, Act]) -> str:
    """« Délibération 2026-31 »."""
    told = (acts[step].reference for step in ACTS if step in acts)
    reference = next(filter(None, told), "")
    return f"Délibération {reference}" if reference else ""


def as_text(values: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
    """Values as JSON keeps them."""
    for name, value in values.items():
        yield name, None if value is None else str(value)


async def give_back(work: Work, followed: Followed, now: datetime) -> None:
    """Put subscriptions back as they were before an entry; one changed elsewhere since is refused."""
    for key, was in followed.items():
        held = {str(each.subscription_id): each for each in await periods_of(work.connection, work.tenant)}[key]
        (title,) = module_titles([held.module])
        target = Target(subscription_id=held.subscription_id, version=was["version"], title=title)
        if "values" not in was:
            await void(work, target, now)
        elif was["values"]:
            await put(work, target, dict(as_values(was["values"])))


def as_values(told: Mapping[str, str | None]) -> Iterator[tuple[str, Any]]:
    """Values as the table holds them."""
    read = {"stage": Subscribed, "path_id": UUID}
    for name, text in told.items():
        yield name, None if text is None else read.get(name, date.fromisoformat)(text)
