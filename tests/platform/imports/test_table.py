"""A file into lines, and the sentence for every file that is none."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bocage.imports import table
from bocage.imports.column import Column
from bocage.imports.layout import Layout
from bocage.imports.refusals import FileRefusal
from bocage.imports.table import Table
from bocage.imports.wording import wording

PLAIN = "insee;nom\n42012;Bard\n42227;Saint-Georges-en-Couzan\n"

LAYOUT = Layout(
    columns=tuple(Column(name=name) for name in ("insee", "nom", "remarques")),
    needs=("insee", "nom"),
    wording=wording("commune", "communes", feminine=True),
)


def read_table(content: bytes) -> Table:
    """Read a file of communes."""
    return table.read_table(content, LAYOUT)


def zipped(*names: str) -> bytes:
    """Build a zip that holds these entries."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return held.getvalue()


FOREIGN = {
    "an xlsx": (zipped("[Content_Types].xml", "xl/workbook.xml"), "classeur"),
    "an ods": (zipped("mimetype", "content.xml").replace(b"xml", b"xml") + b"opendocument.spreadsheet", "classeur"),
    "a zip of something else": (zipped("communes.csv"), "archive"),
    "an xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "classeur"),
    "a pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
    "a page": (b"<!DOCTYPE html>\n<html lang=fr><body>Connexion</body></html>", "page web"),
    "a page with a mark": (b"\xef\xbb\xbf<HTML><table><tr><td>insee", "page web"),
    "an xml": (b'<?xml version="1.0"?><communes/>', "XML"),
    "a fragment of xml": (b"<communes><commune/></communes>", "XML"),
    "a json object": (b'{"insee": "42012"}', "JSON"),
    "a json list": (b'[{"insee": "42012"}]', "JSON"),
    "a png": (b"\x89PNG\r\n\x1a\n" + bytes(64), "image"),
    "a jpeg": (b"\xff\xd8\xff\xe0" + bytes(64), "image"),
    "a gif": (b"GIF89a" + bytes(64), "image"),
    "a bitmap": (b"BM6\x00\x0c\x00" + bytes(64), "image"),
    "a tiff": (b"II*\x00" + bytes(64), "image"),
    "an rtf": (b"{\\rtf1\\ansi insee}", "traitement de texte"),
    "a gzip": (b"\x1f\x8b\x08\x00" + bytes(64), "archive"),
    "a 7z": (b"7z\xbc\xaf\x27\x1c" + bytes(64), "archive"),
    "a rar": (b"Rar!\x1a\x07\x00" + bytes(64), "archive"),
    "a program": (b"\x7fELF\x02\x01\x01" + bytes(64), "pas du texte"),
    "random bytes": (bytes(range(256)), "pas du texte"),
    "a text with a nul far away": (PLAIN.encode() * 200 + b"\x00", "pas du texte"),
    "nothing": (b"", "vide"),
    "only spaces": (b" \r\n\t \r\n", "vide"),
    "only a mark": (b"\xef\xbb\xbf", "vide"),
    "only a UTF-16 mark": (b"\xff\xfe", "vide"),
    "only delimiters": (b";;;;\r\n;;;;\r\n", "vide"),
    "a heading only": (b"insee;nom\r\n", "que son en-t"),
    "a heading and empty rows": (b"insee;nom\r\n;\r\n;\r\n", "que son en-t"),
    "half of a UTF-16": (b"\xff\xfei\x00n\x00s", "ne se lisent"),
    "neither UTF-8 nor cp1252": (b"insee;nom\n42012;B\x81rd\n", "ne se lisent"),
    "a quotation mark left open": (b'insee;nom\n42012;"Bard\n42227;Sauvain\n', "guillemet"),
    "a quotation mark left open in the heading": (b'insee;"nom\n42012;Bard\n', "guillemet"),
    "201 columns": (";".join(f"c{index}" for index in range(201)).encode() + b"\n1\n", "200 colonnes"),
    "a very long cell": (f"insee;remarques\n42012;{'x' * 4001}\n".encode(), "4\u202f000 caract"),
    "more than ten megabytes": (PLAIN.encode() + b"x" * 10_000_000, "10\u00a0Mo"),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_file_that_is_no_table_gets_one_sentence_that_says_what_to_do(kind: str) -> None:
    content, words = FOREIGN[kind]
    with pytest.raises(FileRefusal) as refusal:
        read_table(content)
    assert words in refusal.value.sentence
    assert refusal.value.sentence.endswith(".")
    assert refusal.value.status == 422


def test_more_lines_than_france_has_communes_are_refused() -> None:
    with pytest.raises(FileRefusal, match="100"):
        read_table(b"insee;nom\n" + b"42298;Sauvain\n" * (table.MOST_LINES + 1))


def test_a_bomb_of_empty_rows_is_refused() -> None:
    with pytest.raises(FileRefusal, match="100"):
        read_table(PLAIN.encode() + b";\n" * table.MOST_ROWS)


def test_a_bomb_of_delimiters_is_read_without_harm() -> None:
    read = read_table(PLAIN.encode() + b"42298;Sauvain" + b";" * 5_000_000 + b"\n")
    assert len(read.lines[-1].cells) == table.MOST_COLUMNS


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write_is_read(delimiter: str, encoding: str, end: str) -> None:
    text = end.join(["insee;nom;remarques", "42086;Écoche;à revoir", "42012;Bard;"]) + end
    read = read_table(text.replace(";", delimiter).encode(encoding))
    assert read.headings == ("insee", "nom", "remarques")
    assert read.lines[0].cells == ("42086", "Écoche", "à revoir")
    assert (read.delimiter, read.encoding) == (delimiter, encoding)


def test_lines_are_numbered_as_the_spreadsheet_shows_them() -> None:
    text = 'insee;nom;remarques\n42012;Bard;"deux\nlignes"\n\n;;\n42227;"Saint-Georges; en Couzan";x\n'
    read = read_table(text.encode())
    assert [(line.number, line.cells[0]) for line in read.lines] == [(2, "42012"), (5, "42227")]
    assert read.lines[0].cells[2] == "deux\nlignes"
    assert read.lines[1].cells[1] == "Saint-Georges; en Couzan"


def test_the_delimiter_said_by_the_first_line_is_followed_and_not_counted() -> None:
    read = read_table(b"sep=,\r\ninsee,nom\r\n42012,Bard\r\n")
    assert (read.delimiter, read.lines[0].number) == (",", 2)


def test_a_delimiter_said_wrongly_is_ignored() -> None:
    assert read_table(b"sep=|\r\ninsee;nom\r\n42012;Bard\r\n").delimiter == ";"


def test_the_delimiter_is_the_one_that_makes_the_heading_say_most() -> None:
    read = read_table(b"insee;nom;a,b,c,d,e\n42012;Bard;1\n")
    assert read.delimiter == ";"


def test_a_single_column_is_a_table() -> None:
    assert [line.cells for line in read_table(b"insee\n42012\n42227").lines] == [("42012",), ("42227",)]


def test_empty_columns_after_the_last_heading_are_left_out() -> None:
    assert read_table(b"insee;nom;;;\n42012;Bard;;;\n").headings == ("insee", "nom")


def test_doubled_quotation_marks_are_one() -> None:
    assert read_table(b'insee;nom\n42012;"Bard dit ""le Haut"""\n').lines[0].cells[1] == 'Bard dit "le Haut"'


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_one_sentence(content: bytes) -> None:
    try:
        assert read_table(content).lines
    except FileRefusal as refusal:
        assert refusal.sentence.endswith(".")


@given(st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=6), min_size=1, max_size=6))
def test_any_cells_are_a_table_or_one_sentence(rows: list[list[str]]) -> None:
    content = "insee;nom\n" + "\n".join(";".join(row) for row in rows)
    try:
        assert read_table(content.encode("utf-8", "ignore")).headings[:1] == ("insee",)
    except FileRefusal as refusal:
        assert refusal.sentence.endswith(".")
