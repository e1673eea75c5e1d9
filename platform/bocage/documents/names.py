"""Names of files as they may be kept and given back."""

import re
import unicodedata
from typing import Final
from urllib.parse import quote

LONGEST: Final = 120
REFUSED: Final = re.compile(r'[<>:"|?*/\\]+')
"""What some systems refuse in a name; the last two would make folders of it."""
SPACES: Final = re.compile(r"\s+")


def cleaned(name: str) -> str:
    """A name without folders, invisible characters or signs that a system refuses; it keeps its end when it is cut."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    # A line break is an invisible character too, and stands between two words.
    visible = "".join(each for each in last if each.isspace() or unicodedata.category(each)[0] != "C")
    stem, dot, end = REFUSED.sub("-", SPACES.sub(" ", visible)).strip(" .").rpartition(".")
    tail = dot + end[:8]
    return f"{(stem or 'document')[: LONGEST - len(tail)].rstrip()}{tail}" if dot else end[:LONGEST] or "document"


def attachment(name: str) -> str:
    """The header that makes a browser keep a file instead of opening it: plain letters, then the true name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().replace('"', "").replace("\\", "")
    return f"attachment; filename=\"{plain or 'document'}\"; filename*=UTF-8''{quote(name, safe='')}"
