"""What handlers of this module are given."""

from typing import Annotated, Any, Final
from uuid import UUID

from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter

from bocage.lighting.points import PointFilter
from bocage.tenancy import Kind, NotFoundRefusal, Visit
from bocage.web.address import address

LONGEST: Final = 120


async def asked_points(  # noqa: PLR0913, PLR0917 -- one argument a word of the address
    words: Annotated[str, QueryParameter(name="mots")] = "",
    cabinet: Annotated[str, QueryParameter(name="armoire")] = "",
    lamp: Annotated[str, QueryParameter(name="lampe")] = "",
    status: Annotated[str, QueryParameter(name="etat")] = "",
    chosen: Annotated[UUID | None, QueryParameter(name="choisi")] = None,
    number: Annotated[int, QueryParameter(name="page", ge=1, le=10_000)] = 1,
) -> PointFilter:
    """Read the filter from the address."""
    return PointFilter(
        words=words[:LONGEST],
        cabinet=cabinet[:LONGEST],
        lamp=lamp[:LONGEST],
        state=status[:LONGEST],
        chosen=chosen,
        page=number,
    )


async def commune_only(visit: NamedDependency[Visit]) -> Visit:
    """The visit, in a commune: an inventory is nobody else's."""
    if visit.place.kind is not Kind.COMMUNE:
        raise NotFoundRefusal
    return visit


HERE: Final = {"here": Provide(commune_only)}
ASKED: Final = {**HERE, "asked": Provide(asked_points)}


def base(visit: Visit) -> str:
    """Where the module's pages are at a place."""
    return f"/eclairage/{visit.place.uid}"


def points_address(visit: Visit, asked: PointFilter, suffix: str = "/points", **changed: str) -> str:
    """Address of the points with the filter, in part changed."""
    kept: dict[str, Any] = {"mots": asked.words, "armoire": asked.cabinet, "lampe": asked.lamp, "etat": asked.state}
    return address(base(visit) + suffix, {**kept, **changed})
