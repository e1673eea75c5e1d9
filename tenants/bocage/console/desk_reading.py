"""What a desk reads: its communes, their paths, the last reminders; as many questions however many communes."""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.whole import Commune, every_commune
from bocage.console.standing import DeskLine, lines_of
from bocage.database.engine import Database
from bocage.joining.briefs import briefs_of
from bocage.joining.reminded import last_reminders
from bocage.tenancy import Kind, TenantId, Visit, reading


async def desk_lines(database: Database, visit: Visit, today: date) -> tuple[DeskLine, ...]:
    """Every commune of a syndicate or of an EPCI, with where it stands."""
    if visit.place.kind is Kind.EPCI:
        return await shared_lines(database, visit, today)
    async with reading(database, visit) as connection:
        communes = await every_commune(connection, [visit.place.tenant_id])
        return await standing(connection, {visit.place.tenant_id: communes}, today)


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
