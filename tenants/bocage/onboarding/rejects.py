"""Files given back: the lines refused, the template, the table of communes; each can be sent again."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bocage.imports.verdict import LineVerdict, Value
from bocage.onboarding.columns import READ, REASON
from bocage.onboarding.headings import column_of
from bocage.onboarding.table import Table

FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r")
# Older encodings have one no-break space only.
NARROW_SPACE: Final = str.maketrans("\u202f", "\u00a0")
TEMPLATE_ENCODING: Final = "utf-8-sig"
EXAMPLE: Final = {
    "insee": "# exemple : 42012",
    "nom": "Bard",
    "densite": "6",
    "contact_nom": "Camille Exemple",
    "contact_fonction": "Secrétaire de mairie",
    "contact_email": "mairie@exemple.fr",
    "contact_telephone": "04 77 00 00 00",
    "vague": "1",
    "remarques": "Cette ligne n’est pas lue, à cause du # qui la commence.",
}


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


def rejects(table: Table, refused: Iterable[LineVerdict]) -> bytes:
    """Write the refused lines as they were sent, with the reason in one more column."""
    reasons = {line.number: " ".join(plain(f"{one.title}. {one.why}") for one in line.refusals) for line in refused}
    width = len(table.headings)
    place = next((index for index, name in enumerate(table.headings) if column_of(name) == REASON), width)
    rows = (with_cell(line.cells, width, place, reasons[line.number]) for line in table.lines if line.number in reasons)
    headings = with_cell(table.headings, width, place, REASON)
    return csv_bytes([headings, *rows], delimiter=table.delimiter, encoding=table.encoding)


def with_cell(cells: Sequence[str], width: int, place: int, text: str) -> list[str]:
    """Put a cell at its place, the first after the last heading if need be; what was beyond stays beyond."""
    padded = [*cells[:width], *[""] * (width - len(cells))]
    return [*padded[:place], text, *padded[place + 1 :], *cells[width:]]


def plain(sentence: str) -> str:
    """Take off the stars that mark what is read first."""
    return sentence.replace("*", "")


def template() -> bytes:
    """Write the file to fill in: the headings, and one example that is not read."""
    return csv_bytes([READ, [EXAMPLE.get(column, "") for column in READ]], delimiter=";", encoding=TEMPLATE_ENCODING)


def exported(communes: Iterable[Mapping[str, Value]]) -> bytes:
    """Write stored communes in the columns of the file; read again, it changes nothing."""
    rows = ([text_of(values.get(column)) for column in READ] for values in communes)
    return csv_bytes([READ, *rows], delimiter=";", encoding=TEMPLATE_ENCODING)


def text_of(value: Value | None) -> str:
    """Write a value as the file says it; zero is a value."""
    return "" if value is None else str(value)
