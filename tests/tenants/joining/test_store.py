"""Paths in a real database: what is entered stands whole, what is refused leaves nothing, two people at once."""

import asyncio
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bocage.database.roles import Role
from bocage.governance.rows import JournalRow
from bocage.joining.changing import Asked, MovedRefusal, change, take_back
from bocage.joining.kept import Kept, entries_of, one_path, paths_of
from bocage.joining.phase import Phase
from bocage.joining.refusals import OrderRefusal
from bocage.joining.rows import PathEntryRow
from bocage.joining.summary import PathLine, line_of
from bocage.joining.surroundings import surroundings

from .a_dossier import signed, vote
from .a_store import NOW, Store, marked, with_acts

VOTED = date(2026, 9, 29)


async def read(store: Store, path_id: object) -> Kept:
    """The path as it is kept."""
    async with store.database.transaction(Role.CONSOLE, readable=[store.bard]) as connection:
        return await one_path(connection, [store.bard], path_id)  # type: ignore[arg-type]  # a uuid of either kind


async def counts(store: Store) -> tuple[int, int]:
    """How many lines of history and of journal Bard has."""
    async with store.database.transaction(Role.CONSOLE, readable=[store.bard]) as connection:
        history = await connection.scalar(select(func.count()).select_from(PathEntryRow))
        journal = await connection.scalar(select(func.count()).select_from(JournalRow))
    return history or 0, journal or 0


async def lines(store: Store, today: date) -> list[PathLine]:
    """Every path of the syndicate, as a desk lists them."""
    everybody = [store.bard, store.ecotay]
    async with store.database.transaction(Role.CONSOLE, readable=[store.host, *everybody]) as connection:
        kept = await paths_of(connection, everybody)
        around = await surroundings(connection, store.host, kept)
    return [line_of(one, around, today) for one in kept]


async def test_an_entry_is_kept_with_its_history_and_its_line_of_journal(store: Store) -> None:
    path_id = await store.begun()
    asked = Asked(path_id=path_id, step="autorisation_de_signer", version=1)
    await change(store.hand(store.bard), asked, with_acts(autorisation_de_signer=vote(VOTED)))
    kept = await read(store, path_id)
    assert kept.version == 2
    assert kept.facts.acts["autorisation_de_signer"].adopted_on == VOTED
    assert await counts(store) == (1, 2)


async def test_a_convention_signed_before_its_deliberation_binds_is_refused_and_leaves_nothing(store: Store) -> None:
    path_id = await store.begun()
    authorised = vote(date(2026, 9, 25), published_on=date(2026, 9, 28), received_on=date(2026, 9, 29))
    first = Asked(path_id=path_id, step="autorisation_de_signer")
    await change(store.hand(store.bard), first, with_acts(autorisation_de_signer=authorised))
    before = await read(store, path_id), await counts(store)
    with pytest.raises(OrderRefusal, match="il manque la transmission"):
        await change(
            store.hand(store.bard),
            Asked(path_id=path_id, step="convention"),
            with_acts(convention=signed(date(2026, 9, 28), countersigned_on=None)),
        )
    assert (await read(store, path_id), await counts(store)) == before


async def test_of_two_people_at_once_one_writes_and_the_other_is_told(store: Store) -> None:
    path_id = await store.begun()
    hand = store.hand(store.bard)
    both = await asyncio.gather(
        *(
            change(
                hand,
                Asked(path_id=path_id, step="dpo", version=1),
                marked("dpo", day),
            )
            for day in (VOTED, VOTED + timedelta(days=1))
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(one, MovedRefusal) for one in both) == 1
    assert (await read(store, path_id)).version == 2
    assert (await counts(store))[0] == 1


async def test_the_last_entry_is_taken_back_and_an_older_one_is_not(store: Store) -> None:
    path_id, hand = await store.begun(), store.hand(store.bard)
    for step in ("dpo", "interlocuteurs"):
        await change(
            hand,
            Asked(path_id=path_id, step=step),
            marked(step, VOTED),
        )
    with pytest.raises(MovedRefusal, match="ne s’annule plus"):
        await take_back(hand, path_id, 2)
    await take_back(hand, path_id, 3)
    assert set((await read(store, path_id)).facts.marks) == {"dpo"}
    async with store.database.transaction(Role.CONSOLE, readable=[store.bard]) as connection:
        history = await entries_of(connection, await one_path(connection, [store.bard], path_id))
    assert [one.kind for one in history] == ["annulation", "entree", "entree"]


async def test_a_commune_reads_its_own_paths_and_not_those_of_its_neighbour(store: Store) -> None:
    await store.begun()
    await store.begun(store.ecotay)
    async with store.database.transaction(Role.APP, readable=[store.bard, store.host]) as connection:
        assert {one.tenant_id for one in await paths_of(connection, [store.bard, store.ecotay])} == {store.bard}


async def test_the_summary_of_yesterday_is_computed_again(store: Store) -> None:
    path_id = await store.begun()
    await change(
        store.hand(store.bard),
        Asked(path_id=path_id, step="dpo"),
        marked("dpo", VOTED),
    )
    (today,) = await lines(store, NOW.date())
    assert today.summary.phase is Phase.EN_COURS
    assert today.kept.summary["phase"] == "en_cours"
    (later,) = await lines(store, NOW.date() + timedelta(days=400))
    assert later.summary.phase is Phase.BLOQUEE
    assert later.summary.due is not None
