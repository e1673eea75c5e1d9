"""The dates of the paths, checked whatever else the line says."""

from collections.abc import Iterator

from bocage.imports.days import day, is_written, likely_days
from bocage.imports.entries import Entry
from bocage.imports.verdict import Finding, Repair, left_empty
from bocage.joining.file_columns import DATES


def dates(entry: Entry) -> Iterator[Finding]:
    """Refuse what is not a date in a column of dates."""
    for column, text in entry.cells.items():
        if column in DATES and day(text) is None:
            yield not_a_date(column, text)


def not_a_date(column: str, text: str) -> Finding:
    """Say how to write a date, proposing those that the cell may mean."""
    found = [likely.strftime("%d/%m/%Y") for likely in likely_days(text)]
    meant = " ou ".join(f"*{likely}*" for likely in found)
    return Finding(
        rule="date",
        column=column,
        title=f"Le {text} n’existe pas ({column})"
        if is_written(text)
        else f"« {text[:30]} » n’est pas une date ({column})",
        why=f"La cellule veut peut-être dire {meant}." if found else "Écrivez la date comme 23/11/2026.",
        repairs=(
            *(Repair(label=f"Lire {likely}", values={column: likely}) for likely in found),
            left_empty(column, "la date"),
        ),
    )
