"""What handlers of this part are given: the desk, what the address asks to see, where to go next."""

from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import QueryParameter

from bocage.database.engine import Database
from bocage.onboarding.desk import Desk, desk_of
from bocage.onboarding.dry_run import Shown
from bocage.tenancy import Visit

LAST_PAGE = 100_000
Page = Annotated[int, QueryParameter(ge=1, le=LAST_PAGE)]


async def provide_desk(visit: NamedDependency[Visit], database: NamedDependency[Database]) -> Desk:
    """Sit at the desk of the place visited, as of now."""
    return desk_of(database, visit, datetime.now(UTC))


async def provide_shown(
    what: Annotated[str, QueryParameter(name="voir", max_length=20)] = "",
    number: Annotated[int, QueryParameter(name="page", ge=1, le=LAST_PAGE)] = 1,
    refused: Annotated[int, QueryParameter(name="refusees", ge=1, le=LAST_PAGE)] = 1,
    after: Annotated[int | None, QueryParameter(name="apres", ge=0)] = None,
) -> Shown:
    """Read what the address asks to see."""
    return Shown(filter=what, page=number, refused_page=refused, after=after)


def desk_path(visit: Visit) -> str:
    """Where the imports of a desk are."""
    return f"/bureau/{visit.place.uid}/imports"


def import_path(visit: Visit, import_id: UUID) -> str:
    """Where one import is."""
    return f"{desk_path(visit)}/{import_id}"
