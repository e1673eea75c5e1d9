"""Months, members, ceilings, terms, trials: each rule at its edge."""

from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bocage.joining import conventions, fondements
from bocage.joining.acts import Act, Author, Lack, executoire_on, lacks
from bocage.joining.demonstrateur import Demonstrateur, Opening, check_demonstrateur, ends_on
from bocage.joining.markets import Ceiling, Market, Measure, Order, Scope, check_order
from bocage.joining.members import Answer, Member, Position, Procedure, Silence, last_day_to_answer, standing
from bocage.joining.months import first_of_july, first_of_month, last_day, months_later
from bocage.joining.parameters import DEFAULTS, Key, Parameter, Unit
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.reminders import Reminder, due_on, renewal_due_on

from .a_dossier import plain, terms

DATES = st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 12, 31))
ONE_DAY = timedelta(days=1)


@given(DATES, st.integers(min_value=0, max_value=120))
def test_months_later_is_the_same_day_number_or_the_last_of_the_month(day: date, months: int) -> None:
    later = months_later(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == min(day.day, monthrange(later.year, later.month)[1])


@given(DATES, st.integers(min_value=1, max_value=120))
def test_a_period_ends_the_day_before_the_next_begins(day: date, months: int) -> None:
    assert last_day(day, months) + ONE_DAY == months_later(day, months)


@given(DATES)
def test_the_statutes_day_is_never_before_the_act(day: date) -> None:
    assert first_of_july(day) >= day
    assert (first_of_july(day).month, first_of_july(day).day) == (7, 1)
    assert first_of_july(day) - day < timedelta(days=366)
    assert day <= first_of_month(day) <= day + timedelta(days=31)
    assert first_of_month(day).day == 1


@pytest.mark.parametrize(
    ("notified", "last"),
    [
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2027, 8, 31), date(2027, 11, 30)),
        (date(2027, 2, 28), date(2027, 5, 28)),
    ],
)
def test_three_months_are_counted_day_for_day(notified: date, last: date) -> None:
    assert last_day_to_answer(notified, DEFAULTS) == last


def member(name: str, population: int, **told: object) -> Member:
    return replace(Member(code=name, name=name, population=population, notified_on=date(2027, 1, 1)), **told)  # type: ignore[arg-type]  # fields by name, of several types


def saying(name: str, population: int, answer: Answer) -> Member:
    return member(name, population, answer=answer, answered_on=date(2027, 2, 1))


@pytest.mark.parametrize(
    ("yes", "no", "reached"),
    [
        ([100, 100, 100], [100, 50], True),
        ([400, 300], [200, 150], True),
        ([100, 100, 100, 100], [100, 100, 200], False),
        ([10, 10, 10, 10], [30], False),
        ([240, 240, 20, 20], [239, 239], True),
        ([200, 150], [400, 250], False),
    ],
)
def test_a_majority_is_half_and_two_thirds_or_the_reverse_every_large_member_in_it(
    yes: list[int], no: list[int], *, reached: bool
) -> None:
    said = [saying(f"oui {at}", size, Answer.YES) for at, size in enumerate(yes)]
    said += [saying(f"non {at}", size, Answer.NO) for at, size in enumerate(no)]
    now = standing(Procedure(subject="eau", members=tuple(said)), date(2027, 2, 2), DEFAULTS)
    assert (now.reached_on is not None) is reached
    assert now.reachable is reached


def test_the_refusal_of_a_large_member_stops_the_procedure_at_once() -> None:
    asked = (saying("Grande", 900, Answer.NO), member("Petite", 100), member("Autre", 100))
    assert not standing(Procedure(subject="eau", members=asked), date(2027, 2, 1), DEFAULTS).reachable


@pytest.mark.parametrize(
    ("silence", "position"),
    [
        (Silence.FAVOURABLE, Position.TACIT_YES),
        (Silence.UNFAVOURABLE, Position.TACIT_NO),
        (Silence.WITHOUT_EFFECT, Position.SILENT),
    ],
)
def test_silence_is_worth_what_the_decision_says(silence: Silence, position: Position) -> None:
    procedure = Procedure(subject="eau", members=(member("A", 10),), silence=silence)
    assert standing(procedure, date(2027, 4, 1), DEFAULTS).positions[0][1] is Position.WAITING
    assert standing(procedure, date(2027, 4, 2), DEFAULTS).positions[0][1] is position


