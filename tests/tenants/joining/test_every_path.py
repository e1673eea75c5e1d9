"""Each path and variant: all told it opens, one blocking step less and it does not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bocage.joining.acts import Author
from bocage.joining.context import Context
from bocage.joining.demonstrateur import Demonstrateur, Opening
from bocage.joining.facts import NOTHING, Facts, Mark, opened, ordered
from bocage.joining.markets import Market, Order
from bocage.joining.members import Answer, Member, Procedure
from bocage.joining.path import Holder, Path, Stage, Trait
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.state import state_of
from bocage.joining.statuses import Status
from bocage.joining.tables import PATHS, steps_of

from .a_dossier import CONTEXT, FERME, MAP, enter, path, plain, signed, terms, vote, yes_of_both

VOTED, NOTIFIED, SIGNED, EFFECT = date(2026, 9, 10), date(2026, 9, 20), date(2026, 10, 20), date(2027, 1, 1)
MEMBER = Member(
    code="1", name="A", population=10, notified_on=NOTIFIED, answer=Answer.YES, answered_on=date(2026, 10, 1)
)
FULL = Context(
    syndicate=FERME,
    people=CONTEXT.people,
    dsi=CONTEXT.dsi,
    prealables=(replace(MAP, blocks=frozenset(Stage)),),
    procedure=Procedure(subject="éclairage", members=(MEMBER,)),
    market=Market(number="1", launched_on=date(2026, 11, 1), notified_on=date(2026, 12, 1), ends_on=date(2030, 1, 1)),
)
EVERY = [
    path(parcours, variant, traits=frozenset(Trait), holder=holder, stage=stage)
    for parcours, variant in PATHS
    for holder in Holder
    for stage in Stage
]


def everything(on: Path) -> Facts:
    """All that a path asks, in dates that follow each other."""
    keys = steps_of(on)
    acts = {step.key: vote(VOTED) for step in keys if step.act}
    acts |= {key: signed(SIGNED) for key in acts if key.startswith("convention")}
    acts |= {key: vote(SIGNED, author=Author.PREFET) for key in acts if key == "arrete_prefectoral"}
    marks = {step.key: Mark(done_on=SIGNED) for step in keys if not step.act}
    facts = Facts(acts=acts, marks=marks, terms=terms(EFFECT), effect_on=EFFECT, prealables={"map": SIGNED})
    trial = Demonstrateur(opening=Opening.DELIBERATION, begins_on=VOTED, months=24)
    facts = replace(facts, trial=trial if on.stage is Stage.DEMONSTRATEUR else None)
    facts = ordered(facts, Order(reference="1", member="Bard", ordered_on=date(2026, 12, 2), amount=Decimal("10.00")))
    return replace(facts, approvals=yes_of_both(on, facts, SIGNED, FULL))


def less(facts: Facts, context: Context, step: str) -> tuple[Facts, Context]:
    """Take one step away, wherever it is told."""
    alone = {
        "date_effet": replace(facts, effect_on=None, terms=None),
        "prealables": replace(facts, prealables={}),
        "bon_de_commande": replace(facts, orders=()),
    }
    without = replace(
        alone.get(step, facts),
        acts={key: act for key, act in facts.acts.items() if key != step},
        marks={key: mark for key, mark in facts.marks.items() if key != step},
        approvals={key: answer for key, answer in facts.approvals.items() if key != step},
    )
    unasked = replace(MEMBER, notified_on=None) if step == "notification_membres" else MEMBER
    silent = replace(MEMBER, answer=Answer.NO) if step == "accord_des_membres" else unasked
    market = (
        replace(FULL.market or Market(number="1"), notified_on=None) if step == "marche_notifie" else context.market
    )
    return without, replace(context, procedure=Procedure(subject="éclairage", members=(silent,)), market=market)


@pytest.mark.parametrize("on", EVERY, ids=lambda on: f"{on.parcours}-{on.variant}-{on.holder}-{on.stage}")
def test_a_path_opens_with_everything_and_never_with_one_blocking_step_less(on: Path) -> None:
    facts = everything(on)
    state = state_of(on, facts, FULL, EFFECT)
    assert (state.missing[-1].step, state.may_open, state.notes) == ("ouverture", True, ())
    assert state.done == state.total - 1
    assert enter(facts, opened(facts, on.stage, EFFECT), on, FULL).opened
    for step in (step.key for step in state.steps if on.stage in {*BLOCKS[step.key]}):
        poorer, context = less(facts, FULL, step)
        assert not state_of(on, poorer, context, EFFECT).may_open, step
        with pytest.raises(JoiningRefusal, match="n’est pas possible"):
            enter(poorer, opened(poorer, on.stage, EFFECT), on, context, imported=True)


BLOCKS = {step.key: step.blocks for on in EVERY for step in steps_of(on)}


@pytest.mark.parametrize("on", EVERY, ids=lambda on: f"{on.parcours}-{on.variant}-{on.holder}-{on.stage}")
def test_every_step_that_is_missing_has_a_whole_sentence(on: Path) -> None:
    for context in (CONTEXT, FULL):
        state = state_of(on, NOTHING, context, VOTED)
        assert [one.sentence for one in state.missing if "{" in one.sentence or not one.sentence.endswith(".")] == []
        assert all(plain(one.who) and one.label for one in state.missing)
        assert {step.status for step in state.steps} <= {Status.NOW, Status.WAITING, Status.DONE}
