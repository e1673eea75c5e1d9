"""A file received from a browser, kept in memory within limits, the rest of it let through unread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from multipart import MultipartError, MultipartSegment, PushMultipartParser, parse_options_header  # type: ignore[import-untyped]  # it ships no types

from bocage.tenancy import Refusal
from bocage.web.guard import AnyRequest

LONGEST_NAME: Final = 120
MOST_PASSED: Final = 400_000_000
"""A browser shows our answer only once its file has gone: so much is read and thrown away before we hang up."""
MOST_FIELDS: Final = 16
MOST_WORDS: Final = 4_000
"""Bytes of one field beside the file: what is typed longer is cut."""
BROKEN: Final = "L’envoi s’est interrompu : renvoyez le fichier."


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """The one file that a form sends: its field, its limit, and how what does not come is refused."""

    field: str
    most_bytes: int
    no_file: str
    too_heavy: str
    refusal: Callable[[str], Refusal] = Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A file without the folders of its name, and the fields that came with it; `name` is "" when none came."""

    name: str
    content: bytes
    fields: Mapping[str, str]


@dataclass(slots=True)
class Arriving:
    """What has arrived so far of a form and its one file."""

    awaited: Awaited
    name: str = ""
    parts: list[bytes] = field(default_factory=list)
    size: int = 0
    current: str = ""
    words: dict[str, bytes] = field(default_factory=dict)

    def take(self, event: MultipartSegment | bytearray | None) -> None:
        """Take one event of the parser: the beginning of a field, a piece of it, its end."""
        if isinstance(event, MultipartSegment):
            self.current = event.name
            if event.name == self.awaited.field:
                self.name = event.filename or ""
        elif event and self.current == self.awaited.field:
            self.size += len(event)
            if self.size <= self.awaited.most_bytes:
                self.parts.append(bytes(event))
        elif event:
            self.words[self.current] = (self.words.get(self.current, b"") + bytes(event))[:MOST_WORDS]

    @property
    def is_too_heavy(self) -> bool:
        """Whether the file is beyond its limit."""
        return self.size > self.awaited.most_bytes


async def received(request: AnyRequest, awaited: Awaited) -> Sent:
    """Return the file sent and the fields beside it, or refuse a form without its file."""
    sent = await form_received(request, awaited)
    if not sent.name:
        raise awaited.refusal(awaited.no_file)
    return sent


async def form_received(request: AnyRequest, awaited: Awaited) -> Sent:
    """Return the fields of a form and its file, which may be missing."""
    kind, options = parse_options_header(request.headers.get("Content-Type", ""))
    if kind != "multipart/form-data" or "boundary" not in options:
        raise awaited.refusal(awaited.no_file)
    arriving = Arriving(awaited)
    try:
        await read(request, options["boundary"], arriving)
    except MultipartError as error:
        raise awaited.refusal(awaited.too_heavy if arriving.is_too_heavy else BROKEN) from error
    if arriving.is_too_heavy:
        raise awaited.refusal(awaited.too_heavy)
    words = {name: text.decode("utf-8", "replace") for name, text in arriving.words.items()}
    return Sent(name=last_part(arriving.name), content=b"".join(arriving.parts), fields=words)


def last_part(name: str) -> str:
    """The name without the folders that some browsers send with it, cut from its beginning: its end says its type."""
    return name.replace("\\", "/").rsplit("/", 1)[-1][-LONGEST_NAME:]


async def read(request: AnyRequest, boundary: str, arriving: Arriving) -> None:
    """Read the body to its end, keeping the file while it is within limits."""
    with PushMultipartParser(boundary, max_segment_size=MOST_PASSED, max_segment_count=MOST_FIELDS) as parser:
        async for chunk in request.stream():
            for event in parser.parse(chunk):
                arriving.take(event)