def test_a_no_after_the_clock_does_not_undo_a_tacit_yes() -> None:
    late = member("A", 10, answer=Answer.NO, answered_on=date(2027, 4, 2))
    in_time = member("A", 10, answer=Answer.NO, answered_on=date(2027, 4, 1))
    told = [
        standing(Procedure(subject="eau", members=(one,)), date(2027, 5, 1), DEFAULTS).reached_on
        for one in (late, in_time)
    ]
    assert told == [date(2027, 4, 2), None]


@given(st.permutations([date(2027, 1, 5), date(2027, 1, 8), date(2027, 1, 12)]))
def test_an_act_binds_on_the_last_of_its_dates(days: list[date]) -> None:
    adopted, received, published = days
    act = Act(author=Author.CONSEIL, adopted_on=adopted, received_on=received, published_on=published)
    assert executoire_on(act) == max(days)
    assert lacks(act, max(days)) == ()
    assert len(lacks(act, max(days) - ONE_DAY)) == 1


def test_the_prefect_does_not_send_his_acts_to_himself() -> None:
    arrete = Act(author=Author.PREFET, signed_on=date(2027, 3, 1), published_on=date(2027, 3, 4))
    assert executoire_on(arrete) == date(2027, 3, 4)
    assert lacks(replace(arrete, published_on=None), date(2027, 3, 4)) == (Lack.PUBLICATION,)


def order(amount: str = "1.00", *, lot: str = "1", quantity: int = 0, day: date = date(2027, 2, 1)) -> Order:
    return Order(
        reference="1", member="Bard", ordered_on=day, amount=Decimal(amount), lot=lot, quantity=Decimal(quantity)
    )


@pytest.mark.parametrize(
    ("ceiling", "refused"),
    [
        (Ceiling(scope=Scope.GLOBAL, limit=Decimal("0.99")), "le plafond de 0,01 € HT"),
        (Ceiling(scope=Scope.LOT, of="1", limit=Decimal("0.50")), "le plafond du lot 1 de 0,50 € HT"),
        (Ceiling(scope=Scope.LOT, of="2", limit=Decimal("0.50")), None),
        (Ceiling(scope=Scope.MEMBER, of="Écotay", limit=Decimal("0.50")), None),
        (Ceiling(scope=Scope.GLOBAL, measure=Measure.QUANTITY, limit=Decimal(3)), "de 1 : il reste 3 sur 3"),
        (Ceiling(scope=Scope.GLOBAL, limit=Decimal("0.10"), ends_on=date(2027, 1, 31)), None),
    ],
)
def test_an_order_is_checked_against_each_ceiling_that_speaks_of_it(ceiling: Ceiling, refused: str | None) -> None:
    market = Market(number="1", ceilings=(Ceiling(scope=Scope.GLOBAL, limit=Decimal("10.00")), ceiling))
    if refused is None:
        check_order(market, (), order(quantity=4))
        return
    with pytest.raises(JoiningRefusal) as refusal:
        check_order(market, (), order(quantity=4))
    assert refused in plain(refusal.value.sentence)


def test_an_order_comes_before_the_end_of_the_market() -> None:
    market = Market(number="1", ends_on=date(2027, 2, 1))
    check_order(market, (), order())
    with pytest.raises(JoiningRefusal, match="a pris fin"):
        check_order(market, (), order(day=date(2027, 2, 2)))


@pytest.mark.parametrize("amount", ["0.001", "0.00", "-1.00", "NaN", "Infinity"])
def test_an_amount_is_positive_euros_to_the_cent(amount: str) -> None:
    with pytest.raises(JoiningRefusal):
        order(amount)


@settings(deadline=None)
@given(st.lists(st.decimals(min_value="0.01", max_value="99.99", places=2), max_size=12))
def test_accepted_orders_never_pass_the_ceiling(amounts: list[Decimal]) -> None:
    market = Market(number="1", ceilings=(Ceiling(scope=Scope.GLOBAL, limit=Decimal("100.00")),))
    taken: list[Order] = []
    for at, amount in enumerate(amounts):
        asked = replace(order(), reference=str(at), amount=amount)
        try:
            check_order(market, taken, asked)
        except JoiningRefusal:
            assert sum(one.amount for one in taken) + amount > 100
        else:
            taken.append(asked)
    assert sum(one.amount for one in taken) <= 100


