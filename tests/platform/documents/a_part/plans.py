"""A third party's part that keeps documents about plans, one plan a commune: its own identifier."""

from uuid import UUID

from bocage.catalogue.manifest import Manifest, Permission
from bocage.database.engine import Database
from bocage.tenancy import NotFoundRefusal, TenantId, Visit
from bocage.web.shelf import Shelf, routes_of


async def tenant_of(_: Database, visit: Visit, about: UUID) -> TenantId:
    """The plan of a commune bears its number."""
    if about != visit.place.uid:
        raise NotFoundRefusal
    return visit.place.tenant_id


def back(visit: Visit, _: UUID) -> str:
    """The page of the commune."""
    return f"/commune/{visit.place.uid}"


SHELF = Shelf(
    about_kind="plan",
    path="/plans/{place:uuid}/{about:uuid}/pieces",
    reads="plans.read",
    writes="plans.write",
    tenant_of=tenant_of,
    back=back,
)
ROUTES = tuple(routes_of(SHELF))
MANIFEST = Manifest(
    slug="plans",
    title="Plans",
    package="plans",
    routes="plans:ROUTES",
    permissions=(
        Permission(key="plans.read", title="Lire les plans"),
        Permission(key="plans.write", title="Déposer des plans"),
    ),
)
