"""What the first bytes of a file say it is, when it is not a table in text."""

from typing import Final

from bocage.imports.refusals import FileRefusal

LOOKED_AT: Final = 4096
FROM_SPREADSHEET: Final = (
    "ouvrez-le dans le tableur, choisissez « Enregistrer sous », format CSV, et envoyez le résultat."
)
WORKBOOK: Final = f"Ce fichier est un classeur de tableur, pas un fichier CSV : {FROM_SPREADSHEET}"
ARCHIVE: Final = "Ce fichier est une archive compressée : ouvrez-la et envoyez le fichier CSV qu’elle contient."
PDF: Final = (
    "Ce fichier est un PDF, dont les colonnes ne se relisent pas : envoyez le tableau d’origine, enregistré en CSV."
)
IMAGE: Final = "Ce fichier est une image : envoyez le tableau d’origine, enregistré en CSV depuis le tableur."
TEXT_PROCESSOR: Final = (
    "Ce fichier vient d’un traitement de texte : copiez son tableau dans un tableur, puis enregistrez-le en CSV."
)
WEB_PAGE: Final = (
    "Ce fichier est une page web, souvent celle d’une connexion expirée : "
    "téléchargez de nouveau le fichier CSV, puis envoyez-le."
)
STRUCTURED: Final = "Ce fichier est du {name}, pas un tableau : exportez la même liste en CSV, puis envoyez-la."
BINARY: Final = "Ce fichier n’est pas du texte : enregistrez le tableau en CSV depuis le tableur, puis envoyez-le."
EMPTY: Final = "Le fichier est vide : exportez-le de nouveau, puis envoyez-le."

SIGNATURES: Final = (
    (b"\xd0\xcf\x11\xe0", WORKBOOK),
    (b"%PDF", PDF),
    (b"\x89PNG", IMAGE),
    (b"\xff\xd8\xff", IMAGE),
    (b"GIF8", IMAGE),
    (b"BM", IMAGE),
    (b"II*\x00", IMAGE),
    (b"MM\x00*", IMAGE),
    (b"{\\rtf", TEXT_PROCESSOR),
    (b"\x1f\x8b", ARCHIVE),
    (b"7z\xbc\xaf", ARCHIVE),
    (b"Rar!", ARCHIVE),
    (b"BZh", ARCHIVE),
    (b"\xfd7zXZ", ARCHIVE),
)
SHEET_MARKS: Final = (b"[Content_Types].xml", b"xl/", b"opendocument.spreadsheet", b"_rels/.rels")
MARKUP: Final = (
    (b"<!doctype html", WEB_PAGE),
    (b"<html", WEB_PAGE),
    (b"<?xml", STRUCTURED.format(name="XML")),
    (b"<", STRUCTURED.format(name="XML")),
    (b"{", STRUCTURED.format(name="JSON")),
    (b"[{", STRUCTURED.format(name="JSON")),
)
UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
# Tab, line feed, form feed, carriage return, and the escapes that a table in text may hold.
TEXT_CONTROLS: Final = frozenset({9, 10, 12, 13})
BLANK: Final = b" \t\r\n\x0c\x00\xef\xbb\xbf\xff\xfe"


def refuse_foreign(content: bytes) -> None:
    """Raise FileRefusal when the bytes are those of another kind of file."""
    sentence = foreign(content)
    if sentence is not None:
        raise FileRefusal(sentence)


def foreign(content: bytes) -> str | None:
    """Say what the file is when it is no table in text; None when it may be one."""
    head = content[:LOOKED_AT]
    if not content.strip(BLANK):
        return EMPTY
    if head.startswith(UTF16_MARKS):
        return None
    if head.startswith(b"PK\x03\x04"):
        return WORKBOOK if any(mark in head for mark in SHEET_MARKS) else ARCHIVE
    for signature, sentence in SIGNATURES:
        if head.startswith(signature):
            # A heading may begin with BM; an image holds control bytes.
            return sentence if sentence is not IMAGE or has_control_bytes(head) else None
    return markup(head) or (BINARY if has_control_bytes(head) else None)


def markup(head: bytes) -> str | None:
    """Recognise a page, XML or JSON by its first characters."""
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((sentence for mark, sentence in MARKUP if text.startswith(mark)), None)


def has_control_bytes(head: bytes) -> bool:
    """Tell whether bytes that no text holds are among the first ones."""
    return any(byte < ord(" ") and byte not in TEXT_CONTROLS for byte in head)
