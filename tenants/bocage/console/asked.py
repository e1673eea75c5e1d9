"""What the address of a desk asks: the filter, the sort, the page."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Annotated, Final

from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery, QueryParameter

from bocage.console.standing import SORTS, DeskFilter, Figures, said
from bocage.joining.audience import TITLES
from bocage.web.address import address

LONGEST: Final = 200
FIRST_SORT: Final = "phase"


async def asked_communes(
    words: Annotated[str, QueryParameter(name="mots")] = "",
    epci: FromQuery[str] = "",
    wave: Annotated[str, QueryParameter(name="vague")] = "",
    phase: FromQuery[str] = "",
    hand: Annotated[str, QueryParameter(name="qui")] = "",
) -> DeskFilter:
    """Read the filter from the address."""
    return DeskFilter(
        words=words[:LONGEST], epci=epci[:LONGEST], wave=wave[:LONGEST], phase=phase[:LONGEST], hand=hand[:LONGEST]
    )


async def sorted_communes(
    filtered: NamedDependency[DeskFilter],
    sort: Annotated[str, QueryParameter(name="tri")] = FIRST_SORT,
    direction: Annotated[str, QueryParameter(name="sens")] = "",
) -> DeskFilter:
    """Read the sort from the address; one that does not exist is what waits first."""
    return replace(filtered, sort=sort if sort in SORTS else FIRST_SORT, descending=direction == "desc")


ASKED: Final = {"filtered": Provide(asked_communes), "asked": Provide(sorted_communes)}
PageNumber = Annotated[int, QueryParameter(name="page", ge=1, le=10_000)]


def filter_of(asked: DeskFilter) -> dict[str, str]:
    """What is filtered, as the address says it."""
    return {"mots": asked.words, "epci": asked.epci, "vague": asked.wave, "phase": asked.phase, "qui": asked.hand}


def sort_of(asked: DeskFilter) -> dict[str, str]:
    """How it is sorted, as the address says it."""
    return {"tri": "" if asked.sort == FIRST_SORT else asked.sort, "sens": "desc" if asked.descending else ""}


def chips(asked: DeskFilter, figures: Figures, path: str) -> tuple[tuple[str, str], ...]:
    """The filters that are on, each with the address without it."""
    kept = filter_of(asked)
    words = {
        "mots": f"« {asked.words} »",
        "epci": dict(figures.epcis).get(asked.epci, asked.epci),
        "vague": asked.wave,
        "phase": said(asked.phase),
        "qui": next((title for key, title in TITLES.items() if key == asked.hand), asked.hand),
    }
    return tuple(
        (words[name], address(path, {**kept, **sort_of(asked), name: ""})) for name, value in kept.items() if value
    )


def options(words: Iterable[str]) -> list[tuple[str, str]]:
    """Plain words as the options of a choice."""
    return [(one, one) for one in words]
