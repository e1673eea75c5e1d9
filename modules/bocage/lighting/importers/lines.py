"""What both files share: the commune of a line, its count, its position, what changes."""

from collections.abc import Iterator, Mapping

import msgspec

from bocage.imports.cells import code, whole_number
from bocage.imports.entries import Entry
from bocage.imports.verdict import Change, Finding, Value
from bocage.lighting.fields import ABSENT, ORIGINALS, READ_AS
from bocage.lighting.figures import without_count
from bocage.lighting.inventory import Held, Inventory
from bocage.lighting.judged import NOTHING, Judged, emptied, refused
from bocage.lighting.labels import power_cell
from bocage.lighting.places import Placed

UNCOMPARED = frozenset({READ_AS, ABSENT, ORIGINALS})
PLACES = 7
"""Decimals of a degree that are kept: a centimetre."""
MOST = 10_000


def foreign(entry: Entry, known: Inventory) -> Iterator[Finding]:
    """Refuse the line of another commune."""
    insee = code(entry.cells.get("insee", ""))
    if insee and insee.zfill(5) != known.insee:
        yield Finding(
            rule="commune.other",
            column="insee",
            title=f"La ligne est de la commune {insee}, pas de {known.name} ({known.insee})",
            why="Laissez-la de côté, ou corrigez le code INSEE s’il est faux.",
        )


def counted(entry: Entry) -> Judged:
    """Read how many points a row stands for: its own column, or « SHP 70 × 46 »."""
    text = entry.cells.get("nombre", "")
    if not text:
        found = (without_count(cell)[1] for cell in (entry.cells.get("type_lampe", ""), power_cell(entry)))
        count = next((one for one in found if one is not None), None)
        return NOTHING if count is None else Judged(value=str(count)) if count else NOTHING
    number = whole_number(text)
    if number is None or not 0 < number <= MOST:
        title = f"Le nombre de points « {text[:20]} » ne se compte pas"
        return refused(
            "count.unread", "nombre", title, "Écrivez un nombre entier de 1 à 10 000.", emptied("nombre", "le nombre")
        )
    return Judged(value=str(number))


def position_values(place: Placed) -> dict[str, Value]:
    """The position to store, and how it was read."""
    found = place.reading
    if found is None:
        return {}
    return {"lon": degrees(found.longitude), "lat": degrees(found.latitude), READ_AS: found.title}


def degrees(value: float) -> str:
    """Write a degree as it is stored and exported."""
    return f"{value:.{PLACES}f}"


def changed(values: Mapping[str, Value], held: Held) -> tuple[Change, ...]:
    """List the values that will replace stored ones; a cell left empty replaces nothing."""
    return tuple(
        Change(column=column, before=held.values.get(column), after=value)
        for column, value in values.items()
        if column not in UNCOMPARED and held.values.get(column) != value
    )


def originals(entry: Entry, values: Mapping[str, Value]) -> dict[str, Value]:
    """What the file said where it is not what is stored, as JSON; nothing when both are the same."""
    said = {column: text for column, text in entry.cells.items() if values.get(column) != text}
    kept = said | dict(entry.extras)
    return {ORIGINALS: msgspec.json.encode(kept).decode()} if kept else {}