def test_an_express_renewal_needs_a_word_and_a_denunciation_stops_a_tacit_one() -> None:
    express = terms(
        date(2026, 12, 1), reconduction=conventions.Reconduction.EXPRESSE, reconductions_max=1, preavis_months=6
    )
    assert conventions.period(express, 0).denounce_by == date(2030, 5, 31)
    assert conventions.is_echue(express, date(2030, 12, 1))
    renewed = replace(express, renewed_on=(date(2030, 10, 1),))
    assert conventions.ends_on(renewed, date(2030, 12, 1)) == date(2034, 11, 30)
    tacit = replace(express, reconduction=conventions.Reconduction.TACITE)
    assert not conventions.is_echue(tacit, date(2030, 12, 1))
    assert conventions.is_echue(replace(tacit, denounced_on=date(2030, 5, 31)), date(2030, 12, 1))
    assert not conventions.is_echue(replace(tacit, denounced_on=date(2030, 6, 1)), date(2030, 12, 1))


@pytest.mark.parametrize(
    ("key", "why"), [("", "n’a pas de fondement"), ("L5111-1", "ne couvre pas"), ("usage", "pas dans la liste")]
)
def test_a_convention_names_its_ground(key: str, why: str) -> None:
    with pytest.raises(JoiningRefusal, match=why):
        fondements.fondement(key, date(2027, 1, 1))


def test_a_market_without_competition_is_a_warning() -> None:
    assert fondements.warnings("marche", date(2027, 1, 1), competed=False)
    assert not fondements.warnings("marche", date(2027, 1, 1), competed=True)


TRIAL = Demonstrateur(opening=Opening.LETTRE, begins_on=date(2027, 1, 1), months=12)


@pytest.mark.parametrize("told", [{"free": False}, {"residents_data": True}, {"works": True}, {"months": 13}])
def test_a_letter_is_enough_only_when_it_commits_nothing(told: dict[str, object]) -> None:
    check_demonstrateur(TRIAL, DEFAULTS)
    heavier = replace(TRIAL, **told)  # type: ignore[arg-type]  # fields by name, of several types
    with pytest.raises(JoiningRefusal, match="lettre du maire ne suffit pas"):
        check_demonstrateur(heavier, DEFAULTS)
    check_demonstrateur(replace(heavier, opening=Opening.DELIBERATION), DEFAULTS)
    assert ends_on(TRIAL) == date(2027, 12, 31)


def test_a_council_is_not_reminded_of_the_summer() -> None:
    assert due_on(Reminder.COUNCIL, date(2027, 1, 1), DEFAULTS) == date(2027, 4, 1)
    assert due_on(Reminder.COUNCIL, date(2027, 6, 1), DEFAULTS) == date(2027, 10, 31)
    assert due_on(Reminder.SIGNATURE, date(2027, 6, 15), DEFAULTS) == date(2027, 7, 15)
    assert renewal_due_on(date(2027, 12, 31), DEFAULTS) == date(2027, 6, 30)


def test_a_delay_changes_from_its_date_on() -> None:
    shorter = Parameter(key=Key.MEMBERS_ANSWER, value="2", unit=Unit.MONTHS, valid_from=date(2027, 1, 1))
    dated = DEFAULTS.with_values([shorter])
    assert last_day_to_answer(date(2026, 12, 31), dated) == date(2027, 3, 31)
    assert last_day_to_answer(date(2027, 1, 1), dated) == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("x", Unit.DAYS),
        ("-1", Unit.DAYS),
        ("1/2", Unit.MONTHS),
        ("1/0", Unit.SHARE),
        ("13", Unit.MONTH_NUMBERS),
        ("1 2", Unit.DAYS),
    ],
)
def test_a_value_that_its_unit_does_not_read_is_refused(value: str, unit: Unit) -> None:
    with pytest.raises(JoiningRefusal, match="ne se lit pas"):
        Parameter(key=Key.REMIND_COUNCIL, value=value, unit=unit)
