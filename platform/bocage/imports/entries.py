"""A line as a set of named cells, once headings are known and a person's choices are applied."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bocage.imports.cells import cleaned, is_spreadsheet_error
from bocage.imports.choices import NO_CHOICE, Choice
from bocage.imports.column import Column
from bocage.imports.headings import Columns
from bocage.imports.table import Line, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line: `cells` by column without the empty ones, `extras` by heading, `surplus` beyond the last heading.

    `errors` are the cells that hold the error of a formula; `raw` is the row as it was read, for the sample on screen and for the file of rejects.
    """

    number: int
    cells: Mapping[str, str]
    extras: tuple[tuple[str, str], ...] = ()
    dates: Mapping[str, str] = field(default_factory=dict)
    surplus: tuple[str, ...] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    accepted: frozenset[str] = frozenset()
    aside: bool = False
    raw: tuple[str, ...] = ()


def entries(
    table: Table, columns: Columns, declared: Iterable[Column], choices: Mapping[int, Choice]
) -> Iterator[Entry]:
    """Name the cells of every line."""
    days = frozenset(column.name for column in declared if column.is_date)
    for line in table.lines:
        yield entry(line, table.headings, columns, days, choices.get(line.number, NO_CHOICE))


def entry(line: Line, headings: tuple[str, ...], columns: Columns, days: frozenset[str], choice: Choice) -> Entry:
    """Name the cells of one line; a chosen value takes the place of the cell."""
    row = line.cells
    later = chosen(row, {column: index for index, column in columns.later.items()}, choice)
    read = chosen(row, columns.places, choice)
    added = {column: text for column, text in choice.values.items() if column not in later and column not in read}
    extras = (
        *((heading, cell(row, index)) for index, heading in columns.unknown.items()),
        *((headings[index].strip(), later[column]) for index, column in columns.later.items()),
    )
    said = {column: text for column, text in (read | added).items() if text}
    errors = {column: text for column, text in said.items() if text[0] == "#" and is_spreadsheet_error(text)}
    return Entry(
        number=line.number,
        cells={column: text for column, text in said.items() if column not in errors} if errors else said,
        errors=errors,
        extras=tuple((heading, text) for heading, text in extras if text),
        dates={column: text for column, text in later.items() if column in days and text},
        surplus=tuple(filter(None, map(str.strip, row[len(headings) :]))),
        accepted=choice.accepts,
        aside=choice.aside,
        raw=row,
    )


def chosen(row: tuple[str, ...], places: Mapping[str, int], choice: Choice) -> dict[str, str]:
    """Read cells by column, a person's choice first."""
    values = choice.values
    if not values:
        return {column: cell(row, index) for column, index in places.items()}
    return {column: values[column] if column in values else cell(row, index) for column, index in places.items()}


def cell(row: tuple[str, ...], index: int) -> str:
    """Read a cell; a row that stops early has empty ones after its end."""
    return cleaned(row[index]) if index < len(row) and row[index] else ""
