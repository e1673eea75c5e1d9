"""Files given back: the lines refused, the template, what is stored; each can be sent again."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bocage.imports.column import REASON, Column, offered
from bocage.imports.headings import column_of
from bocage.imports.layout import Layout
from bocage.imports.table import Table
from bocage.imports.verdict import LineVerdict, Value

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
# Older encodings have one no-break space only.
NARROW_SPACE: Final = str.maketrans("\u202f", "\u00a0")
TEMPLATE_ENCODING: Final = "utf-8-sig"


def csv_bytes(rows: Iterable[Sequence[str]], *, delimiter: str, encoding: str) -> bytes:
    """Write rows as a spreadsheet reads them, no cell being able to run as a formula."""
    held = io.StringIO()
    csv.writer(held, delimiter=delimiter, lineterminator="\r\n").writerows(
        [neutral(cell) for cell in row] for row in rows
    )
    text = held.getvalue()
    return (text.translate(NARROW_SPACE) if encoding == "cp1252" else text).encode(encoding, "replace")


def neutral(cell: str) -> str:
    """Put an apostrophe before what a spreadsheet would compute."""
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell


def rejects(table: Table, layout: Layout, reasons: Mapping[int, str]) -> bytes:
    """Write the refused lines as they were sent, with the reason in one more column."""
    width = len(table.headings)
    place = next((index for index, name in enumerate(table.headings) if column_of(name, layout) == REASON), width)
    rows = (with_cell(line.cells, width, place, reasons[line.number]) for line in table.lines if line.number in reasons)
    headings = with_cell(table.headings, width, place, REASON)
    return csv_bytes([headings, *rows], delimiter=table.delimiter, encoding=table.encoding)


def reasons_of(refused: Iterable[LineVerdict]) -> dict[int, str]:
    """Say in one text why each line is refused."""
    return {line.number: " ".join(plain(f"{one.title}. {one.why}") for one in line.refusals) for line in refused}


def with_cell(cells: Sequence[str], width: int, place: int, text: str) -> list[str]:
    """Put a cell at its place, the first after the last heading if need be; what was beyond stays beyond."""
    padded = [*cells[:width], *[""] * (width - len(cells))]
    return [*padded[:place], text, *padded[place + 1 :], *cells[width:]]


def plain(sentence: str) -> str:
    """Take off the stars that mark what is read first."""
    return sentence.replace("*", "")


def template(columns: tuple[Column, ...]) -> bytes:
    """Write the file to fill in: the headings, and one example that is not read."""
    examples = {column.name: column.example for column in columns}
    names = offered(columns)
    first, *others = (examples[name] for name in names)
    # A line that begins with # is not read.
    example = [f"# exemple : {first}", *others]
    return csv_bytes([names, example], delimiter=";", encoding=TEMPLATE_ENCODING)


def exported(columns: tuple[Column, ...], stored: Iterable[Mapping[str, Value]]) -> bytes:
    """Write what is stored in the columns of the file; read again, it changes nothing."""
    names = offered(columns)
    rows = ([text_of(values.get(name)) for name in names] for values in stored)
    return csv_bytes([names, *rows], delimiter=";", encoding=TEMPLATE_ENCODING)


def text_of(value: Value | None) -> str:
    """Write a value as the file says it; zero is a value."""
    return "" if value is None else str(value)
