"""What a desk reads: its communes, their paths, the last reminders; as many questions however many communes."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.access.rows import MemberRow
from bocage.communes.rows import CommuneRow
from bocage.communes.whole import Commune, every_commune
from bocage.console.drawing import Ground, ground_of
from bocage.console.standing import DeskLine, Figures, figures_of, lines_of
from bocage.database.engine import Database
from bocage.database.unchanged import Unchanged
from bocage.governance.rows import ParameterRow
from bocage.joining.briefs import briefs_of
from bocage.joining.reminded import last_reminders
from bocage.joining.rows import MarketRow, PathRow, ProcedureRow, ReminderRow, RulesRow
from bocage.tenancy import Kind, TenantId, Visit, reading
from bocage.tenancy.rows import TenantLinkRow, TenantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """A desk before any filter: its lines by name, what is counted of them, the ground of their map."""

    lines: tuple[DeskLine, ...]
    figures: Figures
    ground: Ground | None


READ: Final = (
    *(TenantRow, TenantLinkRow, CommuneRow, MemberRow, ParameterRow),
    *(PathRow, ProcedureRow, MarketRow, RulesRow, ReminderRow),
)
REGISTER: Final = "register_edition"
"""The register is too long to be looked at each time, and changes with its edition only."""
OVERVIEWS: Final = Unchanged[Mapping[TenantId, Overview]]([*(row.__tablename__ for row in READ), REGISTER], most=16)
"""The desks opened lately: a page of a thousand communes is read again when one of them has moved."""


async def overview_of(database: Database, visit: Visit, today: date) -> Overview:
    """Every commune of a syndicate or of an EPCI, with where it stands."""
    if visit.place.kind is Kind.EPCI:
        return counted(await shared_lines(database, visit, today))
    here = visit.place.tenant_id
    async with reading(database, visit) as connection:
        return (await overviews_under(connection, [here], today))[here]


async def overviews_under(
    connection: AsyncConnection, parents: Collection[TenantId], today: date
) -> Mapping[TenantId, Overview]:
    """The overview of each of some syndicates, in a transaction that reads them and their communes."""

    async def read(connection: AsyncConnection) -> Mapping[TenantId, Overview]:
        return {
            one: counted(await standing(connection, {one: await every_commune(connection, [one])}, today))
            for one in parents
        }

    return await OVERVIEWS.told(connection, (tuple(parents), today), read)


def counted(lines: Iterable[DeskLine]) -> Overview:
    """Count the lines of a desk and draw its ground."""
    told = tuple(lines)
    return Overview(lines=told, figures=figures_of(told), ground=ground_of(told))


async def shared_lines(database: Database, visit: Visit, today: date) -> tuple[DeskLine, ...]:
    """The members of an EPCI: their paths are ruled by the syndicates that follow them, whose statutes are then read."""
    async with reading(database, visit) as connection:
        communes = await every_commune(connection, [visit.place.tenant_id])
    by_host: dict[TenantId, list[Commune]] = {}
    for one in communes:
        by_host.setdefault(TenantId(one.host_id or visit.place.tenant_id), []).append(one)
    async with database.transaction(visit.database_role, readable=visit.scope.readable | set(by_host)) as connection:
        return await standing(connection, by_host, today)


async def standing(
    connection: AsyncConnection, by_host: Mapping[TenantId, Collection[Commune]], today: date
) -> tuple[DeskLine, ...]:
    """Put paths and reminders beside communes, given by the syndicate whose rules are theirs."""
    tenants = {host: [one.tenant_id for one in communes] for host, communes in by_host.items()}
    briefs = [one for host in by_host for one in await briefs_of(connection, host, tenants[host], today)]
    last = await last_reminders(connection, [one for each in tenants.values() for one in each])
    return lines_of([one for communes in by_host.values() for one in communes], briefs, today, last)
