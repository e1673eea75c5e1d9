"""What a part declares to have its files brought in: columns, checks, and what to write.

Its manifest names a tuple of them (`importers="bocage.lighting.importers:IMPORTERS"`); everything else is here.
"""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.database.engine import Database
from bocage.database.locks import hold
from bocage.database.roles import Role
from bocage.governance.journal import Actor, Work
from bocage.imports.column import Column
from bocage.imports.entries import Entry
from bocage.imports.layout import Layout
from bocage.imports.verdict import Action, LineVerdict
from bocage.imports.wording import Wording
from bocage.tenancy import Kind, TenantId

Known = Any
"""What an importer's `known` read, handed to its `judge` and `write` as it is."""
Outcome = Mapping[str, Any]
"""What one line did, as plain JSON: kept with the import, handed to `undo`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dock:
    """An importer at a place, and who stands there; `now` is the clock of the request."""

    importer: "Importer"
    database: Database
    tenant: TenantId
    role: Role
    actor: Actor
    now: datetime


class Opening(Protocol):
    """What a transaction of an importer reads besides its own place, and what it holds while it writes."""

    async def __call__(self, connection: AsyncConnection, dock: Dock, *, writes: bool) -> None:
        """Prepare a transaction that was just opened on the place alone."""
        ...


async def alone(connection: AsyncConnection, dock: Dock, *, writes: bool) -> None:
    """Read the place, and write it while no other import does."""
    if writes:
        await hold(connection, "imports", dock.tenant)


def set_aside(entry: Entry, _: Known) -> LineVerdict:
    """Name a line that a person left aside by its first cell."""
    return LineVerdict(number=entry.number, action=Action.ASIDE, key=next(iter(entry.cells.values()), None))


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """One kind of file.

    `needs` names the columns of which one at least must be there. `known` reads what the verdict needs, in a few
    questions whatever the number of lines. `judge` is pure and answers one verdict a line, in the order of the lines;
    lines left aside are not shown to it. `write` writes the lines it is given in the transaction under way, journals
    what belongs to each, and says what it did. `undo` takes that back, or refuses when something was built on it, and
    says how many it took out. `shown` are the columns of the table of lines that are ready, with their headings.
    `in_pieces` says that `known` looks at no line, and lets `write` be handed those of a long file some thousands at a
    time, all in one transaction.
    `above` is the page the importer belongs to, with its title; `address` replaces /imports/{place}/key.
    """

    key: str
    permission: str
    kinds: frozenset[Kind]
    file_name: str
    columns: tuple[Column, ...]
    needs: tuple[str, ...]
    wording: Wording
    above: tuple[str, str]
    known: Callable[[AsyncConnection, Dock, Sequence[Entry]], Awaitable[Known]]
    judge: Callable[[Sequence[Entry], Known], Iterable[LineVerdict]]
    write: Callable[[Work, Dock, Sequence[LineVerdict], Known], Awaitable[Sequence[Outcome]]]
    undo: Callable[[Work, Dock, Sequence[Outcome]], Awaitable[int]]
    shown: Mapping[str, str] = field(default_factory=dict)
    opening: Opening = alone
    left_aside: Callable[[Entry, Known], LineVerdict] = set_aside
    in_pieces: bool = False
    address: str = ""

    @property
    def layout(self) -> Layout:
        """What reading a file needs of it."""
        return Layout(columns=self.columns, needs=self.needs, wording=self.wording)

    @property
    def path(self) -> str:
        """Where its pages are, with the place as a parameter."""
        return self.address or f"/imports/{{place:uuid}}/{self.key}"

    def at(self, place: UUID) -> str:
        """Where its pages are at a place."""
        return self.path.replace("{place:uuid}", str(place))

    def above_at(self, place: UUID) -> str:
        """Where the page it belongs to is."""
        return self.above[1].format(place=place)

    def title_of(self, column: str) -> str:
        """Name a column in a sentence."""
        return next((one.words for one in self.columns if one.name == column), column)
