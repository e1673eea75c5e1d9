"""What a file changes cabinet by cabinet: points it no longer names, watts more or less."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from bocage.lighting.drawn import drawn_watts
from bocage.lighting.fields import CABINET_OF, GONE, same
from bocage.lighting.figures import written
from bocage.lighting.inventory import Held

WHOLE: Final = 0.5
"""Share of a cabinet's points that a file must name to speak for the whole cabinet."""
SHOWN: Final = 5
WATTS_PER_KILOWATT: Final = 1_000


@dataclass(slots=True, kw_only=True)
class Tally:
    """One cabinet while its lines are counted."""

    before: Decimal = Decimal(0)
    after: Decimal = Decimal(0)
    held: dict[str, str] = field(default_factory=dict)
    named: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What changes for one cabinet; `gone` are identifiers, empty when the file speaks of a part of the cabinet only."""

    before: Decimal
    after: Decimal
    gone: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """« 2 points absents du fichier (12, 14), à confirmer déposés ; 3,4 → 3,2 kW »; empty when nothing changes."""
        told = []
        if self.gone:
            many = len(self.gone) > 1
            some = ", ".join(self.gone[:SHOWN]) + ("…" if len(self.gone) > SHOWN else "")
            points = f"{len(self.gone)} points absents" if many else "1 point absent"
            told.append(f"{points} du fichier ({some}), à confirmer déposé{'s' if many else ''}")
        if self.after != self.before:
            told.append(f"{watts(self.before)} → {watts(self.after)}, l’habitude de consommation se réapprend")
        return " ; ".join(told)


def watts(value: Decimal) -> str:
    """« 830 W », « 3,82 kW »."""
    if value < WATTS_PER_KILOWATT:
        return f"{written(value)} W".replace(".", ",")
    return f"{written(round(value / WATTS_PER_KILOWATT, 2))} kW".replace(".", ",")


def differences(
    points: Mapping[str, Held], named: Iterable[str], lines: Mapping[str, Mapping[str, str]]
) -> dict[str, Difference]:
    """Compare, by `same` cabinet, what is held with a file: `named` are all its points, `lines` those it would store."""
    tallies: dict[str, Tally] = {}
    file = frozenset(named)
    for key, held in points.items():
        count_held(tallies, key, held, is_named=key in file)
    for key, values in lines.items():
        count_line(tallies, points.get(key), values)
    return {cabinet: difference(one, file) for cabinet, one in tallies.items() if cabinet and one.held}


def count_held(tallies: dict[str, Tally], key: str, held: Held, *, is_named: bool) -> None:
    """Count a stored point on the side of what was; one already gone counts for nothing."""
    if held.values.get("etat") == GONE:
        return
    tally = tallies.setdefault(same(held.values.get(CABINET_OF, "")), Tally())
    tally.held[key] = held.values["id_point"]
    drawn = drawn_watts(held.values) or Decimal(0)
    tally.before += drawn
    tally.after += drawn
    tally.named += is_named


def count_line(tallies: dict[str, Tally], held: Held | None, values: Mapping[str, str]) -> None:
    """Put a line in place of what was stored."""
    if held is not None and held.values.get("etat") != GONE:
        tally = tallies.setdefault(same(held.values.get(CABINET_OF, "")), Tally())
        tally.after -= drawn_watts(held.values) or Decimal(0)
    now = {**(held.values if held else {}), **values}
    tally = tallies.setdefault(same(now.get(CABINET_OF, "")), Tally())
    tally.after += drawn_watts(now) or Decimal(0)


def difference(tally: Tally, file: frozenset[str]) -> Difference:
    """Conclude; a file that names less than half of a cabinet, as one of corrected lines does, says nothing of the rest."""
    gone = {key: name for key, name in tally.held.items() if key not in file}
    if tally.named < WHOLE * len(tally.held):
        return Difference(before=tally.before, after=tally.after, gone=())
    return Difference(before=tally.before, after=tally.after, gone=tuple(sorted(gone.values())))
