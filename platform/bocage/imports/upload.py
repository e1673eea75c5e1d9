"""A file received from a browser, kept in memory within limits, the rest of it let through unread."""

from dataclasses import dataclass, field
from typing import Final

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header  # type: ignore[import-untyped]  # it ships no types

from bocage.imports.importer import Importer
from bocage.imports.refusals import FileRefusal
from bocage.imports.table import MOST_BYTES, TOO_HEAVY
from bocage.web.guard import AnyRequest

FIELD: Final = "fichier"
LONGEST_NAME: Final = 120
MOST_PASSED: Final = 400_000_000
"""A browser shows our answer only once its file has gone: so much is read and thrown away before we hang up."""
MOST_FIELDS: Final = 4
BROKEN: Final = "L’envoi s’est interrompu : renvoyez le fichier."


@dataclass(slots=True)
class Received:
    """What has arrived so far of the one file of a form."""

    name: str = ""
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    reading: bool = False

    def take(self, event: MultipartSegment | bytearray | None) -> None:
        """Take one event of the parser: the beginning of a field, a piece of it, its end."""
        if isinstance(event, MultipartSegment):
            self.reading = event.name == FIELD
            self.name = (event.filename or "") if self.reading else self.name
        elif event and self.reading:
            self.size += len(event)
            if self.size <= MOST_BYTES:
                self.parts.append(bytes(event))


async def received(request: AnyRequest, importer: Importer) -> tuple[str, bytes]:
    """Return the name and the content of the file sent, or refuse."""
    no_file = importer.wording.no_file.format(file=importer.file_name)
    kind, options = parse_options_header(request.headers.get("Content-Type", ""))
    if kind != "multipart/form-data" or "boundary" not in options:
        raise FileRefusal(no_file)
    file = Received()
    try:
        await read(request, options["boundary"], file)
    except MultipartError as error:
        raise FileRefusal(TOO_HEAVY if file.size > MOST_BYTES else BROKEN) from error
    if file.size > MOST_BYTES:
        raise FileRefusal(TOO_HEAVY)
    if not file.name:
        raise FileRefusal(no_file)
    return file.name.replace("\\", "/").rsplit("/", 1)[-1][-LONGEST_NAME:], b"".join(file.parts)


async def read(request: AnyRequest, boundary: str, file: Received) -> None:
    """Read the body to its end, keeping the file while it is within limits."""
    with PushMultipartParser(boundary, max_segment_size=MOST_PASSED, max_segment_count=MOST_FIELDS) as parser:
        async for chunk in request.stream():
            for event in parser.parse(chunk):
                file.take(event)
