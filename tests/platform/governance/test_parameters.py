"""Dated parameters: which value held on which day, by which article, and nothing changed in place."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor, Work
from bocage.governance.parameters import NewPeriod, Period, holding, parameters_at, parameters_of, set_parameter
from bocage.tenancy import Refusal, TenantId

BARD, NEIGHBOUR = TenantId(7), TenantId(8)
KARIM = Actor(actor_id=UUID(int=1), name="Karim Bessonat", request_id="request-1")
MAY = date(2026, 5, 1)
DAYS = st.integers(0, 30).map(lambda days: MAY + timedelta(days=days))


def period(value: str, first: date = MAY, last: date | None = None, article: str = "Statuts, article 9") -> NewPeriod:
    """A value of one rule."""
    return NewPeriod(code="rappel", value=value, unit="jours", valid_from=first, valid_to=last, article=article)


@pytest.fixture
async def two_tenants(database: Database) -> Database:
    """A tenant and its neighbour."""
    for tenant in (BARD, NEIGHBOUR):
        async with database.transaction(Role.CONSOLE, writable=tenant) as connection:
            founded = (
                "insert into tenant (tenant_id, uid, kind, name) values (:id, gen_random_uuid(), 'syndicate', 'S')"
            )
            await connection.execute(text(founded), {"id": tenant})
    return database


async def test_the_value_of_a_day_is_the_one_that_began_last(two_tenants: Database) -> None:
    async with two_tenants.transaction(Role.CONSOLE, writable=BARD) as connection:
        work = Work(connection, KARIM, BARD)
        await set_parameter(work, period("90"))
        await set_parameter(work, period("60", date(2026, 6, 1)))
        await set_parameter(work, period("30", date(2026, 7, 1), date(2026, 7, 31)))
        days = ((4, 30), (5, 1), (6, 1), (7, 31), (8, 1))
        found = [await parameters_at(connection, BARD, date(2026, month, day)) for month, day in days]
        assert [one["rappel"].value if one else None for one in found] == [None, "90", "60", "30", "60"]


async def test_a_correction_is_a_new_line_and_the_former_stays(two_tenants: Database) -> None:
    async with two_tenants.transaction(Role.CONSOLE, writable=BARD) as connection:
        work = Work(connection, KARIM, BARD)
        await set_parameter(work, period("90"))
        await set_parameter(work, period("80", article="Délibération du 2 mai 2026"))
        assert (await parameters_at(connection, BARD, MAY))["rappel"].value == "80"
        assert [one.value for one in await parameters_of(connection, BARD)] == ["90", "80"]
        lines = await connection.execute(text("select verb, before, after from journal_entry order by at"))
    told = {"unité": "jours", "à partir du": "2026-05-01"}
    first = {"valeur": "90", "texte": "Statuts, article 9", **told}
    second = {"valeur": "80", "texte": "Délibération du 2 mai 2026", **told}
    assert lines.all() == [("parameter.set", None, first), ("parameter.set", first, second)]


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (period("90", article=" "), "par quel texte"),
        (period(" "), "n’a pas de valeur"),
        (period("90", MAY, date(2026, 4, 30)), "finirait avant de commencer"),
    ],
)
async def test_a_period_that_nobody_could_explain_is_refused(
    two_tenants: Database, wanted: NewPeriod, words: str
) -> None:
    async with two_tenants.transaction(Role.CONSOLE, writable=BARD) as connection:
        with pytest.raises(Refusal, match=words):
            await set_parameter(Work(connection, KARIM, BARD), wanted)


async def test_a_neighbour_reads_and_sets_nothing(two_tenants: Database) -> None:
    async with two_tenants.transaction(Role.CONSOLE, writable=BARD) as connection:
        await set_parameter(Work(connection, KARIM, BARD), period("90"))
    async with two_tenants.transaction(Role.CONSOLE, writable=NEIGHBOUR) as connection:
        assert await parameters_of(connection, BARD) == ()
    with pytest.raises(ProgrammingError, match="row-level security"):
        async with two_tenants.transaction(Role.CONSOLE, readable=[BARD], writable=NEIGHBOUR) as connection:
            await set_parameter(Work(connection, KARIM, BARD), period("1"))


@pytest.mark.parametrize("statement", ["update parameter set value = '1'", "delete from parameter"])
async def test_a_period_is_never_changed_nor_removed(two_tenants: Database, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        async with two_tenants.transaction(Role.CONSOLE, writable=BARD) as connection:
            await connection.execute(text(statement))


@settings(deadline=None)
@given(st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=6), DAYS)
def test_whatever_the_periods_the_one_that_holds_contains_the_day(
    told: list[tuple[date, date | None]], day: date
) -> None:
    periods = [
        Period(
            parameter_id=UUID(int=number),
            code="rappel",
            value=str(number),
            unit="jours",
            valid_from=first,
            valid_to=last,
            article="x",
            set_by_name="x",
            set_at=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=number),
        )
        for number, (first, last) in enumerate(told)
    ]
    valid = [one for one in periods if one.holds_on(day)]
    found = holding(periods, day).get("rappel")
    assert (found is None) == (not valid)
    for one in valid:
        assert found
        assert (one.valid_from, one.set_at) <= (found.valid_from, found.set_at)
