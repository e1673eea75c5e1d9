"""« Votre commune »: where one is, what is awaited, whom to call."""

from typing import Any, Final

from litestar import get
from litestar.di import NamedDependency
from litestar.response import Response

from bocage.access.host import host_of
from bocage.access.members import MemberFilter, members
from bocage.catalogue import discovery
from bocage.communes.file import commune_file
from bocage.database.engine import Database
from bocage.tenancy import Visit, reading
from bocage.web.guard import AnyRequest
from bocage.web.page import page


@get("/commune/{place:uuid}", opt={"permission": "home.read"})
async def place(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
) -> Response[str]:
    """The first page of somebody of a commune; elsewhere, what one's role permits."""
    async with reading(database, visit) as connection:
        file = await commune_file(connection, visit.place.tenant_id)
        found = await members(connection, visit, MemberFilter())
    host = None if visit.place.kind.is_portfolio else await host_of(database, visit)
    may = discovery.permission_titles(visit.standing.permissions)
    awaited = await discovery.awaited(database, visit)
    values: dict[str, Any] = {"visit": visit, "file": file, "members": found, "host": host, "may": may}
    return await page(request, "access/place.html", awaited=awaited, **values)


ROUTES: Final = (place,)
