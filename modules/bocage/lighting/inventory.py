"""What is stored of a commune's inventory when a file comes, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from bocage.lighting.projection import Position

NEIGHBOURS: Final = 3
LEAST_KM: Final = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A stored object: `values` by column of the file, as text, without what is empty."""

    ref: str
    version: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """A commune and what it holds, by `same` identifier; `spacing_km` is how far its neighbours' centres are."""

    insee: str
    name: str
    today: date
    centre: Position | None = None
    spacing_km: float = 0.0
    points: Mapping[str, Held] = field(default_factory=dict)
    cabinets: Mapping[str, Held] = field(default_factory=dict)

    @property
    def reach_km(self) -> float:
        """How far from the centre a point is still believed: three times the way to the sixth centre around, 10 km at least."""
        return max(LEAST_KM, NEIGHBOURS * self.spacing_km)
