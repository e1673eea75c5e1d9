"""Which projection coordinates are in: every one whose extent holds them is tried, both ways round.

Extents hardly overlap (each conic zone has a false northing of its own, a million metres apart), so a wrong reading
lands hundreds of kilometres away; the reading nearest to the commune is the right one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import cos, hypot, radians
from typing import Final

from pyproj import Transformer

KM_PER_DEGREE: Final = 111.2
CELL: Final = 64
"""Metres, or degrees: extents are generous by far more than a cell, and degrees are no metres of any system."""


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A projection used in France: where its coordinates lie."""

    code: int
    title: str
    east: tuple[float, float]
    north: tuple[float, float]

    def touches(self, x: float, y: float) -> bool:
        """Tell whether the cell that begins at these coordinates may be of this system."""
        east, north = self.east[0] - CELL <= x <= self.east[1], self.north[0] - CELL <= y <= self.north[1]
        return east and north


def conic(zone: int) -> System:
    """One of the nine conic zones, CC42 to CC50: a degree north and south of its parallel."""
    middle = 1_200_000 + (zone - 42) * 1_000_000
    return System(
        code=3900 + zone,
        title=f"CC{zone}",
        east=(1_050_000, 2_350_000),
        north=(middle - 190_000, middle + 190_000),
    )


WGS84: Final = System(code=4326, title="WGS84", east=(-63.5, 56.0), north=(-21.6, 51.5))
LAMBERT: Final = System(code=2154, title="Lambert-93", east=(80_000, 1_260_000), north=(6_000_000, 7_140_000))
SYSTEMS: Final = (
    WGS84,
    LAMBERT,
    *map(conic, range(42, 51)),
    System(code=5490, title="UTM 20 N", east=(450_000, 770_000), north=(1_540_000, 2_010_000)),
    System(code=2972, title="UTM 22 N", east=(60_000, 520_000), north=(220_000, 660_000)),
    System(code=2975, title="UTM 40 S", east=(300_000, 390_000), north=(7_610_000, 7_700_000)),
    System(code=4471, title="UTM 38 S", east=(480_000, 550_000), north=(8_540_000, 8_620_000)),
)
WAYS: Final = tuple((system, turned) for system in SYSTEMS for turned in (False, True))
Position = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A point read in a system, in degrees; `turned` when its axes were swapped, `km` from the commune's centre."""

    longitude: float
    latitude: float
    system: System
    turned: bool
    km: float | None

    @property
    def title(self) -> str:
        """« Lambert-93, axes inversés »."""
        return self.system.title + (", axes inversés" if self.turned else "")


@cache
def to_degrees(code: int) -> Transformer:
    """The projection back to degrees, east first."""
    return Transformer.from_crs(code, 4326, always_xy=True)


def readings(pairs: Sequence[Position | None], centre: Position | None) -> list[Reading | None]:
    """Read every pair at once, the nearest to the centre of all its readings; None when no system holds it."""
    best: list[Reading | None] = [None] * len(pairs)
    for (system, turned), held in by_system(pairs).items():
        for index, reading in read_in(system, held, centre, turned=turned):
            best[index] = better(best[index], reading)
    return best


def by_system(pairs: Sequence[Position | None]) -> dict[tuple[System, bool], list[tuple[int, Position]]]:
    """Put each pair, east first, under every system that may hold it; those of one commune share their answer."""
    groups: dict[tuple[System, bool], list[tuple[int, Position]]] = {way: [] for way in WAYS}
    for index, pair in enumerate(pairs):
        if pair is not None:
            for way in ways(pair[0] // CELL * CELL, pair[1] // CELL * CELL):
                groups[way].append((index, pair[::-1] if way[1] else pair))
    return {way: held for way, held in groups.items() if held}


@lru_cache(maxsize=4096)
def ways(x: float, y: float) -> tuple[tuple[System, bool], ...]:
    """The systems, and the way round, that may hold the coordinates of a cell of the plane."""
    return tuple(way for way in WAYS if way[0].touches(*((y, x) if way[1] else (x, y))))


def read_in(
    system: System, held: Sequence[tuple[int, Position]], centre: Position | None, *, turned: bool
) -> Iterable[tuple[int, Reading]]:
    """Turn coordinates of one system into degrees, all in one call."""
    if not held:
        return
    east, north = [pair[0] for _, pair in held], [pair[1] for _, pair in held]
    if system is not WGS84:
        east, north = to_degrees(system.code).transform(east, north)
    for (index, _), longitude, latitude in zip(held, east, north, strict=True):
        km = None if centre is None else distance((longitude, latitude), centre)
        yield index, Reading(longitude=longitude, latitude=latitude, system=system, turned=turned, km=km)


def better(one: Reading | None, other: Reading) -> Reading:
    """Keep the nearer; without a centre, the first that fits."""
    if one is None:
        return other
    return other if one.km is not None and other.km is not None and other.km < one.km else one


def distance(one: Position, other: Position) -> float:
    """Kilometres between two points near each other."""
    east = (one[0] - other[0]) * cos(radians((one[1] + other[1]) / 2))
    return hypot(east, one[1] - other[1]) * KM_PER_DEGREE
