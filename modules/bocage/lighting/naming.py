"""What each line is called: its own number, its support's, or that of a lot « A-03, SHP 70 »."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bocage.imports.entries import Entry
from bocage.imports.verdict import Finding, Repair
from bocage.lighting.fields import CABINET_OF, same
from bocage.lighting.figures import without_count
from bocage.lighting.labels import power_cell


def name_of(entry: Entry) -> str:
    """Name a line; empty when nothing in it names it."""
    cells = entry.cells
    given = cells.get("id_point") or cells.get("support")
    if given:
        return given
    if CABINET_OF not in cells:
        return ""
    lot = " ".join(filter(None, (without_count(cells.get("type_lampe", ""))[0], without_count(power_cell(entry))[0])))
    return f"{cells[CABINET_OF]}, {lot}" if lot else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The first line that bears a name, and how many bore it before this one."""

    first: int
    before: int


def twins(lines: Iterable[tuple[int, str]]) -> Iterator[Twin | None]:
    """Tell, line after line, whether its name was already given."""
    seen: dict[str, tuple[int, int]] = {}
    for number, name in lines:
        key = same(name)
        first, count = seen.get(key, (number, 0))
        seen[key] = (first, count + 1)
        yield Twin(first=first, before=count) if count and key else None


def nameless() -> Finding:
    """Refuse a line that nothing names."""
    return Finding(
        rule="point.nameless",
        column="id_point",
        title="La ligne n’a pas de numéro de point",
        why="Donnez un numéro, un support, ou une armoire avec une lampe et un nombre (« SHP 70 × 46 »).",
    )


def named_twice(name: str, twin: Twin, taken: Mapping[str, object]) -> Finding:
    """Refuse a second line of one name; that of another lamp on the same mast may take a number of its own."""
    return Finding(
        rule="point.twice",
        column="id_point",
        title=f"Le point {name} est déjà à la ligne {twin.first}",
        why="Un numéro désigne un seul foyer. Plusieurs foyers sur un mât sont normaux : chacun a son numéro.",
        repairs=(another_foyer(name, twin, taken),),
        other_line=twin.first,
    )


def another_foyer(name: str, twin: Twin, taken: Mapping[str, object]) -> Repair:
    """Give the next free number on the mast."""
    rank = twin.before + 1
    while same(f"{name}/{rank}") in taken:
        rank += 1
    return Repair(
        label=f"C’est un autre foyer du même mât : l’appeler {name}/{rank}",
        values={"id_point": f"{name}/{rank}", "support": name},
    )
