"""Imports as they are kept: a file, the choices made on its lines, what it did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.imports.choices import Choice, from_json, to_json
from bocage.imports.importer import Dock
from bocage.imports.refusals import StaleRefusal
from bocage.imports.rows import ImportRow
from bocage.tenancy import NotFoundRefusal

MOST_LISTED: Final = 50
CHANGED_MEANWHILE: Final = (
    "Cet import a changé depuis que la page s’est affichée : la voici à jour. Rien de votre dernier choix n’est écrit."
)


class Status(StrEnum):
    """Where an import is."""

    READING = "reading"
    PREVIEWED = "previewed"
    WRITING = "writing"
    CONFIRMED = "confirmed"
    ABANDONED = "abandoned"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """An import without its content; `version` moves at each change."""

    import_id: UUID
    file_name: str
    sha256: str
    size: int
    choices: Mapping[int, Choice]
    status: Status
    counts: Mapping[str, Any]
    created_by_name: str
    created_at: datetime
    confirmed_by_name: str | None
    confirmed_at: datetime | None
    progress: Mapping[str, Any]
    beaten_at: datetime | None
    version: int

    @property
    def is_long(self) -> bool:
        """Whether it is read and written apart, its verdict kept."""
        return bool(self.progress)

    @property
    def is_busy(self) -> bool:
        """Whether its file is being read or written."""
        return self.status in {Status.READING, Status.WRITING}

    @property
    def is_unreadable(self) -> bool:
        """Whether its file could not be read: it was sent, and nothing was judged."""
        return self.status is Status.ABANDONED and self.is_long and not self.counts


COLUMNS: Final = (
    ImportRow.import_id,
    ImportRow.file_name,
    ImportRow.sha256,
    func.length(ImportRow.content).label("size"),
    ImportRow.choices,
    ImportRow.status,
    ImportRow.counts,
    ImportRow.created_by_name,
    ImportRow.created_at,
    ImportRow.confirmed_by_name,
    ImportRow.confirmed_at,
    ImportRow.progress,
    ImportRow.beaten_at,
    ImportRow.version,
)


def import_of(row: RowMapping) -> Import:
    """Build an import from a row of COLUMNS."""
    return Import(**{**row, "choices": from_json(row["choices"]), "status": Status(row["status"])})


async def kept(connection: AsyncConnection, dock: Dock, values: Mapping[str, Any]) -> None:
    """Keep a file that was just sent."""
    actor = dock.actor
    told = {"tenant_id": dock.tenant, "importer": dock.importer.key, "created_at": dock.now} | dict(values)
    told |= {"created_by": actor.actor_id, "created_by_name": actor.name}
    await connection.execute(insert(ImportRow).values(told))


async def found(connection: AsyncConnection, dock: Dock, import_id: UUID) -> Import:
    """Return an import, or refuse as for any page that is not there."""
    row = (await connection.execute(select(*COLUMNS).where(*named(dock, import_id)))).mappings().one_or_none()
    if row is None:
        raise NotFoundRefusal
    return import_of(row)


async def content(connection: AsyncConnection, dock: Dock, import_id: UUID) -> bytes:
    """Return the file as it was sent."""
    sent: bytes = (await connection.execute(select(ImportRow.content).where(*named(dock, import_id)))).scalar_one()
    return sent


async def listed(connection: AsyncConnection, dock: Dock) -> tuple[Import, ...]:
    """Return the last imports, the newest first."""
    newest_first = ImportRow.created_at.desc()
    asked = (
        select(*COLUMNS)
        .where(ImportRow.tenant_id == dock.tenant, ImportRow.importer == dock.importer.key)
        .order_by(newest_first)
        .limit(MOST_LISTED)
    )
    return tuple(import_of(row) for row in (await connection.execute(asked)).mappings())


def named(dock: Dock, import_id: UUID) -> tuple[Any, ...]:
    """Say which import, its place first; one of another importer is not there."""
    return (
        ImportRow.tenant_id == dock.tenant,
        ImportRow.importer == dock.importer.key,
        ImportRow.import_id == import_id,
    )


async def choose(
    connection: AsyncConnection,
    dock: Dock,
    one: Import,
    choices: Mapping[int, Choice],
) -> None:
    """Keep new choices, unless somebody changed the import meanwhile."""
    await change(connection, dock, one, {"choices": to_json(choices)})


async def change(connection: AsyncConnection, dock: Dock, one: Import, values: Mapping[str, Any]) -> None:
    """Change an import that is still as it was read, or refuse."""
    asked = (
        update(ImportRow)
        .where(*named(dock, one.import_id), ImportRow.version == one.version)
        .values(version=ImportRow.version + 1, **values)
    )
    if (await connection.execute(asked)).rowcount != 1:
        raise StaleRefusal(CHANGED_MEANWHILE)
