"""Writing a path: one transaction that holds it, asks the rules, keeps what changed and leaves a line in the journal."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

import msgspec
from sqlalchemy import insert, text, update
from uuid_utils.compat import uuid7

from bocage.database.engine import Database
from bocage.database.locks import hold
from bocage.database.roles import Role as DatabaseRole
from bocage.governance.journal import Actor, Deed, Work, actor_of
from bocage.joining.context import Context
from bocage.joining.differences import difference, put_back
from bocage.joining.entry import Change, accepted
from bocage.joining.facts import Facts
from bocage.joining.followed import Followed, follow, give_back
from bocage.joining.kept import Kept, entries_of, locked, paths_of
from bocage.joining.markets import Order
from bocage.joining.path import Path, Stage
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.rows import PathEntryRow, PathRow
from bocage.joining.state import state_of
from bocage.joining.stored import to_json
from bocage.joining.summary import summary_of
from bocage.joining.surroundings import Surroundings, surroundings
from bocage.joining.words import WORDS
from bocage.tenancy import Kind, NotPermittedRefusal, TenantId, Visit
from bocage.tenancy.refusal import ConflictRefusal
from bocage.web.french import civil_day

READ_ONLY: Final = "Votre rôle permet de lire ce rattachement ; il ne permet pas d’y écrire."
MOVED: Final = (
    "Quelqu’un d’autre vient d’écrire dans ce dossier. Comparez avec ce qui est enregistré, puis envoyez de nouveau."
)
NOT_LAST: Final = "Quelque chose a été entré depuis : cette action ne s’annule plus. Corrigez l’étape."
STAGE: Final = "stade"
SUBSCRIPTIONS: Final = "abonnements"
"""Names of an entry's line beside those of the facts: what else an entry changed."""


