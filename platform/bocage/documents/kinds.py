"""What a file is, told by its content; its name may only agree.

Decision 20 says why no library tells it.
"""

import io
import zipfile
from dataclasses import dataclass
from typing import Final

from bocage.documents.refusals import DocumentRefusal

OPEN: Final = "application/vnd.oasis.opendocument."
OFFICE: Final = "application/vnd.openxmlformats-officedocument."
MOST_ENTRIES: Final = 5_000
HEAD: Final = 1_024
"""A PDF may begin a little later: some scanners write a line of their own first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of document: its name on screen, the ends of names that agree with it, the usual one first."""

    title: str
    media_type: str
    ends: tuple[str, ...]


PDF: Final = Kind(title="un PDF", media_type="application/pdf", ends=(".pdf",))
PNG: Final = Kind(title="une image PNG", media_type="image/png", ends=(".png",))
JPEG: Final = Kind(title="une image JPEG", media_type="image/jpeg", ends=(".jpg", ".jpeg"))
ODT: Final = Kind(title="un texte ODT", media_type=f"{OPEN}text", ends=(".odt",))
ODS: Final = Kind(title="un tableau ODS", media_type=f"{OPEN}spreadsheet", ends=(".ods",))
DOCX: Final = Kind(title="un texte DOCX", media_type=f"{OFFICE}wordprocessingml.document", ends=(".docx",))
XLSX: Final = Kind(title="un tableau XLSX", media_type=f"{OFFICE}spreadsheetml.sheet", ends=(".xlsx",))
TEXT: Final = Kind(title="du texte", media_type="text/plain", ends=(".txt", ".csv"))
CSV: Final = Kind(title="un tableau CSV", media_type="text/csv", ends=(".csv",))
BEGINNINGS: Final = {b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
INSIDE: Final = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
MACROS: Final = frozenset({"word/vbaProject.bin", "xl/vbaProject.bin"})
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTROLS: Final = bytes(set(range(32)) - {9, 10, 12, 13}) + b"\x7f"

EMPTY: Final = "Le fichier est vide : vérifiez-le sur votre poste, puis renvoyez-le."
UNKNOWN: Final = (
    "Ce fichier n’est ni un PDF, ni une image PNG ou JPEG, ni un document ODT, DOCX, ODS ou XLSX, ni du texte ou un "
    "CSV : exportez-le en PDF, puis renvoyez-le."
)
WITH_MACROS: Final = "Ce document contient des macros, qui pourraient agir sur un poste : exportez-le en PDF."
OLD: Final = (
    "Ce document est dans un ancien format de bureautique (.doc, .xls) ou protégé par un mot de passe : enregistrez-le "
    "en DOCX ou XLSX sans mot de passe, ou exportez-le en PDF."
)
CONTRADICTED: Final = "Le nom du fichier finit par « {end} », mais son contenu est {title} : renommez-le en « {right} », puis renvoyez-le."
WITHOUT_END: Final = "Le nom du fichier ne dit pas son type : ajoutez « {right} » à la fin, puis renvoyez-le."


def kind_of(name: str, content: bytes) -> Kind:
    """Return the kind of a file, or refuse it with the sentence that says what to do."""
    if not content:
        raise DocumentRefusal(EMPTY)
    found = told_by(content)
    end = f".{name.rpartition('.')[2].lower()}" if "." in name.strip(".") else ""
    if end not in found.ends:
        sentence = CONTRADICTED if end else WITHOUT_END
        raise DocumentRefusal(sentence.format(end=end, title=found.title, right=found.ends[0]))
    # Nothing in a text says that it is a table.
    return CSV if found is TEXT and end == ".csv" else found


def told_by(content: bytes) -> Kind:
    """The kind that the content alone tells."""
    for beginning, kind in BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    if b"%PDF-" in content[:HEAD]:
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return inside(content)
    if content.startswith(OLD_OFFICE):
        raise DocumentRefusal(OLD)
    if is_text(content):
        return TEXT
    raise DocumentRefusal(UNKNOWN)


def inside(content: bytes) -> Kind:
    """The kind of an archive, by its directory; nothing is unpacked but the short declaration of an ODF."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist()[:MOST_ENTRIES])
            declared = declaration(archive) if "mimetype" in names else ""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, OSError, EOFError) as error:
        raise DocumentRefusal(UNKNOWN) from error
    if names & MACROS:
        raise DocumentRefusal(WITH_MACROS)
    found = {ODT.media_type: ODT, ODS.media_type: ODS}.get(declared)
    found = found or next((kind for entry, kind in INSIDE.items() if entry in names), None)
    if found is None:
        raise DocumentRefusal(UNKNOWN)
    return found


def declaration(archive: zipfile.ZipFile) -> str:
    """The first words of the entry by which an ODF says what it is."""
    with archive.open("mimetype") as entry:
        return entry.read(len(ODS.media_type) + 1).decode("ascii", "replace").strip()


def is_text(content: bytes) -> bool:
    """Tell text from what only a program reads: no control characters, whatever the letters are written in."""
    return len(content.translate(None, CONTROLS)) == len(content)
