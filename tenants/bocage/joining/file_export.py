"""The paths of a syndicate as the rows of communes.csv, so that what goes out comes back in."""

from typing import Final

from litestar.response import Response
from sqlalchemy import select

from bocage.communes.rows import CommuneRow
from bocage.database.engine import Database
from bocage.governance.journal import exported, note
from bocage.joining.file_columns import COLUMNS, READ_ONLY, cells_of
from bocage.joining.kept import paths_of
from bocage.joining.shared import MARKETS, all_of
from bocage.tenancy import Visit, reading
from bocage.web.spreadsheet import csv_file

HEADINGS: Final = ("insee", "nom", *(name for name in COLUMNS if name not in READ_ONLY))


async def paths_file(database: Database, visit: Visit) -> Response[str]:
    """Answer with one line a path, and leave a line of journal."""
    tenants = visit.scope.readable - {visit.place.tenant_id}
    async with reading(database, visit) as connection:
        kept = await paths_of(connection, tenants)
        markets = {one.thing_id: one.thing.number for one in await all_of(connection, MARKETS, visit.place.tenant_id)}
        codes = select(CommuneRow.tenant_id, CommuneRow.insee).where(CommuneRow.tenant_id.in_(tenants))
        insee = {row.tenant_id: row.insee for row in await connection.execute(codes)}
    lines = []
    for one in kept:
        market = markets.get(one.market_id, "") if one.market_id else ""
        cells = {"insee": insee.get(one.tenant_id, ""), "nom": one.path.place, **cells_of(one, market)}
        lines.append(tuple(cells.get(name, "") for name in HEADINGS))
    await note(database, visit, exported(visit, "paths.exported", "path", len(lines)))
    return csv_file("rattachements.csv", HEADINGS, lines)
