"""The form of a procedure of the members: one line a member, its clock, what it answered."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from bocage.joining.members import Answer, Member, Position, Procedure, Silence, last_day_to_answer, positions
from bocage.joining.parameters import Parameters
from bocage.joining.typed import FieldRefusal, Typed, as_typed

POSITIONS: Final[Mapping[Position, tuple[str, str]]] = {
    Position.NOT_NOTIFIED: ("watch", "À notifier"),
    Position.WAITING: ("info", "Attendu"),
    Position.YES: ("ok", "D’accord"),
    Position.NO: ("grave", "Contre"),
    Position.TACIT_YES: ("ok", "D’accord, sans réponse"),
    Position.TACIT_NO: ("grave", "Contre, sans réponse"),
    Position.SILENT: ("unknown", "Sans réponse"),
}
ANSWERS: Final = (("", "Pas encore"), (Answer.YES, "D’accord"), (Answer.NO, "Contre"))
SILENCES: Final = (
    (Silence.FAVOURABLE, "Un accord"),
    (Silence.WITHOUT_EFFECT, "Rien"),
    (Silence.UNFAVOURABLE, "Un refus"),
)
MOST_MEMBERS: Final = 2_000
FIRST: Final = "h-membres"
"""Where a refusal that names no field is said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLine:
    """One member as the page shows it; `rank` names its fields."""

    rank: int
    member: Member
    mood: str
    word: str
    last_day: date | None
    notified_on: str
    answer: str
    answered_on: str


def lines(
    procedure: Procedure, today: date, parameters: Parameters, typed: Mapping[str, str]
) -> tuple[MemberLine, ...]:
    """Every member, where it stands today, and what was typed for it."""
    told = enumerate(positions(procedure, today, parameters))
    return tuple(line(rank, member, where, parameters, typed) for rank, (member, where) in told)


def line(rank: int, member: Member, where: Position, parameters: Parameters, typed: Mapping[str, str]) -> MemberLine:
    """One member."""
    mood, word = POSITIONS[where]
    return MemberLine(
        rank=rank,
        member=member,
        mood=mood,
        word=word,
        last_day=last_day_to_answer(member.notified_on, parameters) if member.notified_on else None,
        notified_on=typed.get(f"notified_{rank}", as_typed(member.notified_on)),
        answer=typed.get(f"answer_{rank}", member.answer or ""),
        answered_on=typed.get(f"answered_{rank}", as_typed(member.answered_on)),
    )


def with_typed(procedure: Procedure, typed: Typed) -> Procedure:
    """Enter the notifications and the answers; a line that was not sent stays as it is."""
    sent = [(rank, one) for rank, one in enumerate(procedure.members)]
    return replace(procedure, members=tuple(typed_member(rank, one, typed) for rank, one in sent))


def typed_member(rank: int, member: Member, typed: Typed) -> Member:
    """Enter one line."""
    if f"notified_{rank}" not in typed.fields:
        return member
    said, answered_on = typed.text(f"answer_{rank}"), typed.day(f"answered_{rank}")
    answer = Answer(said) if said in {Answer.YES, Answer.NO} else None
    if answer and answered_on is None:
        raise FieldRefusal(f"answered_{rank}", f"La réponse de {member.name} n’a pas de date. Indiquez celle du vote.")
    if answered_on and answer is None:
        raise FieldRefusal(f"answer_{rank}", f"{member.name} a une date de vote et pas de réponse. Choisissez-la.")
    return replace(member, notified_on=typed.day(f"notified_{rank}"), answer=answer, answered_on=answered_on)


def new_procedure(typed: Typed) -> Procedure:
    """Read a new procedure: one member a line, « nom ; habitants »."""
    subject = typed.text("subject")
    if not subject:
        raise FieldRefusal("subject", "L’objet manque. Écrivez ce que les membres votent.")
    written = [one for one in typed.fields.get("members", "").splitlines() if one.strip()][:MOST_MEMBERS]
    if not written:
        raise FieldRefusal("members", "Aucun membre n’est indiqué. Écrivez-en un par ligne : « nom ; habitants ».")
    silence = typed.choice("silence", Silence, Silence.FAVOURABLE)
    return Procedure(subject=subject, members=tuple(map(new_member, written)), silence=silence)


def new_member(written: str) -> Member:
    """Read « Bard ; 657 »."""
    name, _, people = written.rpartition(";")
    count = "".join(people.split())
    if not name.strip() or not (count.isdecimal() and count.isascii()):
        sentence = f"La ligne « {written.strip()[:80]} » ne se lit pas. Écrivez « nom ; habitants »."
        raise FieldRefusal("members", sentence)
    return Member(code=name.strip()[:80], name=name.strip()[:80], population=int(count[:9]))
