"""What a merger would do, commune by commune, before anything is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.access.rights import in_force
from bocage.access.rows import MemberRow
from bocage.communes.rows import CommuneRow
from bocage.joining.kept import Kept, paths_of
from bocage.joining.path_words import module_titles, named
from bocage.joining.regimes import side_by_side_of
from bocage.joining.surroundings import surroundings
from bocage.mergers.asked import Asked, Here
from bocage.subscriptions.period import Period, State
from bocage.subscriptions.periods import FIELDS, kept, period_of
from bocage.subscriptions.rows import SubscriptionRow
from bocage.tenancy import TenantId
from bocage.tenancy.rows import TenantLinkRow, TenantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """One of the communes, and what it brings."""

    here: Here
    population: int
    people: int
    modules: tuple[str, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What the page shows before the confirmation."""

    asked: Asked
    formers: tuple[Former, ...]
    regimes: tuple[str, ...]

    @property
    def population(self) -> int:
        """The population of the new commune, as the former ones add up."""
        return sum(one.population for one in self.formers)

    @property
    def people(self) -> int:
        """How many roles are carried over."""
        return sum(one.people for one in self.formers)


async def communes_here(connection: AsyncConnection, syndicate: TenantId) -> tuple[Here, ...]:
    """The communes attached today."""
    asked = (
        select(TenantLinkRow.child_id, TenantLinkRow.code, TenantRow.name)
        .join(TenantRow, TenantRow.tenant_id == TenantLinkRow.child_id)
        .where(TenantLinkRow.tenant_id == syndicate, TenantLinkRow.until.is_(None), TenantRow.closed_at.is_(None))
        .order_by(TenantRow.name)
    )
    rows = await connection.execute(asked)
    return tuple(Here(tenant_id=row.child_id, insee=row.code, name=row.name) for row in rows)


async def previewed(connection: AsyncConnection, syndicate: TenantId, asked: Asked) -> Preview:
    """Read what each commune brings."""
    numbers = [one.tenant_id for one in asked.communes]
    populations = dict(await pairs(connection, select(CommuneRow.tenant_id, CommuneRow.municipal_population), numbers))
    people = dict(await pairs(connection, counted_people(), numbers))
    periods, paths = await periods_by(connection, numbers), await paths_of(connection, numbers)
    formers = tuple(
        Former(
            here=one,
            population=populations.get(one.tenant_id) or 0,
            people=people.get(one.tenant_id, 0),
            modules=tuple(module_titles(running(periods.get(one.tenant_id, ()), asked.on))),
            paths=tuple(named(each.path) for each in paths if each.tenant_id == one.tenant_id),
        )
        for one in asked.communes
    )
    return Preview(asked=asked, formers=formers, regimes=await regimes_of(connection, syndicate, asked, paths))


async def pairs(connection: AsyncConnection, query: Select[Any, Any], numbers: Sequence[int]) -> list[tuple[int, int]]:
    """One number by commune."""
    column = next(iter(query.selected_columns))
    rows = await connection.execute(query.where(column.in_(numbers)))
    return [(row[0], row[1]) for row in rows]


def counted_people() -> Select[Any, Any]:
    """How many roles are held in each commune."""
    return select(MemberRow.tenant_id, func.count()).where(*in_force()).group_by(MemberRow.tenant_id)


async def periods_by(connection: AsyncConnection, numbers: Sequence[int]) -> dict[int, tuple[Period, ...]]:
    """The subscriptions of each commune."""
    query = kept(numbers).add_columns(SubscriptionRow.tenant_id, *FIELDS)
    found: dict[int, tuple[Period, ...]] = {}
    for row in (await connection.execute(query)).mappings():
        found[row["tenant_id"]] = (*found.get(row["tenant_id"], ()), period_of(row))
    return found


def running(periods: Iterable[Period], today: date) -> list[str]:
    """The modules that are open or suspended on a day."""
    return [one.module for one in periods if one.state(today) in {State.OPEN, State.SUSPENDED}]


async def regimes_of(
    connection: AsyncConnection, syndicate: TenantId, asked: Asked, paths: Sequence[Kept]
) -> tuple[str, ...]:
    """« L’éclairage suit deux régimes : … », module by module."""
    around = await surroundings(connection, syndicate, paths)
    return side_by_side_of(paths, around, [one.name for one in asked.communes], asked.on)
