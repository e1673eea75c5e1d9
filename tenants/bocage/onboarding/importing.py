"""The file of communes brought to a desk by a command, by the demonstration and by the bench."""

from uuid import UUID

from bocage.imports import importing
from bocage.imports.importing import Dossier
from bocage.imports.verdict import Verdict
from bocage.onboarding.communes_file import docked
from bocage.onboarding.desk import Desk


async def preview(desk: Desk, file_name: str, content: bytes) -> UUID:
    """Keep a file that can be read, and return its name."""
    return await importing.preview(docked(desk), file_name, content)


async def look(desk: Desk, import_id: UUID) -> Dossier:
    """Read and judge an import again."""
    return await importing.look(docked(desk), import_id)


async def confirm(desk: Desk, import_id: UUID, fingerprint: str) -> Verdict | None:
    """Write what was shown, once; None when it is already written."""
    return await importing.confirm(docked(desk), import_id, fingerprint)


async def bring_in(desk: Desk, file_name: str, content: bytes) -> Verdict:
    """Read, judge and write a file in one go."""
    return await importing.bring_in(docked(desk), file_name, content)


async def tried(desk: Desk, content: bytes) -> Verdict:
    """Judge a file without keeping it."""
    return await importing.tried(docked(desk), content)
