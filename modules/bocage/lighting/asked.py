"""What handlers of this module are given."""

from dataclasses import dataclass
from typing import Annotated, Any, Final
from uuid import UUID

from litestar.di import NamedDependency, Provide
from litestar.params import QueryParameter

from bocage.lighting.points import PointFilter
from bocage.tenancy import Visit
from bocage.web.address import address

LONGEST: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Which page of the table: by its number, or by a point that it holds."""

    chosen: UUID | None
    page: int


async def asked_turn(
    chosen: Annotated[UUID | None, QueryParameter(name="choisi")] = None,
    number: Annotated[int, QueryParameter(name="page", ge=1, le=10_000)] = 1,
) -> Turn:
    """Read the page from the address."""
    return Turn(chosen=chosen, page=number)


async def asked_points(
    turn: NamedDependency[Turn],
    words: Annotated[str, QueryParameter(name="mots", max_length=LONGEST)] = "",
    cabinet: Annotated[str, QueryParameter(name="armoire", max_length=LONGEST)] = "",
    lamp: Annotated[str, QueryParameter(name="lampe", max_length=LONGEST)] = "",
    status: Annotated[str, QueryParameter(name="etat", max_length=LONGEST)] = "",
) -> PointFilter:
    """Read the filter from the address."""
    return PointFilter(words=words, cabinet=cabinet, lamp=lamp, state=status, chosen=turn.chosen, page=turn.page)


ASKED: Final = {"turn": Provide(asked_turn), "asked": Provide(asked_points)}


def base(visit: Visit) -> str:
    """Where the module's pages are at a place."""
    return f"/eclairage/{visit.place.uid}"


def points_address(visit: Visit, asked: PointFilter, suffix: str = "/points", **changed: str) -> str:
    """Address of the points with the filter, in part changed."""
    kept: dict[str, Any] = {"mots": asked.words, "armoire": asked.cabinet, "lampe": asked.lamp, "etat": asked.state}
    return address(base(visit) + suffix, {**kept, **changed})
