"""Bytes into text: what spreadsheets write in France, and how to write it back the same way."""

import codecs
from dataclasses import dataclass
from typing import Final

from bocage.imports.refusals import FileRefusal

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
TITLES: Final = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "cp1252 (Windows)"}
UNREADABLE: Final = (
    "Les lettres du fichier ne se lisent ni en UTF-8 ni en Windows (cp1252) : "
    "enregistrez-le de nouveau en « CSV UTF-8 », puis envoyez-le."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text, and the name of its encoding as Python knows it."""

    text: str
    encoding: str


def decode(content: bytes) -> Decoded:
    """Read the text, trusting the mark at its start, then UTF-8, then what older spreadsheets write."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return decoded(content, encoding)
    try:
        return decoded(content, "utf-8")
    except FileRefusal:
        return decoded(content, "cp1252")


def decoded(content: bytes, encoding: str) -> Decoded:
    """Read the text in one encoding, or refuse."""
    try:
        return Decoded(text=content.decode(encoding), encoding=encoding)
    except UnicodeDecodeError as error:
        raise FileRefusal(UNREADABLE) from error
