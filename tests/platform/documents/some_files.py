"""Small files of every kind."""

import io
import zipfile

PDF = b"%PDF-1.7\n1 0 obj\n"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00"
ODF = "application/vnd.oasis.opendocument."


def archive(*entries: str, declared: str = "") -> bytes:
    """An archive of empty entries, the declaration of an ODF first."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as file:
        if declared:
            file.writestr("mimetype", declared)
        for entry in entries:
            file.writestr(entry, "<x/>")
    return written.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
XLSX = archive("[Content_Types].xml", "xl/workbook.xml")
ODT = archive("content.xml", declared=ODF + "text")
ODS = archive("content.xml", declared=ODF + "spreadsheet")
