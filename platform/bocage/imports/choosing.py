"""Choices made on the lines of a file: a repair accepted, a line left aside, a change of mind."""

from collections.abc import AsyncIterator, Callable, Collection, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from bocage.governance.journal import Work
from bocage.imports import kept, words
from bocage.imports.apart import READ
from bocage.imports.choices import ASIDE, NO_CHOICE, Choice
from bocage.imports.dock import writing_dock
from bocage.imports.dry_run import RefusedLine, refused_line
from bocage.imports.importer import Dock
from bocage.imports.importing import OVER, deed, dossier
from bocage.imports.kept import Import, Status
from bocage.imports.long import read_again, refuse_when_full, shelf
from bocage.imports.pages import refused_lines
from bocage.imports.refusals import ImportRefusal, StaleRefusal
from bocage.imports.work import begin
from bocage.tenancy import NotFoundRefusal

NO_SUCH_REPAIR: Final = (
    "Cette ligne a changé depuis que la page s’est affichée\u00a0: la voici à jour. Rien n’est écrit."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """An open import before a choice: its refused lines, and the numbers on which a choice may be made."""

    batch: Import
    refused: tuple[RefusedLine, ...]
    numbers: Collection[int]


async def repair(dock: Dock, import_id: UUID, number: int, key: str) -> None:
    """Accept a repair that the verdict proposes for a line."""

    def chosen(before: Before) -> dict[int, Choice]:
        refuse_absent(before, number)
        line = next((one for one in before.refused if one.number == number), None)
        proposed = [] if line is None else [one for fault in line.faults for one in fault.repairs]
        wanted = next((one for one in proposed if one.key == key), None)
        if wanted is None:
            raise StaleRefusal(NO_SUCH_REPAIR)
        return {number: before.batch.choices.get(number, NO_CHOICE).with_repair(wanted)}

    await choose(dock, import_id, chosen)


async def repair_alike(dock: Dock, import_id: UUID, rule: str) -> int:
    """Accept the one repair of every line that this rule refuses; return how many lines it changed."""

    def chosen(before: Before) -> dict[int, Choice]:
        return {
            line.number: before.batch.choices.get(line.number, NO_CHOICE).with_repair(fault.repairs[0])
            for line in before.refused
            for fault in line.faults
            if fault.rule == rule and len(fault.repairs) == 1
        }

    return await choose(dock, import_id, chosen)


async def leave_aside(dock: Dock, import_id: UUID, number: int) -> None:
    """Leave a line out of the import."""
    await put(dock, import_id, number, ASIDE)


async def take_back(dock: Dock, import_id: UUID, number: int) -> None:
    """Forget every choice made on a line."""
    await put(dock, import_id, number, NO_CHOICE)


async def put(dock: Dock, import_id: UUID, number: int, choice: Choice) -> None:
    """Put one choice in place of those made on a line."""

    def chosen(before: Before) -> dict[int, Choice]:
        refuse_absent(before, number)
        return {number: choice}

    await choose(dock, import_id, chosen)


def refuse_absent(before: Before, number: int) -> None:
    """A file that is kept loses no line: one that it does not have is an address that does not exist."""
    if number not in before.numbers:
        raise NotFoundRefusal


async def choose(dock: Dock, import_id: UUID, chosen: Callable[[Before], Mapping[int, Choice]]) -> int:
    """Keep choices made of what is shown; a long file is then read again."""
    async with choosing(dock, import_id) as (work, before):
        made = chosen(before)
        await keep(work, dock, before.batch, {**before.batch.choices, **made})
        if before.batch.is_long:
            await read_again(work, dock, await kept.found(work.connection, dock, import_id))
    if before.batch.is_long:
        begin(dock, import_id, READ)
    return len(made)


@asynccontextmanager
async def choosing(dock: Dock, import_id: UUID) -> AsyncIterator[tuple[Work, Before]]:
    """Open an import that is still open, with what is shown of it, or refuse."""
    async with shelf(dock) as work:
        batch = await open_import(work, dock, import_id)
        if batch.is_long:
            refuse_when_full()
            refused = tuple(await refused_lines(work.connection, dock, import_id))
            numbers = {*(line.number for line in refused), *batch.choices}
            yield work, Before(batch=batch, refused=refused, numbers=numbers)
    if not batch.is_long:
        async with writing_dock(dock) as work:
            await open_import(work, dock, import_id)
            found = await dossier(work.connection, dock, import_id)
            refused = tuple(refused_line(found.sheet, line) for line in found.verdict.refused)
            numbers = {line.number for line in found.verdict.lines}
            yield work, Before(batch=found.batch, refused=refused, numbers=numbers)


async def open_import(work: Work, dock: Dock, import_id: UUID) -> Import:
    """Return an import that is still open, or refuse."""
    batch = await kept.found(work.connection, dock, import_id)
    if batch.status is not Status.PREVIEWED:
        raise ImportRefusal(OVER)
    return batch


async def keep(work: Work, dock: Dock, batch: Import, choices: Mapping[int, Choice]) -> None:
    """Keep choices, with what changed in the journal."""
    told = {
        f"ligne {number}": words.choice(dock.importer, one)
        for number, one in choices.items()
        if batch.choices.get(number) != one
    }
    await kept.choose(work.connection, dock, batch, choices)
    await work.record(deed("import.repaired", batch.import_id, batch.file_name, told))
