"""What reading a file needs of its importer."""

from dataclasses import dataclass

from bocage.imports.column import Column
from bocage.imports.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns, those of which one must be there, and the sentences that refuse a file."""

    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    wording: Wording
