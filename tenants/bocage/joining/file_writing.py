"""The paths of a file written, each in its own tenant, in the transaction that brings the communes in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.catalogue import discovery
from bocage.database.engine import Database, scope_statement
from bocage.database.roles import Role
from bocage.governance.journal import Actor, Deed, Work
from bocage.imports.spelling import spelled
from bocage.joining.changing import Asked, Hand, changed, deed_of
from bocage.joining.differences import difference
from bocage.joining.facts import NOTHING
from bocage.joining.file_line import PathsKnown, Wish
from bocage.joining.kept import Kept, paths_of
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.rows import PathEntryRow, PathRow
from bocage.joining.shared import MARKETS, all_of
from bocage.joining.state import state_of
from bocage.joining.stored import to_json
from bocage.joining.summary import summary_of
from bocage.joining.surroundings import statutes
from bocage.tenancy import TenantId
from bocage.web.french import civil_day, of

STEP: Final = "import"
BUILT_ON: Final = (
    "Cet import ne peut plus être annulé : le rattachement {of_place} a été renseigné depuis. Rien n’est changé ; "
    "corrigez les rattachements un par un."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bringing:
    """Who brings the file, for which syndicate; `known` is what the verdict was given with."""

    database: Database
    host: TenantId
    actor: Actor
    now: datetime
    known: PathsKnown


async def known_for(
    connection: AsyncConnection, host: TenantId, tenants: Mapping[int, str], now: datetime
) -> PathsKnown:
    """Read what lines that speak of paths need; `tenants` are communes already here, with their code."""
    parts = discovery.modules()
    held: dict[str, tuple[Kept, ...]] = {}
    for one in await paths_of(connection, tenants):
        held[tenants[one.tenant_id]] = (*held.get(tenants[one.tenant_id], ()), one)
    named = {spelled(word): part.slug for part in parts for word in (part.slug, part.title)}
    return PathsKnown(
        modules=named,
        titles={part.slug: part.title for part in parts},
        context=await statutes(connection, host),
        today=civil_day(now),
        markets={one.thing.number: one.thing_id for one in await all_of(connection, MARKETS, host)},
        held=held,
    )


async def written(work: Work, bringing: Bringing, tenant: int, wish: Wish) -> UUID:
    """Begin the path of a line, or enter what it adds to the one that is held."""
    here = TenantId(tenant)
    await scoped(work.connection, [bringing.host, here], here)
    own = Work(work.connection, bringing.actor, here)
    if wish.held is None:
        return await begun(own, bringing, wish)
    hand = Hand(
        database=bringing.database,
        role=Role.CONSOLE,
        actor=bringing.actor,
        tenant=here,
        host=bringing.host,
        readable=frozenset({bringing.host, here}),
        now=bringing.now,
    )
    held, facts = wish.held, wish.facts
    asked = Asked(path_id=held.path_id, step=STEP, version=held.version, kind="correction", imported=True)
    await changed(own, hand, replace(asked, stage=wish.path.stage), lambda _now: facts)
    return held.path_id


async def begun(work: Work, bringing: Bringing, wish: Wish) -> UUID:
    """Begin a path with everything that the file says of it."""
    path_id, today = uuid7(), bringing.known.today
    path = replace(wish.path, started_on=today)
    state = state_of(path, wish.facts, bringing.known.context, today)
    row = {
        "tenant_id": work.tenant,
        "path_id": path_id,
        "host_id": bringing.host,
        "path": to_json(path),
        "facts": to_json(wish.facts),
        "market_id": wish.market_id,
        # Who speaks for the commune was not read: the summary is made again when somebody looks.
        "summary": to_json(summary_of(state)),
    }
    await work.connection.execute(insert(PathRow), [row])
    await work.connection.execute(insert(PathEntryRow), [entry_of(work, path_id, wish, bringing.now)])
    await work.record(begun_deed(path_id, path.place))
    return path_id


def begun_deed(path_id: UUID, place: str) -> Deed:
    """The line of the commune's journal."""
    return Deed(verb="path.begun", object_kind="path", object_id=str(path_id), object_label=place)


def entry_of(work: Work, path_id: UUID, wish: Wish, now: datetime) -> dict[str, Any]:
    """The first line of a path's history."""
    before, after = difference(to_json(NOTHING), to_json(wish.facts))
    return {
        "tenant_id": work.tenant,
        "entry_id": uuid7(),
        "path_id": path_id,
        "step": STEP,
        "kind": "entree",
        "version": 1,
        "before": before,
        "after": after,
        "actor_id": work.actor.actor_id,
        "actor_name": work.actor.name,
        "at": now,
    }


async def scoped(connection: AsyncConnection, readable: Sequence[int], writable: int) -> None:
    """Name the tenant that the next statements write."""
    await connection.exec_driver_sql(scope_statement(Role.CONSOLE, readable, writable))


async def voided(work: Work, bringing: Bringing, begun_there: Mapping[UUID, int]) -> None:
    """Take back the paths that an import began, as long as nobody entered anything on them."""
    for path_id, tenant in begun_there.items():
        here = TenantId(tenant)
        await scoped(work.connection, [bringing.host, here], here)
        kept = next((one for one in await paths_of(work.connection, [here]) if one.path_id == path_id), None)
        if kept is None or kept.version != 1:
            raise JoiningRefusal(BUILT_ON.format(of_place=of(kept.path.place if kept else "la commune")))
        own = (PathRow.tenant_id == here, PathRow.path_id == path_id)
        await work.connection.execute(update(PathRow).where(*own).values(voided=True, version=2))
        await Work(work.connection, bringing.actor, here).record(deed_of("path.voided", kept, ""))
    await scoped(work.connection, [bringing.host], bringing.host)
