"""The verdict on a file of light points: what needs the whole file first, then line after line."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from bocage.imports.entries import Entry
from bocage.imports.verdict import Action, Finding, LineVerdict, Value
from bocage.lighting import labels, measures
from bocage.lighting.difference import Difference, differences
from bocage.lighting.fields import ABSENT, CABINET_OF, GONE, SERVICE, same
from bocage.lighting.importers.lines import changed, counted, foreign, originals, position_values
from bocage.lighting.inventory import Inventory
from bocage.lighting.judged import Judged
from bocage.lighting.lamps import lamp
from bocage.lighting.naming import Twin, name_of, named_twice, nameless, twins
from bocage.lighting.places import Placed, placed

AXES: Final = ("x", "y")
PLAIN: Final = (CABINET_OF, "depart", "support", "type_support", "zone", "etat")
DATES: Final = ("date_pose_lanterne", "date_pose_lampe")
CHECKS: Final[Mapping[str, Callable[[Entry], Judged]]] = {
    **{column: partial(labels.words, column=column) for column in PLAIN},
    **{one.column: partial(measures.measured, one) for one in measures.MEASURES},
    "categorie": labels.category,
    "regime": labels.regime,
    "precision_xy": labels.precision,
    "prm": labels.prm,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """What the file says as a whole: whether powers are codes, the names already given, and the cabinets of its lines."""

    known: Inventory
    codes: bool
    names: Mapping[str, str]
    cabinets: set[str]


def judge(lines: Sequence[Entry], known: Inventory) -> Iterator[LineVerdict]:
    """Judge every line; the first line of each cabinet carries what the file changes for it."""
    names = [name_of(entry) for entry in lines]
    whole = Whole(
        known=known, codes=has_codes(lines), names={same(name): name for name in names if name}, cabinets=set()
    )
    found = twins((entry.number, name) for entry, name in zip(lines, names, strict=True))
    each = zip(lines, names, found, placed(lines, AXES, known), strict=True)
    verdicts = (verdict(whole, entry, name, twin, place) for entry, name, twin, place in each)
    # A first inventory has nothing to be compared with: its verdicts need not be kept.
    yield from with_differences(tuple(verdicts), whole) if known.points else verdicts


def has_codes(lines: Sequence[Entry]) -> bool:
    """Tell whether the column of powers without a unit holds codes."""
    powers = Counter(entry.cells["puissance_lue"] for entry in lines if "puissance_lue" in entry.cells)
    lamps = {entry.cells.get("type_lampe", "") for entry in lines} if powers else set()
    return measures.are_codes(powers, only_led={lamp(text) for text in lamps} == {"LED"})


def verdict(whole: Whole, entry: Entry, name: str, twin: Twin | None, place: Placed) -> LineVerdict:
    """Judge one line."""
    answers = judged(entry, whole)
    refusals = (
        *(() if name else (nameless(),)),
        *((named_twice(name, twin, whole.names),) if twin and name else ()),
        *foreign(entry, whole.known),
        *(() if place.refusal is None else (place.refusal,)),
        *(one for answer in answers.values() for one in answer.refusals),
    )
    values: dict[str, Value] = {"id_point": name, "nombre": "1"}
    values |= {column: answer.value for column, answer in answers.items() if answer.value is not None}
    values |= position_values(place)
    values |= originals(entry, values)
    remarks = [one for answer in answers.values() for one in answer.remarks]
    return concluded(whole, entry, values, refusals, (*remarks, *about_cabinet(whole, entry)))


def judged(entry: Entry, whole: Whole) -> dict[str, Judged]:
    """Every check of one line, by column; most files bear a third of the columns."""
    answers = {column: check(entry) for column, check in CHECKS.items() if column in entry.cells}
    answers |= {column: labels.since(entry, column, whole.known.today) for column in DATES if column in entry.cells}
    return answers | {
        "type_lampe": labels.lamp_type(entry),
        "puissance_w": measures.power(entry, codes=whole.codes),
        "nombre": counted(entry),
    }


def about_cabinet(whole: Whole, entry: Entry) -> Iterator[str]:
    """Have a line without a cabinet read again, and the first line of a cabinet that is new."""
    cabinet = entry.cells.get(CABINET_OF, "")
    if not cabinet:
        yield "point sans armoire : hors des calculs par armoire"
    elif same(cabinet) not in whole.cabinets:
        whole.cabinets.add(same(cabinet))
        if same(cabinet) not in whole.known.cabinets:
            yield f"armoire {cabinet} créée par cet import"


def concluded(
    whole: Whole, entry: Entry, values: dict[str, Value], refusals: tuple[Finding, ...], remarks: tuple[str, ...]
) -> LineVerdict:
    """Decide what confirming will do for a line."""
    held = whole.known.points.get(same(str(values["id_point"])))
    if held is not None and held.values.get("etat") == GONE and "etat" not in values:
        values["etat"] = SERVICE
    # The meter is the cabinet's: a point's line only names it for a cabinet that is new.
    own = {column: value for column, value in values.items() if column != "prm"}
    changes = () if held is None else changed(own, held)
    action = Action.CREATE if held is None else Action.UPDATE if changes else Action.IDENTICAL
    return LineVerdict(
        number=entry.number,
        action=Action.REFUSED if refusals else action,
        key=str(values["id_point"]) or None,
        name=str(values["id_point"]),
        values=values,
        changes=changes,
        refusals=refusals,
        remarks=remarks,
        ref=held.ref if held else None,
        version=held.version if held else None,
    )


def with_differences(verdicts: Sequence[LineVerdict], whole: Whole) -> Iterator[LineVerdict]:
    """Let the first ready line of each cabinet tell, and carry, what the file changes for the cabinet."""
    stored = {same(line.name): {c: str(v) for c, v in line.values.items()} for line in verdicts if line.action.is_ready}
    found = differences(whole.known.points, whole.names, stored)
    for line in verdicts:
        cabinet = same(str(line.values.get(CABINET_OF, "")))
        if line.action.is_ready and cabinet in found:
            yield telling(line, found.pop(cabinet))
        else:
            yield line


def telling(line: LineVerdict, difference: Difference) -> LineVerdict:
    """Add a difference to a line; points that are gone make it one that writes."""
    if not difference.sentence:
        return line
    said = replace(line, remarks=(*line.remarks, f"armoire {line.values[CABINET_OF]} : {difference.sentence}"))
    if not difference.gone:
        return said
    action = Action.UPDATE if line.action is Action.IDENTICAL else line.action
    return replace(said, action=action, values={**line.values, ABSENT: "\n".join(difference.gone)})
