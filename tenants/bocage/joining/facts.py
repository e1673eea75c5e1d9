"""What is known of a path, as it is kept: acts, marks, terms, orders, approvals; never a state."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from bocage.joining.acts import Act, decided_on, usual_author
from bocage.joining.approvals import Approval, Opinion
from bocage.joining.conventions import Terms
from bocage.joining.demonstrateur import Demonstrateur
from bocage.joining.markets import Order
from bocage.joining.option import RunningContract
from bocage.joining.path import Stage
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.steps import STEPS


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A step that is no act: done on a day, or « sans objet » with its reason."""

    done_on: date | None = None
    without_object: str = ""
    note: str = ""
    produced_by: str = ""
    document_sha256: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """Access is cut, the legal link stays."""

    from_on: date
    until_on: date | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything told of one path; acts and marks are filed under their step, `withdrawn` holds acts that end others."""

    acts: Mapping[str, Act] = field(default_factory=dict)
    withdrawn: Mapping[str, Act] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    asked_on: Mapping[str, date] = field(default_factory=dict)
    prealables: Mapping[str, date] = field(default_factory=dict)
    approvals: Mapping[str, Approval] = field(default_factory=dict)
    opinion: Opinion | None = None
    terms: Terms | None = None
    avenants: tuple[Act, ...] = ()
    contracts: tuple[RunningContract, ...] = ()
    orders: tuple[Order, ...] = ()
    trial: Demonstrateur | None = None
    missing_delivery_points: int = 0
    effect_on: date | None = None
    opened: Mapping[Stage, date] = field(default_factory=dict)
    suspension: Suspension | None = None
    left_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse what is filed under no step."""
        filed = (self.acts, self.withdrawn, self.marks, self.asked_on, self.approvals)
        unknown = sorted({key for told in filed for key in told} - set(STEPS))
        if unknown:
            raise JoiningRefusal(f"L’étape « {unknown[0]} » n’existe pas. Choisissez-en une du parcours.")


NOTHING = Facts()


def is_entered(facts: Facts, step: str) -> bool:
    """Tell whether something was told of a step beyond the file that was joined to it."""
    act, mark = facts.acts.get(step), facts.marks.get(step)
    told_act = act is not None and any((decided_on(act), act.received_on, act.published_on))
    return told_act or (mark is not None and bool(mark.done_on or mark.without_object))


def with_document(facts: Facts, step: str, sha256: str, by: str) -> Facts:
    """Enter the file that was joined to a step; who brings it does not approve it."""
    if STEPS[step].act:
        held = facts.acts.get(step) or Act(author=usual_author(step))
        return with_act(facts, step, replace(held, document_sha256=sha256, produced_by=by))
    mark = facts.marks.get(step, Mark())
    return with_mark(facts, step, replace(mark, document_sha256=sha256, produced_by=by))


def with_act(facts: Facts, step: str, act: Act) -> Facts:
    """Enter an act, or correct its entry: correcting is not withdrawing, and the file joined before stays joined."""
    return replace(facts, acts={**facts.acts, step: with_file_of(facts.acts.get(step), act)})


def with_mark(facts: Facts, step: str, mark: Mark) -> Facts:
    """Enter a step that is no act, or correct it; the file joined before stays joined."""
    return replace(facts, marks={**facts.marks, step: with_file_of(facts.marks.get(step), mark)})


Filed = TypeVar("Filed", Act, Mark)


def with_file_of(held: Filed | None, entered: Filed) -> Filed:
    """Give what is entered without a file the one that was joined before."""
    if held is None or entered.document_sha256 is not None:
        return entered
    return replace(entered, document_sha256=held.document_sha256, produced_by=entered.produced_by or held.produced_by)


def with_approval(facts: Facts, step: str, approval: Approval) -> Facts:
    """Enter an answer; `approvals.check_approval` comes first."""
    return replace(facts, approvals={**facts.approvals, step: approval})


def with_withdrawal(facts: Facts, step: str, act: Act) -> Facts:
    """Enter the act that withdraws another: a new act, with its own dates."""
    return replace(facts, withdrawn={**facts.withdrawn, step: act})


def asked(facts: Facts, step: str, day: date) -> Facts:
    """Enter the day on which something was asked of somebody."""
    return replace(facts, asked_on={**facts.asked_on, step: day})


def provided(facts: Facts, prealable: str, day: date) -> Facts:
    """Enter what a module asked for before it opens."""
    return replace(facts, prealables={**facts.prealables, prealable: day})


def ordered(facts: Facts, order: Order) -> Facts:
    """Enter an order; `markets.check_order` comes first; the same reference replaces."""
    others = (one for one in facts.orders if one.reference != order.reference)
    return replace(facts, orders=tuple(sorted((*others, order), key=lambda one: (one.ordered_on, one.reference))))


def opened(facts: Facts, stage: Stage, day: date) -> Facts:
    """Enter the opening of a stage; `entry.accepted` refuses it while something blocks."""
    return replace(facts, opened={**facts.opened, stage: day})
