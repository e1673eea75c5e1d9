"""Which commune of a syndicate has which module: five questions, whatever the number of communes."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.catalogue import discovery
from bocage.communes.portfolio import Portfolio, portfolio
from bocage.subscriptions import words
from bocage.subscriptions.asking import Wish, wishes
from bocage.subscriptions.period import State, current
from bocage.subscriptions.periods import FIELDS, kept, period_of, running
from bocage.subscriptions.rows import SubscribedModuleRow, SubscriptionRow
from bocage.tenancy import Visit
from bocage.tenancy.rows import TenantRow
from bocage.tenancy.stage import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A module of a commune, in a line of the table."""

    title: str
    icon: str
    hue: str
    state: State
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many communes are at each stage of a module today."""

    slug: str
    title: str
    installed: bool
    demonstrateur: int
    production: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A page of the table, what is waiting, how far each module is."""

    communes: Portfolio
    held: Mapping[UUID, tuple[Held, ...]]
    wishes: tuple[Wish, ...]
    tallies: tuple[Tally, ...]
    titles: Mapping[str, str]


async def grid(connection: AsyncConnection, visit: Visit, sought: str, number: int, today: date) -> Grid:
    """Read one page of the table."""
    communes = await portfolio(connection, visit.place.tenant_id, sought, number)
    titles = await titles_of(connection)
    everybody = visit.scope.readable - {visit.place.tenant_id}
    return Grid(
        communes=communes,
        held=await held_by(connection, visit, [line.uid for line in communes.lines], (titles, today)),
        wishes=await wishes(connection, everybody),
        tallies=await tallies(connection, everybody, titles, today),
        titles=titles,
    )


async def titles_of(connection: AsyncConnection) -> Mapping[str, str]:
    """The title of each module that is installed, or was subscribed to."""
    rows = await connection.execute(select(SubscribedModuleRow.slug, SubscribedModuleRow.title))
    return {row.slug: row.title for row in rows} | {part.slug: part.title for part in discovery.modules()}


async def held_by(
    connection: AsyncConnection, visit: Visit, uids: Collection[UUID], known: tuple[Mapping[str, str], date]
) -> dict[UUID, tuple[Held, ...]]:
    """What the communes of a page have, by commune then by module."""
    query = kept(visit.scope.readable).add_columns(TenantRow.uid, *FIELDS)
    joined = query.join(TenantRow, TenantRow.tenant_id == SubscriptionRow.tenant_id).where(TenantRow.uid.in_(uids))
    found: dict[UUID, dict[str, list[Any]]] = {}
    for row in (await connection.execute(joined)).mappings():
        found.setdefault(row["uid"], {}).setdefault(row["module"], []).append(period_of(row))
    titles, today = known
    return {
        uid: tuple(line_of(slug, periods, titles.get(slug, slug), today) for slug, periods in sorted(modules.items()))
        for uid, modules in found.items()
    }


def line_of(slug: str, periods: Collection[Any], title: str, today: date) -> Held:
    """A module of a commune: its stage while it is open, its state otherwise."""
    period = current(periods, today)
    offer = next((part.offer for part in discovery.modules() if part.slug == slug), None)
    state = State.ENDED if period is None else period.state(today)
    said = words.STAGES[period.stage] if period and state is State.OPEN else words.STATES[state][1]
    return Held(
        title=title,
        icon=offer.icon if offer else "blocks",
        hue=offer.hue if offer else "",
        state=state,
        said=said,
    )


async def tallies(
    connection: AsyncConnection, tenants: Collection[int], titles: Mapping[str, str], today: date
) -> tuple[Tally, ...]:
    """Count the communes at each stage of each module, in one question."""
    query = (
        running(tenants, today)
        .add_columns(SubscriptionRow.module, SubscriptionRow.stage, func.count().label("number"))
        .group_by(SubscriptionRow.module, SubscriptionRow.stage)
    )
    counted = {(row.module, row.stage): int(row.number) for row in await connection.execute(query)}
    installed = [part.slug for part in discovery.modules()]
    gone = sorted({slug for slug, _ in counted} - set(installed))
    return tuple(
        Tally(
            slug=slug,
            title=titles.get(slug, slug),
            installed=slug in installed,
            demonstrateur=counted.get((slug, Stage.DEMONSTRATEUR), 0),
            production=counted.get((slug, Stage.PRODUCTION), 0),
        )
        for slug in (*installed, *gone)
    )
