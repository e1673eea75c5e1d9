"""Depositing a document, or a new version of it: nothing is ever replaced in place."""

from typing import Any
from uuid import UUID

from sqlalchemy.dialects.postgresql import insert
from uuid_utils.compat import uuid7

from bocage.documents.document import About, Deposit, Document
from bocage.documents.kept import COLUMNS, document_of, newest_of
from bocage.documents.refusals import REPLACED_MEANWHILE, ReplacedRefusal
from bocage.documents.rows import DocumentRow
from bocage.governance.journal import Deed, Work


async def deposit(work: Work, about: About, given: Deposit) -> Document:
    """Keep a file as the first version of a new document, with its line in the journal."""
    kept = await inserted(work, row_of(work, about, given) | {"document_id": uuid7(), "version": 1})
    await work.record(deed_of("document.deposited", kept))
    return kept


async def replace(work: Work, about: About, document_id: UUID, seen: int, given: Deposit) -> Document:
    """Keep a file as the version after `seen`, which the person had before their eyes; the former stays readable."""
    if await newest_of(work.connection, work.tenant, about, document_id) != seen:
        raise ReplacedRefusal(REPLACED_MEANWHILE)
    kept = await inserted(work, row_of(work, about, given) | {"document_id": document_id, "version": seen + 1})
    await work.record(deed_of("document.replaced", kept))
    return kept


async def inserted(work: Work, row: dict[str, Any]) -> Document:
    """Insert a version unless another took its number at the same instant."""
    asked = insert(DocumentRow).values(row).on_conflict_do_nothing().returning(*COLUMNS)
    found = (await work.connection.execute(asked)).mappings().one_or_none()
    if found is None:
        raise ReplacedRefusal(REPLACED_MEANWHILE)
    return document_of(found)


def row_of(work: Work, about: About, given: Deposit) -> dict[str, Any]:
    """The row of a version, bar its identity."""
    return {
        "tenant_id": work.tenant,
        "about_kind": about.kind,
        "about_id": about.id,
        "label": given.label,
        "file_name": given.file_name,
        "media_type": given.media_type,
        "content": given.content,
        "held_by": given.held_by,
        "signature": given.signature,
        "deposited_by": work.actor.actor_id,
        "deposited_by_name": work.actor.name,
        "kept_until": given.kept_until,
    }


def deed_of(verb: str, kept: Document) -> Deed:
    """What the journal says: the digest proves later which file it was."""
    after = {"fichier": kept.file_name, "empreinte": kept.sha256, "version": kept.version}
    return Deed(
        verb=verb,
        object_kind="document",
        object_id=str(kept.document_id),
        object_label=kept.label,
        after=after,
    )
