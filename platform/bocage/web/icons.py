"""Icons of Lucide, written into the page: no request, no font, the colour of the text. And the mark, which is ours."""

import re
from pathlib import Path
from typing import Final

from markupsafe import Markup

NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
DRAWING: Final = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
FRAME: Final = Markup('<svg class="{}" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>')
MARK: Final = Markup(
    '<g fill="none" stroke="currentColor" stroke-width="2.2" stroke-linejoin="round" stroke-linecap="round">'
    '<path d="M3 6 15 3l10 5 0 14-11 3L3 21Z"/><path d="M3 14l9-2 13 3M15 3l-3 9 2 13"/></g>'
    '<path d="M12.4 12.6 24 15.2v6l-10 2.7Z" fill="currentColor"/>'
)
MARK_COLOUR: Final = "#1d5a38"


class UnknownIconError(LookupError):
    """A page asks for a drawing that the package does not have: a fault of ours."""


class Icons:
    """The icons read so far; the drawings are the package's, read from its folder at first use."""

    def __init__(self, folder: Path) -> None:
        """Name the folder of the drawings."""
        self.folder = folder
        self.drawn: dict[tuple[str, str], Markup] = {}

    def __call__(self, name: str, also: str = "") -> Markup:
        """Return a drawing ready for a page, silent because the word beside it speaks; `also` adds classes."""
        drawn = self.drawn.get((name, also))
        if drawn is None:
            drawn = self.drawn[name, also] = FRAME.format(f"icon {also}".rstrip(), self.shapes(name))
        return drawn

    def shapes(self, name: str) -> Markup:
        """Take the shapes out of a file, whose frame carries sizes and colours that our styles decide."""
        path = self.folder / f"{name}.svg"
        found = DRAWING.search(path.read_text(encoding="utf-8")) if NAME.fullmatch(name) and path.is_file() else None
        if found is None:
            raise UnknownIconError(name)
        return Markup(" ".join(found.group(1).split()))  # noqa: S704 -- drawings of a locked package


def mark() -> Markup:
    """Draw a field, two hedges and the parcel that is yours, in the colour of the text around."""
    return Markup('<svg class="mark" viewBox="0 0 28 28" aria-hidden="true" focusable="false">{}</svg>').format(MARK)


def mark_file() -> bytes:
    """Draw the mark as a file, for the tab of the browser."""
    frame = Markup('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28" color="{}">{}</svg>')
    return frame.format(MARK_COLOUR, MARK).encode()
