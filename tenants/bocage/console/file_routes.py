"""A commune's own file: what is known, who sees it, what was done."""

from typing import Any, Final
from uuid import UUID

from litestar import get
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.access.members import members_at
from bocage.catalogue import discovery
from bocage.communes.file import file_at
from bocage.database.engine import Database
from bocage.governance.lines import history_of
from bocage.joining.lists import lines_of
from bocage.joining.path_words import named
from bocage.tenancy import Kind, Visit, reading
from bocage.web.guard import AnyRequest
from bocage.web.page import page

SYNDICATES: Final = frozenset({Kind.SYNDICATE})
FILE: Final = "/bureau/{place:uuid}/communes/{commune:uuid}"


@get(FILE, opt={"permission": "communes.read", "kinds": SYNDICATES})
async def show(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    commune: FromPath[UUID],
) -> Response[str]:
    """Identity, people, history."""
    file = await file_at(database, visit, commune)
    async with reading(database, visit) as connection:
        people = await members_at(connection, file.tenant_id)
        history = await history_of(connection, file.tenant_id)
        paths = await lines_of(connection, visit, [file.tenant_id])
    values: dict[str, Any] = {"file": file, "people": people, "history": history, "visit": visit, "commune": commune}
    values |= {"paths": paths, "named": named}
    return await page(request, "console/file.html", verbs=discovery.verbs(), words=discovery.words(), **values)


ROUTES: Final = (show,)
