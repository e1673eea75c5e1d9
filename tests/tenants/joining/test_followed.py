"""Subscriptions follow the path in a real database: opened, raised, suspended, and put back as they were."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from bocage.database.roles import Role
from bocage.joining.acts import Author
from bocage.joining.approvals import Approval
from bocage.joining.approvals import Role as Quality
from bocage.joining.changing import Asked, Situation, change, take_back
from bocage.joining.deed_forms import DEEDS, resume, suspend
from bocage.joining.demonstration import paper_of
from bocage.joining.dossier import Dossier, reading_of
from bocage.joining.facts import Facts, with_approval
from bocage.joining.kept import Kept, one_path
from bocage.joining.path import Parcours, Stage
from bocage.joining.pieces import Target, join
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.steps import STEPS
from bocage.joining.stories import Told, both, demonstrateur, on, opened, signed, vote
from bocage.joining.typed import Typed
from bocage.subscriptions.entitlements import ENTITLEMENTS
from bocage.subscriptions.period import Period, State
from bocage.subscriptions.periods import periods_of
from bocage.tenancy import Kind, Place
from bocage.tenancy.stage import Stage as Subscribed

from .a_store import NOW, Store


def mayor_for_security(situation: Situation) -> Facts:
    """Where there is no DSI, the mayor answers after an advice."""
    kept = situation.kept
    digest = reading_of(Dossier(path=kept.path, facts=kept.facts, context=situation.context)).digest
    given = Approval(
        given_on=situation.today,
        by="helene",
        by_name="Hélène",
        role=Quality.MAIRE,
        digest=digest,
        advice_on=situation.today,
    )
    return with_approval(kept.facts, "accord_dsi", given)


async def tried(store: Store) -> UUID:
    """A path of Bard whose démonstrateur is open."""
    path_id = await store.begun(on=replace(on(Parcours.CONVENTION, stage=Stage.DEMONSTRATEUR), place="Bard"))
    await lived(store, path_id, demonstrateur("Hélène"))
    return path_id


async def lived(store: Store, path_id: UUID, entries: Iterable[Told]) -> None:
    """Enter what is told of a path, each on its day."""
    for one in entries:
        hand = store.hand(store.bard, NOW - timedelta(days=one.days))
        if STEPS[one.step].document:
            await join(hand, Target(path_id=path_id, step=one.step), paper_of("Bard", one.step))
        edit = mayor_for_security if one.step == "accord_dsi" else one.edit
        await change(hand, Asked(path_id=path_id, step=one.step, kind=one.kind), edit)


async def read(store: Store, path_id: UUID) -> tuple[Kept, tuple[Period, ...]]:
    """The path and what Bard is subscribed to."""
    async with store.database.transaction(Role.CONSOLE, readable=[store.bard]) as connection:
        return await one_path(connection, [store.bard], path_id), await periods_of(connection, store.bard)


async def test_opening_a_path_subscribes_the_place_and_taking_it_back_leaves_nothing_open(store: Store) -> None:
    path_id = await tried(store)
    kept, (period,) = await read(store, path_id)
    assert (period.module, period.stage, period.path_id) == ("lighting", Subscribed.DEMONSTRATEUR, path_id)
    assert period.since == kept.facts.opened[Stage.DEMONSTRATEUR]
    await take_back(store.hand(store.bard), path_id, kept.version)
    kept, periods = await read(store, path_id)
    assert not kept.facts.opened
    assert periods == ()


async def test_a_demonstrateur_goes_on_to_production_without_entering_anything_again(store: Store) -> None:
    path_id = await tried(store)
    before, _ = await read(store, path_id)
    deed = DEEDS["production"]
    asked = Asked(path_id=path_id, step=deed.step, kind=deed.kind, stage=deed.stage)
    await change(store.hand(store.bard), asked, lambda now: deed.enter(now, Typed({})))
    after, (period,) = await read(store, path_id)
    assert after.path.stage is Stage.PRODUCTION
    assert after.facts == before.facts
    assert period.stage is Subscribed.DEMONSTRATEUR
    await take_back(store.hand(store.bard), path_id, after.version)
    assert (await read(store, path_id))[0].path.stage is Stage.DEMONSTRATEUR


def production() -> tuple[Told, ...]:
    """What a convention still lacks after a trial, until it opens."""
    return (
        vote("autorisation_de_signer", 50, Author.CONSEIL),
        vote("decision_syndicat", 40, Author.COMITE, "CS-2026-12"),
        signed(30, begins=5),
        *both(20, "Hélène"),
        opened(10),
    )


async def test_production_opens_over_the_demonstrateur_s_subscription_and_taking_it_back_gives_the_trial_back(
    store: Store,
) -> None:
    path_id = await tried(store)
    _, (trial,) = await read(store, path_id)
    deed = DEEDS["production"]
    asked = Asked(path_id=path_id, step=deed.step, kind=deed.kind, stage=deed.stage)
    await change(store.hand(store.bard, NOW - timedelta(days=54)), asked, lambda now: deed.enter(now, Typed({})))
    await lived(store, path_id, production())
    kept, (period,) = await read(store, path_id)
    assert set(kept.facts.opened) == {Stage.DEMONSTRATEUR, Stage.PRODUCTION}
    assert (period.subscription_id, period.since) == (trial.subscription_id, trial.since)
    assert (period.stage, period.until) == (Subscribed.PRODUCTION, None)
    await take_back(store.hand(store.bard), path_id, kept.version)
    _, (again,) = await read(store, path_id)
    assert (again.subscription_id, again.stage) == (trial.subscription_id, Subscribed.DEMONSTRATEUR)


async def test_a_suspended_path_closes_its_modules_and_gives_them_back(store: Store) -> None:
    path_id = await tried(store)
    cut = Typed({"reason": "changement de prestataire"})
    asked = Asked(path_id=path_id, step="suspension")
    kept = await change(store.hand(store.bard), asked, lambda now: suspend(now, cut))
    assert (await read(store, path_id))[1][0].suspended_on is not None
    await take_back(store.hand(store.bard), path_id, kept.version)
    assert (await read(store, path_id))[1][0].suspended_on is None
    await change(store.hand(store.bard), asked, lambda now: suspend(now, cut))
    await change(store.hand(store.bard), asked, lambda now: resume(now, cut))
    assert (await read(store, path_id))[1][0].suspended_on is None


async def test_a_suspension_to_come_closes_and_opens_the_modules_on_its_days(store: Store) -> None:
    path_id = await tried(store)
    cut = Typed({"reason": "travaux", "from_on": "15/12/2026", "until_on": "20/12/2026"})
    asked = Asked(path_id=path_id, step="suspension")
    await change(store.hand(store.bard), asked, lambda now: suspend(now, cut))
    _, (period,) = await read(store, path_id)
    states = {day: period.state(date(2026, 12, day)) for day in (14, 15, 20, 21)}
    assert states == {14: State.OPEN, 15: State.SUSPENDED, 20: State.SUSPENDED, 21: State.OPEN}
    place = Place(tenant_id=store.bard, uid=uuid7(), kind=Kind.COMMUNE, name="Bard")
    opened = {day: await ENTITLEMENTS.open_modules(store.database, place, date(2026, 12, day)) for day in states}
    assert {day: "lighting" in modules for day, modules in opened.items()} == {
        day: state is State.OPEN for day, state in states.items()
    }
    await change(store.hand(store.bard), asked, lambda now: resume(now, cut))
    assert (await read(store, path_id))[1][0].suspended_on is None
    with pytest.raises(JoiningRefusal, match="Aucune suspension"):
        await change(store.hand(store.bard), asked, lambda now: resume(now, cut))
