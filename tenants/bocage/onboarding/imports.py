"""Imports as they are kept: a file, the choices made on its lines, what it did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy import RowMapping, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.governance.journal import Actor
from bocage.imports.choices import Choice, from_json, to_json
from bocage.onboarding.refusals import StaleRefusal
from bocage.onboarding.rows import ImportRow
from bocage.tenancy import NotFoundRefusal, TenantId

MOST_LISTED: Final = 50
CHANGED_MEANWHILE: Final = (
    "Cet import a changé depuis que la page s’est affichée : la voici à jour. Rien de votre dernier choix n’est écrit."
)


class Status(StrEnum):
    """Where an import is."""

    PREVIEWED = "previewed"
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
    version: int


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
    ImportRow.version,
)


def import_of(row: RowMapping) -> Import:
    """Build an import from a row of COLUMNS."""
    return Import(**{**row, "choices": from_json(row["choices"]), "status": Status(row["status"])})


async def kept(connection: AsyncConnection, syndicate: TenantId, values: Mapping[str, Any], actor: Actor) -> None:
    """Keep a file that was just sent."""
    told = {"tenant_id": syndicate, "created_by": actor.actor_id, "created_by_name": actor.name, **values}
    await connection.execute(insert(ImportRow).values(told))


async def found(connection: AsyncConnection, syndicate: TenantId, import_id: UUID) -> Import:
    """Return an import, or refuse as for any page that is not there."""
    row = (await connection.execute(select(*COLUMNS).where(*named(syndicate, import_id)))).mappings().one_or_none()
    if row is None:
        raise NotFoundRefusal
    return import_of(row)


async def content(connection: AsyncConnection, syndicate: TenantId, import_id: UUID) -> bytes:
    """Return the file as it was sent."""
    sent: bytes = (await connection.execute(select(ImportRow.content).where(*named(syndicate, import_id)))).scalar_one()
    return sent


async def listed(connection: AsyncConnection, syndicate: TenantId) -> tuple[Import, ...]:
    """Return the last imports, the newest first."""
    newest_first = ImportRow.created_at.desc()
    asked = select(*COLUMNS).where(ImportRow.tenant_id == syndicate).order_by(newest_first).limit(MOST_LISTED)
    return tuple(import_of(row) for row in (await connection.execute(asked)).mappings())


def named(syndicate: TenantId, import_id: UUID) -> tuple[Any, ...]:
    """Say which import, its syndicate first."""
    return ImportRow.tenant_id == syndicate, ImportRow.import_id == import_id


async def choose(
    connection: AsyncConnection,
    syndicate: TenantId,
    one: Import,
    choices: Mapping[int, Choice],
) -> None:
    """Keep new choices, unless somebody changed the import meanwhile."""
    await change(connection, syndicate, one, {"choices": to_json(choices)})


async def change(connection: AsyncConnection, syndicate: TenantId, one: Import, values: Mapping[str, Any]) -> None:
    """Change an import that is still as it was read, or refuse."""
    asked = (
        update(ImportRow)
        .where(*named(syndicate, one.import_id), ImportRow.version == one.version)
        .values(version=ImportRow.version + 1, **values)
    )
    if (await connection.execute(asked)).rowcount != 1:
        raise StaleRefusal(CHANGED_MEANWHILE)
