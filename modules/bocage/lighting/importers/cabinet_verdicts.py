"""The verdict on a file of cabinets."""

from collections.abc import Iterator, Sequence
from typing import Final

from bocage.imports.entries import Entry
from bocage.imports.verdict import Action, Finding, LineVerdict, Value
from bocage.lighting import labels, measures
from bocage.lighting.fields import CABINET_OF, same
from bocage.lighting.importers.lines import changed, foreign, originals, position_values
from bocage.lighting.inventory import Inventory
from bocage.lighting.judged import Judged
from bocage.lighting.naming import Twin, twins
from bocage.lighting.places import Placed, placed

AXES: Final = ("lon", "lat")
PLAIN: Final = ("type_commande", "tension", "programme")


def judge(lines: Sequence[Entry], known: Inventory) -> Iterator[LineVerdict]:
    """Judge line after line."""
    names = [(entry.number, entry.cells.get(CABINET_OF, "")) for entry in lines]
    places = placed(lines, AXES, known)
    for entry, twin, place in zip(lines, twins(names), places, strict=True):
        yield verdict(entry, twin, place, known)


def verdict(entry: Entry, twin: Twin | None, place: Placed, known: Inventory) -> LineVerdict:
    """Judge one cabinet."""
    name = entry.cells.get(CABINET_OF, "")
    answers = judged(entry)
    refusals = (
        *identified(name, twin),
        *foreign(entry, known),
        *(() if place.refusal is None else (place.refusal,)),
        *(one for answer in answers.values() for one in answer.refusals),
    )
    values: dict[str, Value] = {CABINET_OF: name}
    values |= {column: answer.value for column, answer in answers.items() if answer.value is not None}
    values |= position_values(place)
    values |= originals(entry, values)
    held = known.cabinets.get(same(name))
    changes = () if held is None else changed(values, held)
    action = Action.CREATE if held is None else Action.UPDATE if changes else Action.IDENTICAL
    return LineVerdict(
        number=entry.number,
        action=Action.REFUSED if refusals else action,
        key=name or None,
        name=name,
        values=values,
        changes=changes,
        refusals=refusals,
        remarks=tuple(one for answer in answers.values() for one in answer.remarks),
        ref=held.ref if held else None,
        version=held.version if held else None,
    )


def judged(entry: Entry) -> dict[str, Judged]:
    """Every check of one cabinet, by column."""
    return {
        "prm": labels.prm(entry),
        "puissance_souscrite_kva": measures.measured(measures.SUBSCRIBED, entry),
        "comptage": labels.metering(entry),
        **{column: labels.words(entry, column) for column in PLAIN},
        "precision_xy": labels.precision(entry),
    }


def identified(name: str, twin: Twin | None) -> Iterator[Finding]:
    """Refuse a cabinet without a name, or named twice."""
    if not name:
        yield Finding(
            rule="cabinet.nameless",
            column=CABINET_OF,
            title="La ligne n’a pas de nom d’armoire",
            why="Donnez le nom que porte l’armoire, comme « A-03 ».",
        )
    elif twin is not None:
        yield Finding(
            rule="cabinet.twice",
            column=CABINET_OF,
            title=f"L’armoire {name} est déjà à la ligne {twin.first}",
            why="Une armoire n’entre qu’une fois. Gardez la ligne qui dit vrai, laissez l’autre de côté.",
            other_line=twin.first,
        )
