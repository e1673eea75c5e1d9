"""The file that an import begins with."""

from typing import Final

from bocage.imports.importer import Importer
from bocage.imports.refusals import FileRefusal
from bocage.imports.table import MOST_BYTES, TOO_HEAVY
from bocage.web import upload
from bocage.web.guard import AnyRequest

FIELD: Final = "fichier"


async def received(request: AnyRequest, importer: Importer) -> tuple[str, bytes]:
    """Return the name and the content of the file sent, or refuse."""
    awaited = upload.Awaited(
        field=FIELD,
        most_bytes=MOST_BYTES,
        no_file=importer.wording.no_file.format(file=importer.file_name),
        too_heavy=TOO_HEAVY,
        refusal=FileRefusal,
    )
    sent = await upload.received(request, awaited)
    return sent.name, sent.content
