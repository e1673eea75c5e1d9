"""What a desk reads: its communes, their paths, the last reminders; as many questions however many communes."""

from collections.abc import Collection, Iterable
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
        return await standing(connection, communes, [visit.place.tenant_id], today)


async def shared_lines(database: Database, visit: Visit, today: date) -> tuple[DeskLine, ...]:
    """The members of an EPCI: their paths are ruled by the syndicates that follow them, whose statutes are then read."""
    async with reading(database, visit) as connection:
        communes = await every_commune(connection, [visit.place.tenant_id])
    hosts = hosts_of(communes)
    async with database.transaction(visit.database_role, readable=visit.scope.readable | set(hosts)) as connection:
        return await standing(connection, communes, hosts, today)


def hosts_of(communes: Iterable[Commune]) -> tuple[TenantId, ...]:
    """The syndicates that follow some communes."""
    return tuple(TenantId(host) for host in sorted({one.host_id for one in communes if one.host_id}))


async def standing(
    connection: AsyncConnection, communes: Collection[Commune], hosts: Iterable[TenantId], today: date
) -> tuple[DeskLine, ...]:
    """Put paths and reminders beside communes."""
    tenants = [one.tenant_id for one in communes]
    briefs = [brief for host in hosts for brief in await briefs_of(connection, host, tenants, today)]
    return lines_of(communes, briefs, today, await last_reminders(connection, tenants))
