"""A table as a CSV file that a French spreadsheet opens by a double click."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from litestar.response import Response

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
MARK: Final = "\ufeff"
"""Without it Excel reads accents as two letters."""


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a table; a cell that a spreadsheet would run as a formula is put behind an apostrophe."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return MARK + text.getvalue()


def harmless(cell: object) -> str:
    """The text of a cell."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_file(name: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> Response[str]:
    """Answer with the file; its name is plain ASCII."""
    disposition = f'attachment; filename="{name}"'
    return Response(
        csv_text(headings, rows), media_type="text/csv; charset=utf-8", headers={"Content-Disposition": disposition}
    )
