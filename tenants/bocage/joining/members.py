"""The members' procedure: one clock each from the notification, silence, majority."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from bocage.joining.months import ONE_DAY, months_later
from bocage.joining.parameters import Key, Parameters


class Silence(StrEnum):
    """What three months without an answer are worth, for each decision."""

    FAVOURABLE = "favourable"
    WITHOUT_EFFECT = "without_effect"
    UNFAVOURABLE = "unfavourable"


class Answer(StrEnum):
    """What a council said; `TACIT` is only read from past files, the rules count silence themselves."""

    YES = "yes"
    NO = "no"
    TACIT = "tacit"


class Position(StrEnum):
    """Where a member stands on a day."""

    NOT_NOTIFIED = "not_notified"
    WAITING = "waiting"
    YES = "yes"
    NO = "no"
    TACIT_YES = "tacit_yes"
    TACIT_NO = "tacit_no"
    SILENT = "silent"


AGREES = frozenset({Position.YES, Position.TACIT_YES})
REFUSES = frozenset({Position.NO, Position.TACIT_NO})


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A member asked: its clock starts when its mayor is notified."""

    code: str
    name: str
    population: int
    notified_on: date | None = None
    answer: Answer | None = None
    answered_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """What the syndicate asks of its members; the paths of the communes point to it."""

    subject: str
    members: tuple[Member, ...]
    silence: Silence = Silence.FAVOURABLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The procedure on a day; `reached_on` is the day the majority was there, None before."""

    positions: tuple[tuple[Member, Position], ...]
    reached_on: date | None
    reachable: bool

    def at(self, *wanted: Position) -> tuple[Member, ...]:
        """List the members that stand there."""
        return tuple(member for member, position in self.positions if position in wanted)

    @property
    def agreeing(self) -> tuple[Member, ...]:
        """The members that agree, in words or by silence."""
        return self.at(*AGREES)


def last_day_to_answer(notified_on: date, parameters: Parameters) -> date:
    """Return the last day of the clock: the same day number, or the last of the month."""
    return months_later(notified_on, parameters.on(notified_on, Key.MEMBERS_ANSWER).count)


def tacit_from(member: Member, parameters: Parameters) -> date | None:
    """Return the first day on which silence counts."""
    return None if member.notified_on is None else last_day_to_answer(member.notified_on, parameters) + ONE_DAY


def position(member: Member, silence: Silence, today: date, parameters: Parameters) -> Position:
    """Say where a member stands on the day; an answer after the clock changes nothing when silence spoke."""
    late = tacit_from(member, parameters)
    spoke = silence is not Silence.WITHOUT_EFFECT and late is not None and late <= today
    if answers_by(member, today) and not (spoke and is_late(member, late)):
        return {Answer.YES: Position.YES, Answer.NO: Position.NO, Answer.TACIT: Position.TACIT_YES}[
            member.answer or Answer.YES
        ]
    if spoke:
        return Position.TACIT_YES if silence is Silence.FAVOURABLE else Position.TACIT_NO
    if member.notified_on is None or member.notified_on > today:
        return Position.NOT_NOTIFIED
    return Position.WAITING if late is None or today < late else Position.SILENT


def answers_by(member: Member, today: date) -> bool:
    """Tell whether the member has answered on the day."""
    return member.answer is not None and member.answered_on is not None and member.answered_on <= today


def is_late(member: Member, late: date | None) -> bool:
    """Tell whether an answer came once silence had spoken."""
    return late is not None and member.answered_on is not None and member.answered_on >= late


def standing(procedure: Procedure, today: date, parameters: Parameters) -> Standing:
    """Say where the procedure is on the day, and since when the majority is there."""
    turns = sorted(day for day in turning_days(procedure, parameters) if day <= today)
    reached = next(
        (day for day in turns if agrees(procedure, positions(procedure, day, parameters), day, parameters)), None
    )
    now = positions(procedure, today, parameters)
    hopeful = tuple((one, Position.NO if where in REFUSES else Position.YES) for one, where in now)
    return Standing(positions=now, reached_on=reached, reachable=agrees(procedure, hopeful, today, parameters))


def turning_days(procedure: Procedure, parameters: Parameters) -> set[date]:
    """List the days on which a position may change."""
    days = {day for one in procedure.members for day in (one.answered_on, tacit_from(one, parameters))}
    return {day for day in days if day is not None}


def positions(procedure: Procedure, day: date, parameters: Parameters) -> tuple[tuple[Member, Position], ...]:
    """Say where each member stands on the day."""
    return tuple((one, position(one, procedure.silence, day, parameters)) for one in procedure.members)


def agrees(procedure: Procedure, where: tuple[tuple[Member, Position], ...], day: date, parameters: Parameters) -> bool:
    """Tell whether the agreeing members make the majority, every large one among them."""
    yes = [member for member, position in where if position in AGREES]
    if not procedure.members or any(member not in yes for member in large(procedure, day, parameters)):
        return False
    members = Fraction(len(yes), len(procedure.members))
    people = share(sum(one.population for one in yes), population(procedure))
    pairs = (
        (Key.HALF_OF_MEMBERS, Key.TWO_THIRDS_OF_POPULATION),
        (Key.TWO_THIRDS_OF_MEMBERS, Key.HALF_OF_POPULATION),
    )
    return any(
        parameters.on(day, first).reached_by(members) and parameters.on(day, second).reached_by(people)
        for first, second in pairs
    )


def large(procedure: Procedure, day: date, parameters: Parameters) -> tuple[Member, ...]:
    """List the members above a quarter of the population: each of them must agree."""
    total = population(procedure)
    asked = parameters.on(day, Key.LARGE_MEMBER)
    return tuple(one for one in procedure.members if asked.reached_by(share(one.population, total)))


def population(procedure: Procedure) -> int:
    """Count the inhabitants of all members."""
    return sum(one.population for one in procedure.members)


def share(part: int, whole: int) -> Fraction:
    """Return a part of a whole, nothing when there is no whole."""
    return Fraction(part, whole) if whole else Fraction(0)
