"""Any walk: no opening without its blocking steps, the partial order and nothing more, corrections, storage."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bocage.joining.acts import Author
from bocage.joining.dossier import Dossier
from bocage.joining.facts import NOTHING, Facts, Mark, opened, with_act, with_mark
from bocage.joining.order import Break, breaks
from bocage.joining.path import Path, Stage
from bocage.joining.phase import Phase
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.state import state_of
from bocage.joining.stored import from_json, to_json

from .a_dossier import COMPLETE, CONTEXT, CONVENTION, EFFECT, enter, signed, terms, vote, yes_of_both

DAYS = st.dates(min_value=date(2026, 9, 1), max_value=date(2027, 3, 31))
Move = Callable[[Facts], Facts]
UNTIMED = settings(deadline=None, max_examples=40)


def voting(step: str) -> st.SearchStrategy[Move]:
    """An act whose three dates wander."""
    author = Author.COMITE if step == "decision_syndicat" else Author.CONSEIL
    return st.tuples(DAYS, DAYS, DAYS).map(
        lambda days: (
            lambda facts: with_act(facts, step, vote(days[0], author=author, received_on=days[1], published_on=days[2]))
        )
    )


def marking(step: str) -> st.SearchStrategy[Move]:
    return DAYS.map(lambda day: lambda facts: with_mark(facts, step, Mark(done_on=day)))


MOVES: st.SearchStrategy[Move] = st.one_of(
    voting("autorisation_de_signer"),
    voting("decision_syndicat"),
    st.tuples(DAYS, DAYS).map(
        lambda days: lambda facts: with_act(facts, "convention", signed(days[0], received_on=days[1]))
    ),
    st.sampled_from(["acte_rgpd", "annexe_securite", "interlocuteurs"]).flatmap(marking),
    DAYS.map(lambda day: lambda facts: replace(facts, terms=terms(day))),
    DAYS.map(lambda day: lambda facts: replace(facts, approvals=yes_of_both(CONVENTION, facts, day))),
    DAYS.map(lambda day: lambda facts: opened(facts, Stage.PRODUCTION, day)),
)


def walked(moves: list[Move], *, imported: bool, start: Facts = NOTHING) -> Facts:
    """Make every move that is accepted, from where one is."""
    facts = start
    for move in moves:
        try:
            facts = enter(facts, move(facts), CONVENTION, imported=imported)
        except JoiningRefusal:
            continue
    return facts


@UNTIMED
@given(
    moves=st.lists(MOVES, max_size=12),
    imported=st.booleans(),
    start=st.sampled_from([NOTHING, COMPLETE]),
    tried=st.booleans(),
)
def test_nothing_opens_without_its_blocking_steps(
    *, moves: list[Move], imported: bool, start: Facts, tried: bool
) -> None:
    facts = walked(moves, imported=imported, start=start)
    for day in (EFFECT + timedelta(days=30 * number) for number in range(4)):
        closed = replace(facts, opened={})
        state = state_of(CONVENTION, closed, CONTEXT, day)
        try:
            enter(closed, opened(closed, Stage.PRODUCTION, day), CONVENTION, imported=tried)
        except JoiningRefusal:
            assert not state.may_open or breaks_of(opened(closed, Stage.PRODUCTION, day))
        else:
            assert not state.blocking
            assert state.may_open


@UNTIMED
@given(st.lists(MOVES, max_size=12))
def test_what_is_accepted_never_breaks_the_order(moves: list[Move]) -> None:
    assert breaks_of(walked(moves, imported=False)) == ()


@UNTIMED
@given(st.lists(MOVES, max_size=12))
def test_the_past_is_accepted_and_every_break_is_marked(moves: list[Move]) -> None:
    facts = walked(moves, imported=True)
    notes = state_of(CONVENTION, facts, CONTEXT, date(2027, 4, 1)).notes
    assert {found.note for found in breaks_of(facts)} <= set(notes)
    assert all(note.startswith("À vérifier") for note in notes)


@UNTIMED
@given(DAYS, DAYS, st.permutations(range(4)))
def test_concordant_acts_in_any_order_reach_the_same_state(one: date, other: date, order: list[int]) -> None:
    concordant: list[Move] = [
        lambda facts: with_act(facts, "autorisation_de_signer", vote(one)),
        lambda facts: with_act(facts, "decision_syndicat", vote(other, author=Author.COMITE)),
        lambda facts: with_mark(facts, "acte_rgpd", Mark(done_on=other)),
        lambda facts: with_mark(facts, "dpo", Mark(done_on=one)),
    ]
    told, shuffled = (
        state_of(CONVENTION, walked(moves, imported=False), CONTEXT, EFFECT)
        for moves in (concordant, [concordant[at] for at in order])
    )
    assert told == shuffled
    assert told.steps[0].done_on == (one if one <= EFFECT else None)


@UNTIMED
@given(DAYS, DAYS)
def test_a_corrected_entry_returns_to_the_same_state(wrong: date, today: date) -> None:
    right = COMPLETE.acts["decision_syndicat"]
    mistaken = with_act(COMPLETE, "decision_syndicat", replace(right, received_on=wrong))
    corrected = enter(mistaken, with_act(mistaken, "decision_syndicat", right), CONVENTION)
    assert state_of(CONVENTION, corrected, CONTEXT, today) == state_of(CONVENTION, COMPLETE, CONTEXT, today)


@UNTIMED
@given(st.lists(MOVES, max_size=12))
def test_facts_are_stored_and_read_back(moves: list[Move]) -> None:
    facts = walked(moves, imported=True)
    assert from_json(Facts, to_json(facts)) == facts
    assert from_json(Path, to_json(CONVENTION)) == CONVENTION


def test_a_complete_path_opens_on_its_day_of_effect_and_not_before() -> None:
    before = state_of(CONVENTION, COMPLETE, CONTEXT, EFFECT - timedelta(days=1))
    assert (before.phase, before.may_open, before.blocking) == (Phase.PRETE, False, ())
    assert state_of(CONVENTION, COMPLETE, CONTEXT, EFFECT).may_open
    after = enter(COMPLETE, opened(COMPLETE, Stage.PRODUCTION, EFFECT), CONVENTION)
    assert state_of(CONVENTION, after, CONTEXT, EFFECT).phase is Phase.EN_SERVICE


def breaks_of(facts: Facts) -> tuple[Break, ...]:
    return breaks(Dossier(path=CONVENTION, facts=facts, context=CONTEXT))
