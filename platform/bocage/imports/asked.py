"""What handlers of this part are given: the dock, what the address asks to see, where to go next."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import QueryParameter

from bocage.database.engine import Database
from bocage.governance.journal import actor_of
from bocage.imports.dry_run import Shown
from bocage.imports.importer import Dock, Importer
from bocage.tenancy import NotPermittedRefusal, Visit

LAST_PAGE = 100_000
Page = Annotated[int, QueryParameter(ge=1, le=LAST_PAGE)]


def dock_of(importer: Importer, database: Database, visit: Visit, now: datetime) -> Dock:
    """Stand at the importer of the place visited, or refuse."""
    if visit.place.tenant_id not in visit.scope.writable:
        raise NotPermittedRefusal(importer.wording.read_only)
    return Dock(
        importer=importer,
        database=database,
        tenant=visit.place.tenant_id,
        role=visit.database_role,
        actor=actor_of(visit),
        now=now,
    )


def providing(importer: Importer) -> Callable[..., Awaitable[Dock]]:
    """What gives the handlers of an importer their dock, as of now."""

    async def provide_dock(visit: NamedDependency[Visit], database: NamedDependency[Database]) -> Dock:
        return dock_of(importer, database, visit, datetime.now(UTC))

    return provide_dock


async def provide_shown(
    what: Annotated[str, QueryParameter(name="voir", max_length=20)] = "",
    number: Annotated[int, QueryParameter(name="page", ge=1, le=LAST_PAGE)] = 1,
    refused: Annotated[int, QueryParameter(name="refusees", ge=1, le=LAST_PAGE)] = 1,
    after: Annotated[int | None, QueryParameter(name="apres", ge=0)] = None,
) -> Shown:
    """Read what the address asks to see."""
    return Shown(filter=what, page=number, refused_page=refused, after=after)


def import_path(dock: Dock, visit: Visit, import_id: UUID) -> str:
    """Where one import is."""
    return f"{dock.importer.at(visit.place.uid)}/{import_id}"
