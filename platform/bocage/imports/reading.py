"""A file from its bytes to its verdict."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bocage.imports.choices import Choice
from bocage.imports.entries import Entry, entries
from bocage.imports.faults import held_back
from bocage.imports.headings import Columns, recognise
from bocage.imports.importer import Importer, Known
from bocage.imports.layout import Layout
from bocage.imports.notices import notices
from bocage.imports.table import Table, read_table
from bocage.imports.verdict import LineVerdict, Verdict


class OutOfStepError(RuntimeError):
    """A part judged lines that it was not given, or left some out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file that was read: its table, its columns, its lines with the choices made on them."""

    table: Table
    columns: Columns
    entries: tuple[Entry, ...]


def read_sheet(content: bytes, layout: Layout, choices: Mapping[int, Choice]) -> Sheet:
    """Read a file, or raise FileRefusal."""
    table = read_table(content, layout)
    columns = recognise(table.headings, layout)
    return Sheet(table=table, columns=columns, entries=tuple(entries(table, columns, layout.columns, choices)))


def verdict_on(importer: Importer, sheet: Sheet, known: Known) -> Verdict:
    """Judge a file that was read."""
    lines = tuple(judged_lines(importer, sheet, known))
    return Verdict(lines=lines, notices=tuple(notices(sheet.table, sheet.columns, importer.wording)))


def judged_lines(importer: Importer, sheet: Sheet, known: Known) -> Iterator[LineVerdict]:
    """Judge line after line: a part that answers as it goes keeps nothing in memory."""
    answers = iter(importer.judge([entry for entry in sheet.entries if not entry.aside], known))
    for entry in sheet.entries:
        if entry.aside:
            yield importer.left_aside(entry, known)
            continue
        line = next(answers, None)
        if line is None or line.number != entry.number:
            raise OutOfStepError(f"{importer.key}, line {entry.number}: answered {line and line.number}")
        yield held_back(entry, line)
