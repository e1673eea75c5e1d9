"""The approvals that wait for somebody, each with the record it would sign; given one by one or together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from sqlalchemy import func, select

from bocage.access.rights import in_force
from bocage.access.rows import MemberRow
from bocage.database.among import among
from bocage.database.engine import Database, scope_statement
from bocage.governance.journal import Work
from bocage.joining import facts as told
from bocage.joining.approvals import Approval, Role, givers
from bocage.joining.changing import Asked, Edit, Hand, Situation, changed, hand_of, writing
from bocage.joining.context import Context
from bocage.joining.dossier import Dossier, reading_of
from bocage.joining.facts import Facts
from bocage.joining.kept import Kept, paths_of
from bocage.joining.lists import host_of_paths
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.rows import PathRow
from bocage.joining.summary import line_of
from bocage.joining.surroundings import surroundings
from bocage.tenancy import Kind, Visit
from bocage.web.french import civil_day

NOT_WAITING: Final = "Cet accord n’attend plus de réponse, ou pas la vôtre. Relisez la liste."
NOTHING_CHOSEN: Final = "Aucun accord n’est coché. Cochez ceux auxquels vous répondez."
AT: Final[Mapping[Kind, Role]] = {Kind.COMMUNE: Role.DSI_COMMUNE, Kind.EPCI: Role.DSI_EPCI}
SPEAKS: Final[Mapping[str, Role]] = {"elu": Role.MAIRE, "secretaire_nomme": Role.SECRETAIRE_NOMME}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """One approval that waits: what would be signed, in which quality; `key` names it in the form."""

    kept: Kept
    context: Context
    step: str
    role: Role
    digest: str
    since: date | None

    @property
    def key(self) -> str:
        """The path, the step and the record that was read."""
        return f"{self.kept.path_id}:{self.step}:{self.digest}"

    @property
    def needs_advice(self) -> bool:
        """Whether a mayor without a DSI answers for security, after an advice."""
        return self.step == "accord_dsi" and self.role is Role.MAIRE


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """A yes, or a no with its reason, to what was checked."""

    chosen: tuple[str, ...]
    yes: bool
    reason: str = ""
    advice_on: date | None = None


class AnswersRefusal(JoiningRefusal):
    """Something that was checked cannot be answered: nothing is; `faults` say why, each with its commune."""

    def __init__(self, faults: Sequence[str]) -> None:
        """Make one text of all the reasons."""
        super().__init__(" ".join(faults))
        self.faults = tuple(faults)


async def pending(database: Database, visit: Visit) -> tuple[Pending, ...]:
    """List what waits for the person of a visit, the oldest first."""
    scope, today = visit.scope.readable, civil_day(datetime.now(UTC))
    async with database.transaction(visit.database_role, readable=scope) as connection:
        kept = await paths_of(connection, scope)
    host = host_of_paths(visit, kept)
    async with database.transaction(visit.database_role, readable=scope | {host}) as connection:
        around = await surroundings(connection, host, kept)
    lines = [line_of(one, around, today) for one in kept]
    waiting = [(line.kept, step) for line in lines for step in line.summary.awaiting]
    found = (pending_of(visit, one, around.context(one), step) for one, step in waiting)
    return tuple(sorted(filter(None, found), key=lambda one: (one.since or date.max, one.kept.path.place)))


def pending_of(visit: Visit, kept: Kept, context: Context, step: str) -> Pending | None:
    """What waits for this person, None when somebody else must answer."""
    role = role_for(visit, kept, context, step)
    if role is None:
        return None
    dossier = Dossier(path=kept.path, facts=kept.facts, context=context)
    return Pending(
        kept=kept,
        context=context,
        step=step,
        role=role,
        digest=reading_of(dossier).digest,
        since=kept.facts.asked_on.get(step),
    )


def role_for(visit: Visit, kept: Kept, context: Context, step: str) -> Role | None:
    """In which quality the person answers: the commune's approval is never the syndicate's."""
    at_home = kept.tenant_id == visit.place.tenant_id
    spoken = SPEAKS.get(visit.standing.role) if at_home and visit.may("path.approve") else None
    role = AT.get(visit.place.kind, Role.DSI_MUTUALISEE) if visit.may("path.approve_it") else spoken
    return role if role in givers(step, context.dsi) else None


async def give(database: Database, visit: Visit, answering: Answering) -> int:
    """Give every answer that was checked in one transaction, or refuse them all with every reason."""
    found = chosen_of(await pending(database, visit), answering.chosen)
    now = datetime.now(UTC)
    hands = [hand_of(database, visit, one.kept, now) for one in found]
    async with writing(hands[0]) as work:
        pairs = zip(hands, found, strict=True)
        faults = [fault for hand, one in pairs for fault in await given(work, hand, one, answering)]
        if faults:
            raise AnswersRefusal(faults)
    return len(found)


def chosen_of(waiting: Sequence[Pending], chosen: Sequence[str]) -> tuple[Pending, ...]:
    """What was checked, each bearing the record that was read, which may not be the one of now."""
    named = {f"{one.kept.path_id}:{one.step}": one for one in waiting}
    read = [key.rpartition(":") for key in dict.fromkeys(chosen)]
    if not read:
        raise AnswersRefusal([NOTHING_CHOSEN])
    if any(name not in named for name, _, _ in read):
        raise AnswersRefusal([NOT_WAITING])
    return tuple(replace(named[name], digest=digest) for name, _, digest in read)


async def given(work: Work, hand: Hand, one: Pending, answering: Answering) -> list[str]:
    """Give one answer in the transaction of all, in its own tenant; return why it is refused."""
    await work.connection.exec_driver_sql(scope_statement(hand.role, hand.readable | {hand.host}, hand.tenant))
    asked = Asked(
        path_id=one.kept.path_id,
        step=one.step,
        kind="accord" if answering.yes else "refus",
        verb="path.approved" if answering.yes else "path.refused",
    )
    own = Work(work.connection, work.actor, hand.tenant)
    try:
        await changed(own, hand, asked, edit_of(hand, one, answering))
    except JoiningRefusal as refusal:
        return [f"{one.kept.path.place} : {refusal.sentence}"]
    return []


def edit_of(hand: Hand, one: Pending, answering: Answering) -> Edit:
    """Enter the answer to the record that was read."""
    approval = Approval(
        given_on=hand.today,
        by=str(hand.actor.actor_id or hand.actor.name),
        by_name=hand.actor.name,
        role=one.role,
        yes=answering.yes,
        reason=answering.reason,
        digest=one.digest,
        advice_on=answering.advice_on,
    )

    def edit(situation: Situation) -> Facts:
        return told.with_approval(situation.kept.facts, one.step, approval)

    return edit


async def count_pending(database: Database, visit: Visit) -> int:
    """Count what waits, from the summaries: it is written in the navigation of every page."""
    if not visit.place.kind.is_portfolio:
        return len(await pending(database, visit))
    own_dsi = select(MemberRow.tenant_id).where(MemberRow.role == "dsi", *in_force())
    waiting = (
        select(func.count())
        .select_from(PathRow)
        .where(
            PathRow.tenant_id == among(visit.scope.readable - {visit.place.tenant_id}),
            PathRow.voided.is_(False),
            PathRow.summary["awaiting"].contains(["accord_dsi"]),
            PathRow.tenant_id.not_in(own_dsi.where(MemberRow.tenant_id != visit.place.tenant_id)),
        )
    )
    async with database.transaction(visit.database_role, readable=visit.scope.readable) as connection:
        return await connection.scalar(waiting) or 0
