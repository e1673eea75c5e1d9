"""Files that are not the right one, sent by HTTP: one sentence each, and nothing half-written."""

import io
import re
import tracemalloc
import zipfile
from collections.abc import Iterator

import psycopg
import pytest

from bocage.testing.database import FreshDatabase

from .a_register import plain
from .an_administrator import Administrator

pytestmark = pytest.mark.slow(seconds=11)

SENTENCE = re.compile(r'role="alert".*?<p>(.*?)</p>', re.DOTALL)
MEGABYTE = 1_000_000


def workbook(megabytes: int) -> bytes:
    """A spreadsheet of the other kind, whose one sheet unfolds to many megabytes of zeros."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * megabytes * MEGABYTE)
    return file.getvalue()


WRONG = {
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(64), "image"),
    "a picture renamed": (b"\xff\xd8\xff\xe0" + bytes(64), "image"),
    "a spreadsheet renamed": (workbook(1), "CSV"),
    "a spreadsheet that unfolds to 200 MB": (workbook(200), "CSV"),
    "nothing": (b"", "vide"),
    "a wrong heading": ("prénom;âge\nAnne;3\n".encode(), "Aucune colonne ne donne le code INSEE"),
    "no heading": (b"42012;Bard\n42298;Sauvain\n", "n’est pas un en-tête"),
    "a heading alone": (b"insee;nom\n", "n’a que son en-tête"),
}


def written(database: FreshDatabase) -> tuple[int, int]:
    """How many files are kept, how many communes are attached."""
    with psycopg.connect(database.superuser_url.replace("+psycopg", "", 1)) as connection:
        row = connection.execute(
            "select (select count(*) from file_import), (select count(*) from tenant_link)"
        ).fetchone()
    assert row is not None
    return int(row[0]), int(row[1])


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_refused_in_a_sentence_and_not_kept(
    karim: Administrator, with_register: FreshDatabase, what: str
) -> None:
    content, expected = WRONG[what]
    answer = karim.send(content)
    assert answer.status_code == 422
    found = SENTENCE.search(answer.text)
    assert found is not None
    sentence = plain(found[1])
    assert expected in sentence
    assert sentence.rstrip().endswith("Rien n’est enregistré.")
    assert written(with_register) == (0, 0)


def two_hundred_megabytes() -> Iterator[bytes]:
    """A form that holds one file of codes."""
    yield b'--x\r\nContent-Disposition: form-data; name="fichier"; filename="communes.csv"\r\n\r\ninsee\n'
    piece = b"42012\n" * (MEGABYTE // 6)
    for _ in range(200):
        yield piece
    yield b"\r\n--x--\r\n"


@pytest.mark.slow
def test_two_hundred_megabytes_are_refused_without_being_held_in_memory(
    karim: Administrator, with_register: FreshDatabase
) -> None:
    visitor = karim.visitor
    visitor.get(f"{karim.desk}/imports")
    tracemalloc.start()
    answer = visitor.http.post(
        f"{karim.desk}/imports",
        params={"csrf_token": visitor.csrf_token},
        content=two_hundred_megabytes(),
        headers={
            "Content-Type": "multipart/form-data; boundary=x",
            "Origin": visitor.url,
            "Sec-Fetch-Site": "same-origin",
        },
        timeout=120,
    )
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert answer.status_code == 422
    assert "dépasse 10 Mo" in plain(answer.text)
    # The site runs in this very process: ten megabytes of file at most, and what parsing needs.
    assert peak < 60 * MEGABYTE
    assert written(with_register) == (0, 0)


def test_a_form_without_a_file_says_to_choose_one(karim: Administrator) -> None:
    karim.visitor.get(f"{karim.desk}/imports")
    answer = karim.visitor.post(f"{karim.desk}/imports?csrf_token={karim.visitor.csrf_token}")
    assert answer.status_code == 422
    assert "choisissez communes.csv" in answer.text