class MovedRefusal(JoiningRefusal, ConflictRefusal):
    """The path moved since the form was shown; the form comes back with both values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who writes: in the paths of one tenant, beside one syndicate; `readable` is what it may read meanwhile."""

    database: Database
    role: DatabaseRole
    actor: Actor
    tenant: TenantId
    host: TenantId
    readable: frozenset[int]
    now: datetime

    @property
    def today(self) -> date:
        """The civil day of the clock."""
        return civil_day(self.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is changed: the path as it was shown (no version: whatever it is), the step, the kind, the verb of the journal.

    `stage` is the one that the path is walked at from now on.
    """

    path_id: UUID
    step: str
    version: int | None = None
    kind: str = "entree"
    verb: str = "path.entered"
    imported: bool = False
    at: datetime | None = None
    stage: Stage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A path held, and what surrounds it."""

    kept: Kept
    context: Context
    today: date


Edit = Callable[[Situation], Facts]


def hand_of(database: Database, visit: Visit, kept: Kept, now: datetime) -> Hand:
    """Sit down to write a path that the visit reads, or refuse."""
    if kept.tenant_id not in visit.scope.writable:
        raise NotPermittedRefusal(READ_ONLY)
    return Hand(
        database=database,
        role=visit.database_role,
        actor=actor_of(visit),
        tenant=kept.tenant_id,
        host=host_for(visit, kept),
        readable=visit.scope.readable,
        now=now,
    )


def host_for(visit: Visit, kept: Kept) -> TenantId:
    """Whose statutes rule the path: a syndicate reads its own only, everybody else those of the one that follows it."""
    return visit.place.tenant_id if visit.place.kind is Kind.SYNDICATE else kept.host_id


@asynccontextmanager
async def writing(hand: Hand) -> AsyncIterator[Work]:
    """Open the transaction; whatever is refused inside leaves nothing."""
    readable = hand.readable | {hand.tenant, hand.host}
    async with hand.database.transaction(hand.role, readable=readable, writable=hand.tenant) as connection:
        yield Work(connection, hand.actor, hand.tenant)


async def change(hand: Hand, asked: Asked, edit: Edit) -> Kept:
    """Enter something on a path, or refuse and leave it as it was."""
    async with writing(hand) as work:
        return await changed(work, hand, asked, edit)


async def changed(work: Work, hand: Hand, asked: Asked, edit: Edit) -> Kept:
    """Enter something inside a transaction already open on the tenant."""
    kept = await locked(work.connection, hand.tenant, asked.path_id)
    if asked.version is not None and asked.version != kept.version:
        raise MovedRefusal(MOVED)
    around = await surroundings(work.connection, hand.host, [kept])
    situation = Situation(kept=kept, context=around.context(kept), today=hand.today)
    after, path = edit(situation), replace(kept.path, stage=asked.stage or kept.path.stage)
    if after == kept.facts and path == kept.path:
        return kept
    facts = accepted(
        Change(
            path=path,
            before=kept.facts,
            after=after,
            context=situation.context,
            others_orders=await others_orders(work, hand, kept, after),
        ),
        imported=asked.imported,
    )
    new = replace(kept, path=path, facts=facts)
    await store(work, around, new, hand.today)
    followed = await follow(work, kept, new, hand.today)
    await remember(work, replace(asked, at=asked.at or hand.now), kept, new, followed)
    return replace(new, version=kept.version + 1)


async def others_orders(work: Work, hand: Hand, kept: Kept, after: Facts) -> tuple[Order, ...]:
    """The orders of the other members of the market, held still meanwhile; none when no order is entered."""
    if kept.market_id is None or after.orders == kept.facts.orders:
        return ()
    await hold(work.connection, "orders", hand.host)
    others = await paths_of(work.connection, hand.readable)
    same = (one for one in others if one.market_id == kept.market_id and one.path_id != kept.path_id)
    return tuple(order for one in same for order in one.facts.orders)


async def store(work: Work, around: Surroundings, kept: Kept, today: date) -> None:
    """Write a path, its facts and its summary; `kept` bears the version that is replaced."""
    context = around.context(kept)
    state = state_of(kept.path, kept.facts, context, today)
    values: dict[str, Any] = {
        "path": to_json(kept.path),
        "facts": to_json(kept.facts),
        "procedure_id": kept.procedure_id,
        "market_id": kept.market_id,
        "summary": to_json(summary_of(state, around.versions(kept), context.people)),
        "summary_on": today,
        "version": kept.version + 1,
        "updated_at": text("clock_timestamp()"),
    }
    here = update(PathRow).where(PathRow.tenant_id == kept.tenant_id, PathRow.path_id == kept.path_id)
    await work.connection.execute(here.values(**values))


async def remember(work: Work, asked: Asked, kept: Kept, new: Kept, followed: Followed) -> None:
    """Leave a line of history with what changed, and the line of the journal."""
    before, after = difference(to_json(kept.facts), to_json(new.facts))
    if new.path.stage is not kept.path.stage:
        before, after = {**before, STAGE: kept.path.stage}, {**after, STAGE: new.path.stage}
    if followed:
        before = {**before, SUBSCRIPTIONS: followed}
    row = {
        "tenant_id": kept.tenant_id,
        "entry_id": uuid7(),
        "path_id": kept.path_id,
        "step": asked.step,
        "kind": asked.kind,
        "version": kept.version + 1,
        "before": before,
        "after": after,
        "actor_id": work.actor.actor_id,
        "actor_name": work.actor.name,
        "at": asked.at,
    }
    await work.connection.execute(insert(PathEntryRow), [row])
    await work.record(deed_of(asked.verb, kept, asked.step))


def deed_of(verb: str, kept: Kept, step: str) -> Deed:
    """A line of journal about a path."""
    said = WORDS[step].label if step in WORDS else step
    return Deed(
        verb=verb,
        object_kind="path",
        object_id=str(kept.path_id),
        object_label=kept.path.place,
        after={"etape": said} if said else None,
    )


async def take_back(hand: Hand, path_id: UUID, version: int) -> Kept:
    """Take the last entry back, as long as nothing was entered since."""
    async with writing(hand) as work:
        kept = await locked(work.connection, hand.tenant, path_id)
        last = next(iter(await entries_of(work.connection, kept)), None)
        if last is None or last.version != version or kept.version != version or last.kind == "annulation":
            raise MovedRefusal(NOT_LAST)
        new = as_before(kept, last.before)
        around = await surroundings(work.connection, hand.host, [kept])
        await store(work, around, new, hand.today)
        await give_back(work, last.before.get(SUBSCRIPTIONS, {}), hand.now)
        asked = Asked(path_id=path_id, step=last.step, kind="annulation", verb="path.taken_back", at=hand.now)
        await remember(work, asked, kept, new, {})
        return replace(new, version=kept.version + 1)


def as_before(kept: Kept, before: Mapping[str, Any]) -> Kept:
    """A path as it was before an entry."""
    told = {name: value for name, value in before.items() if name not in {STAGE, SUBSCRIPTIONS}}
    stage = Stage(before.get(STAGE, kept.path.stage))
    facts = msgspec.convert(put_back(to_json(kept.facts), told), Facts)
    return replace(kept, path=replace(kept.path, stage=stage), facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A path that begins; what it points to belongs to its syndicate."""

    path: Path
    procedure_id: UUID | None = None
    market_id: UUID | None = None


async def begin(work: Work, hand: Hand, beginning: Beginning) -> UUID:
    """Begin a path in the transaction of a tenant."""
    path_id, path = uuid7(), beginning.path
    row = {
        "tenant_id": hand.tenant,
        "path_id": path_id,
        "host_id": hand.host,
        "path": to_json(replace(path, started_on=path.started_on or hand.today)),
        "facts": to_json(Facts()),
        "procedure_id": beginning.procedure_id,
        "market_id": beginning.market_id,
    }
    await work.connection.execute(insert(PathRow), [row])
    kept = await locked(work.connection, hand.tenant, path_id)
    around = await surroundings(work.connection, hand.host, [kept])
    await store(work, around, replace(kept, version=0), hand.today)
    await work.record(deed_of("path.begun", kept, ""))
    return path_id
