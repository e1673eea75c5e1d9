"""The raw line of a refusal, its guilty cell marked, what is beside it shown and the rest left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bocage.imports.reading import Sheet
from bocage.imports.verdict import Finding

SHOWN_FIRST: Final = 3
LONGEST: Final = 40
GAP: Final = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of the line, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleLine:
    """One line; its number is shown when two lines are."""

    number: int
    pieces: tuple[Piece, ...]


def sample(sheet: Sheet, number: int, finding: Finding) -> tuple[SampleLine, ...]:
    """The line of a finding, and before it the one that it contradicts."""
    numbers = sorted(filter(None, {number, finding.other_line}))
    guilty = place(sheet, finding)
    rows = {one: sheet.table.row(one) for one in numbers}
    return tuple(
        SampleLine(number=one, pieces=tuple(pieces(cells, guilty, sheet.table.delimiter)))
        for one, cells in rows.items()
        if cells is not None
    )


def place(sheet: Sheet, finding: Finding) -> int | None:
    """Where the guilty column is in the file."""
    if finding.column is None:
        return None
    later = {column: index for index, column in sheet.columns.later.items()}
    return sheet.columns.places.get(finding.column, later.get(finding.column))


def pieces(cells: tuple[str, ...], guilty: int | None, delimiter: str) -> Iterator[Piece]:
    """Cut the line into what is shown, what is marked and gaps."""
    between = delimiter if delimiter != "\t" else " ⇥ "
    last = -1
    for index, cell in enumerate(cells):
        if index >= SHOWN_FIRST and index not in around(guilty):
            continue
        gap = between + GAP if index > last + 1 else ""
        yield Piece(text=gap + (between if last >= 0 or gap else ""))
        yield Piece(text=cell[:LONGEST].replace("\n", " "), marked=index == guilty)
        last = index
    if last < len(cells) - 1:
        yield Piece(text=between + GAP)


def around(guilty: int | None) -> range:
    """The guilty cell and its neighbours."""
    return range(0) if guilty is None else range(guilty - 1, guilty + 2)
