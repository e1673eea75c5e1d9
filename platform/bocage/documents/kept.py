"""Documents as they are kept: the last version of each, every version of one, the content of a version."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from sqlalchemy import RowMapping, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.documents.document import About, Document
from bocage.documents.rows import DocumentRow
from bocage.tenancy import NotFoundRefusal, TenantId

COLUMNS: Final = (
    DocumentRow.document_id,
    DocumentRow.version,
    DocumentRow.about_kind,
    DocumentRow.about_id,
    DocumentRow.label,
    DocumentRow.file_name,
    DocumentRow.media_type,
    DocumentRow.size,
    DocumentRow.sha256,
    DocumentRow.held_by,
    DocumentRow.signature,
    DocumentRow.deposited_by_name,
    DocumentRow.deposited_at,
    DocumentRow.kept_until,
)


def document_of(row: RowMapping) -> Document:
    """Build a document from a row of COLUMNS."""
    return Document(**row)


async def documents_about(connection: AsyncConnection, tenant: TenantId, about: About) -> tuple[Document, ...]:
    """The last version of each document about a thing, in the order they first came."""
    asked = (
        select(*COLUMNS)
        .ext(distinct_on(DocumentRow.document_id))
        .where(DocumentRow.tenant_id == tenant, DocumentRow.about_kind == about.kind, DocumentRow.about_id == about.id)
        .order_by(DocumentRow.document_id, DocumentRow.version.desc())
    )
    return tuple(document_of(row) for row in (await connection.execute(asked)).mappings())


async def versions_about(
    connection: AsyncConnection, tenant: TenantId, kind: str, things: Iterable[str]
) -> tuple[Document, ...]:
    """Every version of each document about several things of one kind, the newest of each first."""
    asked = (
        select(*COLUMNS)
        .where(DocumentRow.tenant_id == tenant, DocumentRow.about_kind == kind, DocumentRow.about_id.in_(tuple(things)))
        .order_by(DocumentRow.document_id, DocumentRow.version.desc())
    )
    return tuple(document_of(row) for row in (await connection.execute(asked)).mappings())


async def versions_of(connection: AsyncConnection, tenant: TenantId, document_id: UUID) -> tuple[Document, ...]:
    """Every version of a document, the newest first; empty for one that is not there."""
    asked = (
        select(*COLUMNS)
        .where(DocumentRow.tenant_id == tenant, DocumentRow.document_id == document_id)
        .order_by(DocumentRow.version.desc())
    )
    return tuple(document_of(row) for row in (await connection.execute(asked)).mappings())


async def newest_of(connection: AsyncConnection, tenant: TenantId, about: About, document_id: UUID) -> int:
    """The last version of a document about a thing, or the refusal of any page that is not there."""
    newest = await connection.scalar(
        select(func.max(DocumentRow.version)).where(
            DocumentRow.tenant_id == tenant,
            DocumentRow.document_id == document_id,
            DocumentRow.about_kind == about.kind,
            DocumentRow.about_id == about.id,
        )
    )
    if newest is None:
        raise NotFoundRefusal
    return int(newest)


async def content_of(
    connection: AsyncConnection, tenant: TenantId, about: About, document_id: UUID, version: int
) -> tuple[Document, bytes]:
    """A version about a thing with its content, or refuse as for any page that is not there."""
    asked = select(*COLUMNS, DocumentRow.content).where(
        DocumentRow.tenant_id == tenant,
        DocumentRow.about_kind == about.kind,
        DocumentRow.about_id == about.id,
        DocumentRow.document_id == document_id,
        DocumentRow.version == version,
    )
    row = (await connection.execute(asked)).mappings().one_or_none()
    if row is None:
        raise NotFoundRefusal
    told = {name: value for name, value in row.items() if name != "content"}
    return Document(**told), bytes(row["content"])
