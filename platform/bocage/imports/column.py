"""The columns of a file, as the part that reads it declares them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bocage.imports.spelling import spelled

REASON: Final = "motif"
"""The column that our file of refused lines adds; sent back, it is not read."""
REASON_SYNONYMS: Final = ("motif_refus",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column by the name it bears in our files.

    `title` is its name in sentences; `synonyms` are the headings people write for it, whatever their accents and
    little words; `example` is shown in the template. A column that is `kept` is not read yet: its text is an extra of
    the line (a date is checked all the same when it `is_date`). One that is not `offered` is read when it is there and
    absent from our own files.
    """

    name: str
    title: str = ""
    synonyms: tuple[str, ...] = ()
    example: str = ""
    kept: bool = False
    is_date: bool = False
    is_number: bool = False
    offered: bool = True

    @property
    def words(self) -> str:
        """The column in a sentence."""
        return self.title or self.name


@lru_cache(maxsize=64)
def names_of(columns: tuple[Column, ...]) -> Mapping[str, str]:
    """Lead from every spelled heading to the column it names."""
    written = {spelled(heading): column.name for column in columns for heading in column.synonyms}
    reasons = {spelled(heading): REASON for heading in (REASON, *REASON_SYNONYMS)}
    return written | reasons | {spelled(column.name): column.name for column in columns}


def offered(columns: tuple[Column, ...]) -> tuple[str, ...]:
    """The columns of the template and of exports."""
    return tuple(column.name for column in columns if column.offered and not column.kept)
