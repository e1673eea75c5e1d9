"""A file from its bytes to its verdict."""

from collections.abc import Mapping
from dataclasses import dataclass

from bocage.imports.choices import Choice
from bocage.imports.verdict import Verdict
from bocage.onboarding.entries import Entry, entries
from bocage.onboarding.headings import Columns, recognise
from bocage.onboarding.judge import judge
from bocage.onboarding.known import Known
from bocage.onboarding.notices import notices
from bocage.onboarding.table import Table, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A file that was read: its table, its columns, its lines with the choices made on them."""

    table: Table
    columns: Columns
    entries: tuple[Entry, ...]


def read_sheet(content: bytes, choices: Mapping[int, Choice]) -> Sheet:
    """Read a file, or raise FileRefusal."""
    table = read_table(content)
    columns = recognise(table.headings)
    return Sheet(table=table, columns=columns, entries=tuple(entries(table, columns, choices)))


def verdict_on(sheet: Sheet, known: Known) -> Verdict:
    """Judge a file that was read."""
    return Verdict(lines=judge(sheet.entries, known), notices=tuple(notices(sheet.table, sheet.columns)))
