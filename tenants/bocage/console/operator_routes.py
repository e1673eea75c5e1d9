"""The operator's desk: its syndicates with their figures, and the communes of each, to be read only."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.console.asked import ASKED, options
from bocage.console.desk_reading import Overview, overviews_under
from bocage.console.desk_table import table_values
from bocage.console.standing import DeskFilter
from bocage.database.engine import Database
from bocage.tenancy import Kind, NotFoundRefusal, TenantId, Visit, reading
from bocage.tenancy.rows import TenantLinkRow, TenantRow
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest
from bocage.web.page import page

HERE: Final = "/exploitant/{place:uuid}"
READ_ONLY: Final = {"may_remind": False, "may_write": False, "opens_files": False}
READS: Final[dict[str, Any]] = {"permission": "syndicates.read", "kinds": frozenset({Kind.OPERATOR})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Syndicate:
    """A syndicate that the operator hosts, since when, and its figures."""

    tenant_id: TenantId
    uid: UUID
    name: str
    since: date
    overview: Overview


@get(HERE, opt=READS)
async def syndicates(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[str]:
    """Every syndicate, with how many of its communes stand where."""
    async with reading(database, visit) as connection:
        found = await hosted(connection, visit, civil_day(datetime.now(UTC)))
    return await page(request, "console/operator.html", visit=visit, found=found, path=f"/exploitant/{visit.place.uid}")


@get(HERE + "/syndicats/{syndicate:uuid}", opt=READS, dependencies=ASKED)
async def syndicate_desk(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    asked: NamedDependency[DeskFilter],
    syndicate: FromPath[UUID],
) -> Response[str]:
    """The communes of one syndicate, as its own desk shows them, without a way to their files."""
    async with reading(database, visit) as connection:
        found = await hosted(connection, visit, civil_day(datetime.now(UTC)))
    here = next((one for one in found if one.uid == syndicate), None)
    if here is None:
        raise NotFoundRefusal
    path = f"/exploitant/{visit.place.uid}/syndicats/{here.uid}"
    values = table_values(path, here.overview, asked, number_of(request))
    values |= {"syndicate": here, "wave_options": options(here.overview.figures.waves), **READ_ONLY}
    return await page(request, "console/syndicate.html", part="communes", visit=visit, **values)


def number_of(request: AnyRequest) -> int:
    """The page that is asked."""
    typed = request.query_params.get("page", "1")
    return max(int(typed[:4]), 1) if typed.isdecimal() else 1


async def hosted(connection: AsyncConnection, visit: Visit, today: date) -> tuple[Syndicate, ...]:
    """Read the syndicates attached to an operator, each with its communes."""
    asked = (
        select(TenantRow.tenant_id, TenantRow.uid, TenantRow.name, TenantLinkRow.since)
        .join(TenantLinkRow, TenantLinkRow.child_id == TenantRow.tenant_id)
        .where(TenantLinkRow.tenant_id == visit.place.tenant_id, TenantLinkRow.until.is_(None))
        .where(TenantRow.kind == Kind.SYNDICATE)
        .order_by(TenantRow.name)
    )
    rows = (await connection.execute(asked)).mappings().all()
    read = await overviews_under(connection, [TenantId(row["tenant_id"]) for row in rows], today)
    return tuple(Syndicate(**row, overview=read[row["tenant_id"]]) for row in rows)


ROUTES: Final = (syndicates, syndicate_desk)
