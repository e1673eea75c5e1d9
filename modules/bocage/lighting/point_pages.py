"""The values of the page of points."""

from typing import Any, Final

from bocage.lighting import words
from bocage.lighting.asked import base, points_address
from bocage.lighting.points import PER_PAGE, PointFilter, Points
from bocage.tenancy import Visit
from bocage.web.address import pages

STATES: Final = (
    ("", "Tous"),
    ("deposes", "À confirmer déposés"),
    ("sans-armoire", "Sans armoire"),
    ("sans-puissance", "Sans puissance"),
    ("sans-position", "Sans position"),
)
AROUND: Final = 2


def points_values(visit: Visit, asked: PointFilter, found: Points) -> dict[str, Any]:
    """Everything that the page says."""
    first = (found.page - 1) * PER_PAGE
    links = pages(found.matching, PER_PAGE, lambda number: points_address(visit, asked, page=str(number)))
    return {
        "found": found,
        "asked": asked,
        "base": base(visit),
        "pages": near(links, found.page),
        "first": first + 1 if found.lines else 0,
        "last": first + len(found.lines),
        "geography": points_address(visit, asked, "/points.geojson"),
        "here": points_address(visit, asked),
        "is_filtered": any((asked.words, asked.cabinet, asked.lamp, asked.state)),
        "states": STATES,
        "cabinet_choices": (("", "Toutes"), *((name, name) for name in found.cabinets)),
        "lamp_choices": (("", "Toutes"), *((name, words.lamp(name)) for name in found.lamps)),
        "power": words.power,
    }


def near(links: tuple[tuple[int, str], ...], here: int) -> tuple[tuple[int, str], ...]:
    """The first and last pages, and those around the current one."""
    return tuple(one for one in links if one[0] in {1, len(links)} or abs(one[0] - here) <= AROUND)
