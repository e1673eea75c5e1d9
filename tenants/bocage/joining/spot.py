"""Where a page of a path stands: the path that an address names, what surrounds it, and whose page it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from litestar.di import NamedDependency

from bocage.communes.portfolio import tenant_of
from bocage.database.engine import Database
from bocage.joining.changing import Asked, Edit, Hand, change, hand_of, host_for
from bocage.joining.context import Context
from bocage.joining.dossier import Dossier
from bocage.joining.kept import Kept, one_path
from bocage.joining.state import PathState, state_of
from bocage.joining.surroundings import surroundings
from bocage.joining.typed import version_in
from bocage.tenancy import NotFoundRefusal, Visit, reading
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A path in front of somebody; `here` is its address for them, `state` where it is at `now`, the one clock of the request."""

    database: Database
    visit: Visit
    kept: Kept
    context: Context
    state: PathState
    here: str
    now: datetime

    @property
    def today(self) -> date:
        """The civil day of the clock."""
        return civil_day(self.now)

    @property
    def dossier(self) -> Dossier:
        """What the rules look at."""
        return Dossier(path=self.kept.path, facts=self.kept.facts, context=self.context)

    @property
    def list_address(self) -> str:
        """The list of the paths that the person follows."""
        return paths_address(self.visit)

    @property
    def hand(self) -> Hand:
        """The hand that writes the path, or the refusal of who may not."""
        return hand_of(self.database, self.visit, self.kept, self.now)

    def asked(self, step: str, typed: Mapping[str, str], kind: str = "entree", verb: str = "path.entered") -> Asked:
        """Name an entry on the path as a form showed it."""
        return Asked(path_id=self.kept.path_id, step=step, version=version_in(typed), kind=kind, verb=verb)

    async def enter(self, asked: Asked, edit: Edit) -> Kept:
        """Enter something on the path."""
        return await change(self.hand, asked, edit)


def paths_address(visit: Visit) -> str:
    """The list of the paths of a place."""
    door = "bureau" if visit.place.kind.is_portfolio else "commune"
    return f"/{door}/{visit.place.uid}/parcours"


async def spot_of(request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]) -> Spot:
    """Find the path of the address, or refuse as for an address that does not exist."""
    return await spot_at(database, visit, request.path_params)


async def spot_at(database: Database, visit: Visit, named: Mapping[str, UUID]) -> Spot:
    """Find a path by the identifiers of an address."""
    async with reading(database, visit) as connection:
        tenants = visit.scope.readable
        if "commune" in named:
            tenant = await tenant_of(connection, visit.place.tenant_id, named["commune"])
            if tenant is None:
                raise NotFoundRefusal
            tenants = frozenset({tenant})
        kept = await one_path(connection, tenants, named["path"])
    host = host_for(visit, kept)
    async with database.transaction(visit.database_role, readable=visit.scope.readable | {host}) as connection:
        around = await surroundings(connection, host, [kept])
    context, now = around.context(kept), datetime.now(UTC)
    return Spot(
        database=database,
        visit=visit,
        kept=kept,
        context=context,
        state=state_of(kept.path, kept.facts, context, civil_day(now)),
        here=address_of(visit, kept),
        now=now,
    )


def address_of(visit: Visit, kept: Kept) -> str:
    """The address of a path for somebody."""
    if visit.place.kind.is_portfolio:
        return f"/bureau/{visit.place.uid}/communes/{kept.place_uid}/parcours/{kept.path_id}"
    return f"/commune/{visit.place.uid}/parcours/{kept.path_id}"
