"""A file into numbered lines of cells, within limits, whatever the spreadsheet that wrote it."""

import csv
import io
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bocage.imports.cells import is_spreadsheet_error
from bocage.imports.decoding import decode
from bocage.imports.headings import recognised_count
from bocage.imports.layout import Layout
from bocage.imports.recognition import BINARY, EMPTY, refuse_foreign
from bocage.imports.refusals import FileRefusal

MEGABYTE: Final = 1_000_000
MOST_BYTES: Final = 10 * MEGABYTE
MOST_LINES: Final = 100_000
MOST_ROWS: Final = 1_048_576
"""What a spreadsheet can hold: beyond, even empty rows are refused."""
MOST_COLUMNS: Final = 200
LONGEST_CELL: Final = 4_000
DELIMITERS: Final = (";", ",", "\t")
DELIMITER_TITLES: Final = {";": "point-virgule", ",": "virgule", "\t": "tabulation"}
DIRECTIVE: Final = re.compile(r"[\"']?sep=(.)[\"']?(?:\r\n|\r|\n)", re.IGNORECASE)
AROUND: Final = "".join((*DELIMITERS, *"\r\n\"'", " ", "\u00a0"))
# Added after the last line: a quotation mark left open swallows it.
LAST: Final = "\x1elast"

TOO_HEAVY: Final = "Le fichier dépasse 10 Mo : gardez seulement les colonnes utiles, puis envoyez-le."
TOO_WIDE: Final = "La ligne {number} a plus de 200 colonnes : vérifiez que c’est le bon fichier et son séparateur."
CELL_TOO_LONG: Final = (
    "La ligne {number} contient une cellule de plus de 4 000 caractères : raccourcissez-la, puis envoyez le fichier."
)
QUOTE_LEFT_OPEN: Final = (
    "Un guillemet ouvert à la ligne {number} n’est jamais refermé : fermez-le ou retirez-le, puis envoyez le fichier."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The cells of a row as they were read; `number` is the row that the spreadsheet shows."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file read: its headings, its lines that hold something, and how it was written."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    encoding: str
    delimiter: str

    def row(self, number: int) -> tuple[str, ...] | None:
        """The cells of a row by the number that the spreadsheet shows."""
        place = bisect_left(self.lines, number, key=number_of)
        found = self.lines[place] if place < len(self.lines) else None
        return found.cells if found is not None and found.number == number else None


def number_of(line: Line) -> int:
    """The number that a spreadsheet shows."""
    return line.number


def read_table(content: bytes, layout: Layout) -> Table:
    """Read a file, or raise FileRefusal with the sentence that says what to do."""
    if len(content) > MOST_BYTES:
        raise FileRefusal(TOO_HEAVY)
    refuse_foreign(content)
    decoded = decode(content)
    if "\x00" in decoded.text:
        raise FileRefusal(BINARY)
    directive, text = without_directive(decoded.text)
    delimiter = directive or delimiter_of(text, layout)
    heading, *lines = read_lines(text, delimiter, layout) or (None,)
    if heading is None:
        raise FileRefusal(EMPTY)
    if not lines:
        raise FileRefusal(layout.wording.heading_only)
    return Table(
        headings=without_empty_tail(heading.cells),
        lines=tuple(lines),
        encoding=decoded.encoding,
        delimiter=delimiter,
    )


def without_directive(text: str) -> tuple[str | None, str]:
    """Take off the first line « sep=; » by which spreadsheets tell each other the delimiter, and which none shows."""
    told = DIRECTIVE.match(text)
    if told is None:
        return None, text
    delimiter = told.group(1)
    return (delimiter if delimiter in DELIMITERS else None), text[told.end() :]


def delimiter_of(text: str, layout: Layout) -> str:
    """Choose the delimiter that makes the heading say most; the semicolon when none does better."""
    first = first_lines(text)

    def weight(delimiter: str) -> tuple[int, int]:
        cells = next((row for row in csv.reader(first, delimiter=delimiter) if holds_something(row)), [])
        return recognised_count(cells, layout), len(cells)

    return max(DELIMITERS, key=weight)


def holds_something(cells: Sequence[str]) -> bool:
    """Tell a row from an empty one, whatever its delimiters, and from a comment: « # … » in its first cell."""
    first = next((text for cell in cells if (text := cell.strip(AROUND))), "")
    return bool(first) and (first[0] != "#" or is_spreadsheet_error(first))


def first_lines(text: str) -> list[str]:
    """Take the beginning of the text, whole lines kept with their ends."""
    return list(io.StringIO(text[:20_000], newline=""))


def read_lines(text: str, delimiter: str, layout: Layout) -> tuple[Line, ...]:
    """Read the rows that hold something, the heading among them."""
    return tuple(
        Line(number=number, cells=tuple(cells))
        for number, cells in within_limits(numbered_rows(text, delimiter), layout)
        if holds_something(cells)
    )


def numbered_rows(text: str, delimiter: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Number rows as a spreadsheet does: empty ones count, a cell on several lines is one row."""
    csv.field_size_limit(MOST_BYTES * 2)
    end = "" if text.endswith(("\n", "\r")) else "\n"
    rows = csv.reader(io.StringIO(text + end + LAST, newline=""), delimiter=delimiter)
    number, pending = 0, None
    for number, cells in enumerate(rows, start=1):
        if pending is not None:
            yield number - 1, pending
        pending = cells
    if pending != [LAST]:
        raise FileRefusal(QUOTE_LEFT_OPEN.format(number=number))


def within_limits(rows: Iterator[tuple[int, Sequence[str]]], layout: Layout) -> Iterator[tuple[int, Sequence[str]]]:
    """Stop at the first row that no list would hold."""
    full = 0
    for number, cells in rows:
        full += any(cells)
        if full > MOST_LINES + 1 or number > MOST_ROWS:
            raise FileRefusal(layout.wording.too_long)
        if len(cells) > MOST_COLUMNS and any(cells[MOST_COLUMNS:]):
            raise FileRefusal(TOO_WIDE.format(number=number))
        if max(map(len, cells), default=0) > LONGEST_CELL:
            raise FileRefusal(too_long_cell(number, cells))
        yield number, cells[:MOST_COLUMNS]


def too_long_cell(number: int, cells: Sequence[str]) -> str:
    """Say that a cell is too long; many lines inside it mean that a quotation mark was left open."""
    longest = max(cells, key=len)
    sentence = QUOTE_LEFT_OPEN if longest.count("\n") > 1 else CELL_TOO_LONG
    return sentence.format(number=number)


def without_empty_tail(cells: Sequence[str]) -> tuple[str, ...]:
    """Leave out the empty headings that a spreadsheet writes after the last column."""
    kept = list(cells)
    while kept and not kept[-1].strip():
        kept.pop()
    return tuple(kept)
