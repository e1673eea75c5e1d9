"""What is said of a file as a whole."""

from collections.abc import Iterator

from bocage.imports.headings import Columns
from bocage.imports.table import Table
from bocage.imports.wording import Wording


def notices(table: Table, columns: Columns, wording: Wording) -> Iterator[str]:
    """Say which columns are not read, and what becomes of them."""
    later = [table.headings[index].strip() for index in columns.later]
    if later:
        yield f"{listed('Colonne', later)} pas encore lue{s(later)}, {wording.unread[len(later) > 1]}."
    if columns.unknown:
        unknown = list(columns.unknown.values())
        yield f"{listed('Colonne', unknown)} inconnue{s(unknown)}, {wording.unread[len(unknown) > 1]}."


def listed(word: str, names: list[str]) -> str:
    """« Colonnes « étape » et « lot » »."""
    quoted = [f"« {name[:40]} »" for name in names]
    told = " et ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))
    return f"{word}{s(names)} {told}"


def s(things: list[str]) -> str:
    """The mark of the plural."""
    return "s" if len(things) > 1 else ""
