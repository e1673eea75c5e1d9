"""Columns by the names that people give them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bocage.imports.column import names_of
from bocage.imports.layout import Layout
from bocage.imports.refusals import FileRefusal
from bocage.imports.spelling import spelled

SHOWN: Final = 6
CODE: Final = re.compile(r"\d[\dAB]?\d{2,}")
"""What a code looks like: a heading that is one is the first line of a table without headings."""

TWICE: Final = (
    "Les colonnes {first} et {second} sont lues toutes deux comme « {column} » : "
    "n’en gardez qu’une ou renommez l’autre, puis envoyez le fichier."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each column is: `places` of those that are read, `later` of those only kept, `unknown` of all others."""

    places: Mapping[str, int]
    later: Mapping[int, str]
    unknown: Mapping[int, str]


def recognise(headings: Sequence[str], layout: Layout) -> Columns:
    """Find the columns of a heading, or raise FileRefusal."""
    found = {index: column_of(heading, layout) for index, heading in enumerate(headings)}
    refuse_twins(headings, found)
    read = {column.name for column in layout.columns if not column.kept}
    places = {column: index for index, column in found.items() if column in read}
    if not any(column in places for column in layout.needs):
        raise FileRefusal(nothing_needed(headings, layout))
    later = {column.name for column in layout.columns if column.kept}
    return Columns(
        places=places,
        later={index: column for index, column in found.items() if column in later},
        unknown={
            index: heading.strip() for index, heading in enumerate(headings) if found[index] is None and heading.strip()
        },
    )


def nothing_needed(headings: Sequence[str], layout: Layout) -> str:
    """Say which is missing: the heading, or the column that names each line in it."""
    if any(CODE.fullmatch(heading.strip()) for heading in headings):
        return layout.wording.no_heading
    read = ", ".join(heading.strip()[:30] for heading in headings[:SHOWN] if heading.strip())
    told = read + ("…" if len(headings) > SHOWN else "")
    return layout.wording.neither.format(read=told, needs=" ou ".join(f"« {name} »" for name in layout.needs))


def refuse_twins(headings: Sequence[str], found: Mapping[int, str | None]) -> None:
    """A column said twice: nobody can tell which one is right."""
    seen: dict[str, int] = {}
    for index, column in found.items():
        if column is None:
            continue
        if column in seen:
            raise FileRefusal(
                TWICE.format(first=place(headings, seen[column]), second=place(headings, index), column=column),
            )
        seen[column] = index


def place(headings: Sequence[str], index: int) -> str:
    """Name a column as the spreadsheet does, with its heading: « B (code commune) »."""
    return f"{letters(index)} ({headings[index].strip()})"


def letters(index: int) -> str:
    """Return the letters of a column counted from zero: A, B … Z, AA."""
    rest, last = divmod(index, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("A") + last)


def recognised_count(headings: Sequence[str], layout: Layout) -> int:
    """Count the headings that are known."""
    return sum(column_of(heading, layout) is not None for heading in headings)


def column_of(heading: str, layout: Layout) -> str | None:
    """Return the column that a heading names, None when it is unknown."""
    return names_of(layout.columns).get(spelled(heading))
