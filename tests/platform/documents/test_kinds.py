"""What a file is, by its content, and what its name may say."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bocage.documents.document import MOST_BYTES, Told, deposit_of
from bocage.documents.kinds import kind_of
from bocage.documents.names import LONGEST, attachment, cleaned
from bocage.documents.refusals import DocumentRefusal

from .some_files import DOCX, JPEG, ODF, ODS, ODT, PDF, PNG, XLSX, archive

ACCEPTED = {
    "acte.pdf": (PDF, "application/pdf"),
    "Acte.PDF": (b"scanner 3.1\n" + PDF, "application/pdf"),
    "plan.png": (PNG, "image/png"),
    "photo.jpeg": (JPEG, "image/jpeg"),
    "convention.odt": (ODT, f"{ODF}text"),
    "prix.ods": (ODS, f"{ODF}spreadsheet"),
    "convention.docx": (DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "prix.xlsx": (XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "lisez.txt": ("Délibération".encode("cp1252"), "text/plain"),
    "prix.csv": ("libellé;prix\r\n".encode(), "text/csv"),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_file_is_what_its_content_says(name: str) -> None:
    content, media_type = ACCEPTED[name]
    assert kind_of(name, content).media_type == media_type


REFUSED = {
    "nothing": ("acte.pdf", b"", "Le fichier est vide"),
    "a page of the web": ("acte.html", b"<script>", "renommez-le en « .txt »"),
    "a program called an act": ("acte.pdf", b"MZ\x90\x00\x03", "exportez-le en PDF"),
    "a text called an act": ("acte.pdf", b"Bonjour", "finit par « .pdf », mais son contenu est du texte"),
    "an act called an image": ("acte.png", PDF, "son contenu est un PDF : renommez-le en « .pdf »"),
    "a spreadsheet called a text": ("prix.docx", XLSX, "un tableau XLSX"),
    "a name without an end": ("acte", PDF, "ajoutez « .pdf » à la fin"),
    "a hidden file": (".pdf", PDF, "ajoutez « .pdf » à la fin"),
    "an archive": ("actes.zip", archive("acte.pdf"), "exportez-le en PDF"),
    "an archive called a document": ("acte.docx", archive("acte.pdf"), "exportez-le en PDF"),
    "an archive cut short": ("acte.docx", DOCX[:60], "exportez-le en PDF"),
    "macros": ("acte.docx", archive("word/document.xml", "word/vbaProject.bin"), "contient des macros"),
    "an old document": ("acte.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "ancien format"),
    "a drawing": ("plan.odg", archive("content.xml", declared=ODF + "graphics"), "exportez-le en PDF"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_kept_is_refused_with_what_to_do(case: str) -> None:
    name, content, words = REFUSED[case]
    with pytest.raises(DocumentRefusal) as refused:
        kind_of(name, content)
    assert words in refused.value.sentence


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["a.pdf", "a.docx", "a.csv", "a", "a.b.odt"]))
def test_any_bytes_are_a_kind_or_a_refusal(content: bytes, name: str) -> None:
    for beginning in (b"", b"PK\x03\x04", DOCX[:40]):
        try:
            assert name.endswith(kind_of(name, beginning + content).ends)
        except DocumentRefusal as refusal:
            assert refusal.sentence.endswith(".")


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\actes\\Délibération n°3.pdf", "Délibération n°3.pdf"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("acte\r\nSet-Cookie: x.pdf", "acte Set-Cookie- x.pdf"),
        ("acte\u202efdp.exe.pdf", "actefdp.exe.pdf"),
        ('a<b>"c|d?.pdf', "a-b-c-d-.pdf"),
        ("  .pdf", "pdf"),
        ("", "document"),
    ],
)
def test_a_name_is_cleaned(sent: str, kept: str) -> None:
    assert cleaned(sent) == kept


@settings(deadline=None)
@given(st.text(max_size=300))
def test_no_name_breaks_a_header_nor_is_too_long(name: str) -> None:
    kept = cleaned(name)
    assert 0 < len(kept) <= LONGEST
    assert cleaned(kept) == kept
    header = attachment(kept)
    assert header.isascii()
    assert header.isprintable()


def test_a_deposit_says_what_it_is() -> None:
    told = Told(label="  Délibération\n du 12 mai ", signature="manuscrite", held_by=" la mairie ")
    given_file = deposit_of("scan.pdf", PDF, told)
    assert (given_file.label, given_file.held_by) == ("Délibération du 12 mai", "la mairie")
    for wrong, words in (
        (Told(label=" ", signature="copie"), "n’a pas de nom"),
        (Told(label="Acte", signature="faite"), "comment l’original est signé"),
    ):
        with pytest.raises(DocumentRefusal, match=words):
            deposit_of("scan.pdf", PDF, wrong)


def test_more_than_twenty_five_megabytes_is_refused() -> None:
    with pytest.raises(DocumentRefusal, match="dépasse 25 Mo"):
        deposit_of("scan.pdf", PDF + bytes(MOST_BYTES), Told(label="Acte", signature="copie"))
