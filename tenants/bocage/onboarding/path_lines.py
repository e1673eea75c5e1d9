"""Lines of communes.csv that speak of a path too: judged after the commune, written after it, undone with it.

A file without these columns never comes here.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.governance.journal import Work
from bocage.imports.entries import Entry
from bocage.imports.importer import Dock, Outcome
from bocage.imports.verdict import Action, Change, Finding, LineVerdict, Value
from bocage.joining.file_columns import COLUMNS
from bocage.joining.file_line import PathsKnown, Wish, wish_of
from bocage.joining.file_writing import Bringing, known_for, scoped, voided, written
from bocage.joining.path_words import named
from bocage.onboarding.known import Known
from bocage.tenancy import TenantId

OF_PATHS: Final = frozenset(COLUMNS)
COLUMN: Final = "parcours"
PATH: Final = "path"
"""What the line of an import did when it began a path and nothing else."""


def speaks_of_paths(entries: Sequence[Entry]) -> bool:
    """Tell whether some line has a cell about a path."""
    return any(not OF_PATHS.isdisjoint(entry.cells) for entry in entries)


async def with_paths(
    connection: AsyncConnection, syndicate: TenantId, entries: Sequence[Entry], known: Known, now: datetime
) -> Known:
    """Read what the paths of a file need, when it speaks of some."""
    if not speaks_of_paths(entries):
        return known
    tenants = {one.tenant_id: insee for insee, one in {**known.former, **known.attached}.items()}
    return replace(known, paths=await known_for(connection, syndicate, tenants, now))


@dataclass(slots=True)
class Claims:
    """Which line of a file first asked for each module of a commune."""

    paths: PathsKnown
    lines: dict[tuple[str, str], tuple[int, Mapping[str, str]]] = field(default_factory=dict)

    def refused(self, line: LineVerdict, cells: Mapping[str, str], wish: Wish | None) -> tuple[Finding, ...]:
        """Refuse a second line on the same module, unless it says nothing else."""
        for module in wish.path.modules if wish else ():
            number, said = self.lines.setdefault((str(line.key), module), (line.number, cells))
            if number != line.number and said != cells:
                title = f"Ce module est déjà demandé à la ligne {number}"
                why = "Un module ne se rattache que par un parcours. Gardez la ligne qui dit vrai."
                return (Finding(rule="path.twice", column="modules", title=title, why=why, other_line=number),)
        return ()

    def is_again(self, line: LineVerdict, wish: Wish) -> bool:
        """Tell whether an earlier line asked for the same."""
        return any(self.lines[str(line.key), module][0] != line.number for module in wish.path.modules)


def with_path(line: LineVerdict, entry: Entry, known: Known, claims: Claims) -> LineVerdict:
    """Add to the verdict on a commune the one on its path."""
    cells = {name: text for name, text in entry.cells.items() if name in OF_PATHS}
    if not cells or line.key is None:
        return line
    wish, refusals = wish_of(cells, place_of(line, known), claims.paths)
    refusals = (*refusals, *claims.refused(line, cells, wish))
    if refusals or wish is None:
        return replace(line, action=Action.REFUSED, refusals=(*line.refusals, *refusals))
    if line.action is Action.REFUSED or not wish.changes or claims.is_again(line, wish):
        return line
    told = {**line.values, **cells}
    remarks = (*(one for one in line.remarks if "seule lue" not in one), *wish.notes)
    action = Action.UPDATE if line.action is Action.IDENTICAL else line.action
    return replace(line, action=action, values=told, changes=(*line.changes, change_of(wish)), remarks=remarks)


def place_of(line: LineVerdict, known: Known) -> tuple[str, str, str]:
    """The commune of a line: code, name, EPCI."""
    commune = known.communes[str(line.key)]
    epci = known.epcis.get(commune.epci_siren or "")
    return commune.insee, commune.name, epci.name if epci else ""


def change_of(wish: Wish) -> Change:
    """What a line does to a path, in words."""
    words = f"{named(wish.path)}, {', '.join(sorted(wish.path.modules))}"
    return Change(
        column=COLUMN, before=words if wish.held else None, after=f"{words}{', complété' if wish.held else ''}"
    )


def of_communes(lines: Sequence[LineVerdict]) -> list[LineVerdict]:
    """The lines that write a commune, once each, without what they say of paths."""
    seen: set[str] = set()
    return [one for line in lines if (one := of_commune(line, seen)) is not None]


def of_commune(line: LineVerdict, seen: set[str]) -> LineVerdict | None:
    """A line as it would be if it did not speak of paths; None when it then writes nothing."""
    if OF_PATHS.isdisjoint(line.values):
        return line
    changes = tuple(one for one in line.changes if one.column not in OF_PATHS)
    nothing = line.action is Action.UPDATE and not changes
    if nothing or str(line.key) in seen:
        return None
    seen.add(str(line.key))
    values: Mapping[str, Value] = {name: value for name, value in line.values.items() if name not in OF_PATHS}
    return replace(line, values=values, changes=changes)


async def write_paths(
    work: Work, dock: Dock, lines: Sequence[LineVerdict], known: Known, done: Sequence[Outcome]
) -> list[dict[str, Any]]:
    """Write the path of each line that has one; return what the import did, commune by commune."""
    paths, kept = known.paths, [dict(one) for one in done]
    if paths is None:
        return kept
    bringing = bringing_of(dock, paths)
    numbers = {one.insee: one.tenant_id for one in (*known.former.values(), *known.attached.values())}
    numbers |= {str(one["insee"]): int(one["tenant_id"]) for one in done}
    for line, wish in wishes(lines, known, paths):
        number = numbers[str(line.key)]
        path_id = await written(work, bringing, number, wish)
        action = PATH if wish.held is None else Action.UPDATE
        kept.append({"tenant_id": number, "insee": line.key, "action": action, "version": 1, "path_id": str(path_id)})
    await scoped(work.connection, [dock.tenant], dock.tenant)
    return kept


def wishes(lines: Sequence[LineVerdict], known: Known, paths: PathsKnown) -> Iterator[tuple[LineVerdict, Wish]]:
    """What each line asks of a path, read again from what was shown."""
    for line in lines:
        cells = {name: str(value) for name, value in line.values.items() if name in OF_PATHS}
        wish, _ = wish_of(cells, place_of(line, known), paths) if cells else (None, ())
        if wish is not None and wish.changes:
            yield line, wish


async def undo_paths(work: Work, dock: Dock, outcome: Sequence[Outcome]) -> list[Outcome]:
    """Take back the paths that an import began; return what it did besides."""
    begun = {UUID(str(one["path_id"])): int(one["tenant_id"]) for one in outcome if one["action"] == PATH}
    if begun:
        paths = await known_for(work.connection, dock.tenant, {}, dock.now)
        await voided(work, bringing_of(dock, paths), begun)
    return [one for one in outcome if one["action"] != PATH]


def bringing_of(dock: Dock, paths: PathsKnown) -> Bringing:
    """Who brings the file."""
    return Bringing(database=dock.database, host=dock.tenant, actor=dock.actor, now=dock.now, known=paths)
