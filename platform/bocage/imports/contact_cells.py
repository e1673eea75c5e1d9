"""E-mail addresses and telephone numbers as people type them."""

import re
from typing import Final

from bocage.imports.cells import DECIMAL_TAIL, without_spaces

EMAIL: Final = re.compile(
    r"^[a-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$"
)
INSIDE_BRACKETS: Final = re.compile(r"<([^<>]+)>")
AT_IN_WORDS: Final = re.compile(r"\s*(?:\(at\)|\[at\]|\(a\)|\(arobase\)|\[arobase\])\s*", re.IGNORECASE)
NOT_DIALLED: Final = re.compile(r"[\s.\-/\u00a0\u202f()]+")
NATIONAL: Final = re.compile(r"^0[1-9]\d{8}$")
SHORT_NUMBER: Final = re.compile(r"^(?:3\d{3}|1\d|11[568]\d{0,3})$")
FOREIGN: Final = re.compile(r"^\+(?!33)[1-9]\d{6,13}$")
WITHOUT_ZERO: Final = re.compile(r"^[1-9]\d{8}$")
FRENCH_PREFIX: Final = re.compile(r"^(?:\+33|0033)\(?0?\)?")
SEVERAL: Final = re.compile(r"\s+(?:ou|et|puis)\s+|\s*[;|/,]\s*(?=\+?\d{2}|\S+@)", re.IGNORECASE)


def email(text: str) -> str | None:
    """Return the address in lower case; None when it is not one."""
    address = text.strip().lower()
    bad_dots = ".." in address or ".@" in address or address.startswith(".")
    return address if EMAIL.match(address) and not bad_dots else None


def likely_email(text: str) -> str | None:
    """Guess the address in « <a@b.fr> », « a (at) b.fr », « a@b,fr », for a repair that a person accepts."""
    inside = INSIDE_BRACKETS.search(text)
    first = SEVERAL.split(inside.group(1) if inside else text)[0]
    joined = without_spaces(AT_IN_WORDS.sub("@", first)).removeprefix("mailto:").rstrip(".;,>").replace(",", ".")
    return email(re.sub(r"\.{2,}", ".", joined).replace(".@", "@"))


def telephone(text: str) -> str | None:
    """Return « 04 77 24 00 00 » for a French number, « +41… » for a foreign one; None when it cannot be dialled."""
    joined = NOT_DIALLED.sub("", FRENCH_PREFIX.sub("0", without_spaces(text)))
    if NATIONAL.match(joined):
        return f"{joined[:2]} {joined[2:4]} {joined[4:6]} {joined[6:8]} {joined[8:]}"
    international = "+" + joined[2:] if joined.startswith("00") else joined
    return joined if SHORT_NUMBER.match(joined) else international if FOREIGN.match(international) else None


def likely_telephone(text: str) -> str | None:
    """Guess the number that lost its zero, or the first of several, for a repair that a person accepts."""
    first = SEVERAL.split(text)[0]
    digits = re.sub(
        r"\D", "", DECIMAL_TAIL.sub("", first.strip()) if re.fullmatch(r"\d+[.,]0", first.strip()) else first
    )
    return telephone("0" + digits) if WITHOUT_ZERO.match(digits) else telephone(first) or telephone(digits)
