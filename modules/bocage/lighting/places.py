"""Where the lines of a file are: coordinates read, turned round if need be, held against the commune."""

from collections.abc import Sequence
from dataclasses import dataclass

from bocage.imports.entries import Entry
from bocage.imports.verdict import Finding, Repair
from bocage.lighting.figures import figure
from bocage.lighting.inventory import Inventory
from bocage.lighting.projection import Position, Reading, readings

OUTSIDE = "position.outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """Where a line is, or why it cannot be there; neither when it gives no position."""

    reading: Reading | None = None
    refusal: Finding | None = None


def placed(lines: Sequence[Entry], axes: tuple[str, str], known: Inventory) -> list[Placed]:
    """Place every line of a file."""
    pairs = [pair_of(entry, axes) for entry in lines]
    found = readings([pair if isinstance(pair, tuple) else None for pair in pairs], known.centre)
    return [verdict(entry, pair, one, axes, known) for entry, pair, one in zip(lines, pairs, found, strict=True)]


def pair_of(entry: Entry, axes: tuple[str, str]) -> Position | Finding | None:
    """Read both coordinates; zeros stand for nothing in many exports."""
    x, y = (entry.cells.get(axis, "") for axis in axes)
    if not x and not y:
        return None
    numbers = figure(x), figure(y)
    if numbers[0] is None or numbers[1] is None:
        return finding(
            "position.unread",
            axes,
            f"La position « {x[:20]} ; {y[:20]} » n’est pas faite de deux nombres",
            "Les deux coordonnées sont nécessaires, ou aucune.",
        )
    return None if not any(numbers) else (float(numbers[0]), float(numbers[1]))


def verdict(
    entry: Entry, pair: Position | Finding | None, found: Reading | None, axes: tuple[str, str], known: Inventory
) -> Placed:
    """Judge one position."""
    if isinstance(pair, Finding):
        return Placed(refusal=pair)
    if pair is None:
        return Placed()
    if found is None:
        told = f"« {entry.cells[axes[0]][:20]} ; {entry.cells[axes[1]][:20]} »"
        return Placed(
            refusal=finding(
                "position.unknown",
                axes,
                f"La position {told} n’est dans aucune projection connue",
                "Ni WGS84, ni Lambert-93, ni CC42 à CC50, dans un sens comme dans l’autre.",
            )
        )
    if found.km is None or found.km <= known.reach_km or OUTSIDE in entry.accepted:
        return Placed(reading=found)
    return Placed(refusal=outside(found, axes, known))


def outside(found: Reading, axes: tuple[str, str], known: Inventory) -> Finding:
    """Refuse a point too far away, in every projection and both ways round."""
    km, reach = round(found.km or 0), round(known.reach_km)
    accept = Repair(label="C’est bien là, garder la position", accepts=frozenset({OUTSIDE}))
    near = (accept,) if km <= 2 * reach else ()
    return finding(
        OUTSIDE,
        axes,
        f"Le point est à {km} km du centre de {known.name}",
        f"Lu en {found.title}, la lecture la plus proche de toutes. Sans contour de la commune, "
        f"un point est refusé au-delà de {reach} km de son centre.",
        *near,
    )


def finding(rule: str, axes: tuple[str, str], title: str, why: str, *repairs: Repair) -> Finding:
    """Refuse a position, which may always be left empty."""
    nowhere = Repair(label="Laisser la position vide", values=dict.fromkeys(axes, ""))
    return Finding(rule=rule, column=axes[0], title=title, why=why, repairs=(nowhere, *repairs))
