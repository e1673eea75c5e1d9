"""A desk's question: what is stored when it is of today, derived again when it is not, in as many questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event

from bocage.database.roles import Role
from bocage.governance.parameters import NewPeriod, set_parameter
from bocage.joining.audience import Audience, audience_of, is_reminded
from bocage.joining.briefs import Brief, briefs_of
from bocage.joining.changing import Asked, change, writing
from bocage.joining.context import People
from bocage.joining.kept import paths_of
from bocage.joining.parameters import Key, Unit
from bocage.joining.summary import line_of
from bocage.joining.surroundings import surroundings

from .a_store import NOW, Store, marked

TODAY = date(2026, 11, 25)


@contextmanager
def counted(store: Store) -> Iterator[list[str]]:
    """Count the questions asked of the server."""
    asked: list[str] = []

    def keep(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(store.database.engine.sync_engine, "before_cursor_execute", keep)
    try:
        yield asked
    finally:
        event.remove(store.database.engine.sync_engine, "before_cursor_execute", keep)


async def read(store: Store, today: date) -> tuple[Brief, ...]:
    """What a desk reads."""
    tenants = [store.host, store.bard, store.ecotay]
    async with store.database.transaction(Role.CONSOLE, readable=tenants) as connection:
        return await briefs_of(connection, store.host, [store.bard, store.ecotay], today)


@pytest.mark.parametrize("days", [0, 1, 90])
async def test_a_brief_says_what_the_path_itself_says_on_any_day(store: Store, days: int) -> None:
    await store.begun()
    await store.begun(store.ecotay)
    day = TODAY + timedelta(days=days)
    tenants = [store.host, store.bard, store.ecotay]
    async with store.database.transaction(Role.CONSOLE, readable=tenants) as connection:
        kept = await paths_of(connection, tenants)
        around = await surroundings(connection, store.host, kept)
    expected = {one.path_id: line_of(one, around, day).summary for one in kept}
    assert {one.path_id: one.summary for one in await read(store, day)} == expected


async def test_what_is_of_today_asks_nothing_more_however_many_paths(store: Store) -> None:
    await store.begun()
    with counted(store) as one:
        await read(store, TODAY)
    for _ in range(4):
        await store.begun(store.ecotay)
    with counted(store) as many:
        assert len(await read(store, TODAY)) == 5
    assert len(many) == len(one)


async def test_a_summary_that_was_stored_today_is_read_as_it_is(store: Store) -> None:
    await store.begun()
    with counted(store) as asked:
        await read(store, TODAY)
    assert sum("from joining_path" in statement.lower() for statement in asked) == 1


async def test_a_rule_that_changes_is_seen_at_once_even_by_what_was_remembered(store: Store) -> None:
    await store.begun()
    (before,) = await read(store, TODAY)
    hand = store.hand(store.host)
    async with writing(hand) as work:
        wanted = NewPeriod(
            code=Key.REMIND_COUNCIL, value="5", unit=Unit.DAYS, valid_from=date(2026, 1, 1), article="usage"
        )
        await set_parameter(work, wanted)
    (after,) = await read(store, TODAY)
    assert before.summary.due != after.summary.due


async def test_what_is_old_is_derived_once_a_day_until_the_path_changes(store: Store) -> None:
    path_id, tomorrow = await store.begun(), TODAY + timedelta(days=1)
    with counted(store) as first:
        (before,) = await read(store, tomorrow)
    with counted(store) as again:
        assert await read(store, tomorrow) == (before,)
    assert len(again) < len(first)
    await change(store.hand(store.bard, NOW), Asked(path_id=path_id, step="dpo"), marked("dpo", TODAY))
    (after,) = await read(store, tomorrow)
    assert after.summary.counted != before.summary.counted


@pytest.mark.parametrize(
    ("who", "hand"),
    [
        ("la mairie", Audience.MAIRIE),
        ("Odile Montabert", Audience.MAIRE),
        ("le maire", Audience.MAIRE),
        ("Inès Grangeneuve, DSI mutualisée", Audience.DSI),
        ("le maire et le président", Audience.LES_DEUX),
        ("le président", Audience.SYNDICAT),
        ("le syndicat", Audience.SYNDICAT),
        ("les membres", Audience.MEMBRES),
        ("l’EPCI", Audience.EPCI),
        ("Nadège Coursac", Audience.MAIRIE),
        ("", None),
    ],
)
def test_whose_hand_a_sentence_names(who: str, hand: Audience | None) -> None:
    people = People(maire="Odile Montabert", dsi="Inès Grangeneuve, DSI mutualisée")
    assert audience_of(who, people) is hand
    assert is_reminded(hand) is (hand in {Audience.MAIRIE, Audience.MAIRE, Audience.DSI, Audience.LES_DEUX})


def test_without_a_dsi_the_mayor_answers_for_security() -> None:
    assert audience_of("le maire", People(dsi="le maire")) is Audience.MAIRE
