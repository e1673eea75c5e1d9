"""Pages that time has passed over: sent twice, sent by two, sent late, looked at after leaving."""

import re
from concurrent.futures import ThreadPoolExecutor

import httpx
import psycopg

from bocage.testing.database import FreshDatabase

from .a_register import plain
from .an_administrator import Administered, Administrator

PLAN = re.compile(r'name="plan" value="([^"]+)"')
VERSION = re.compile(r'name="version" value="([^"]+)"')
FLASH = re.compile(r'class="notice flash[^"]*".*?<b>(.*?)</b>', re.DOTALL)
BARD = b"insee\n42012\n"


def asked(database: FreshDatabase, question: str) -> list[tuple[object, ...]]:
    with psycopg.connect(database.superuser_url.replace("+psycopg", "", 1)) as connection:
        return connection.execute(question.encode()).fetchall()


def found(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    assert match is not None, text[:2000]
    return plain(match[1])


def shown(who: Administrator, content: bytes) -> tuple[str, str]:
    """Send a file; its address, and the plan that its page shows."""
    address = who.send(content).headers["Location"]
    return address, found(PLAN, who.visitor.get(address).text)


def test_a_confirmation_sent_twice_at_once_writes_once(karim: Administrator, with_register: FreshDatabase) -> None:
    address, plan = shown(karim, BARD)

    def confirm(_: int) -> httpx.Response:
        return karim.visitor.post(f"{address}/confirmer", plan=plan)

    with ThreadPoolExecutor(2) as threads:
        answers = list(threads.map(confirm, range(2)))
    assert [answer.status_code for answer in answers] == [303, 303]
    assert asked(with_register, "select code from tenant_link") == [("42012",)]
    assert asked(with_register, "select count(*) from journal_entry where verb = 'import.confirmed'") == [(1,)]


def test_the_second_of_two_administrators_is_shown_what_the_first_has_changed(
    site: Administered, with_register: FreshDatabase
) -> None:
    first, second = site.administrator(), site.administrator()
    (here, plan), (there, other_plan) = shown(first, BARD), shown(second, b"insee;vague\n42012;2\n")
    first.visitor.post(f"{here}/confirmer", plan=plan)
    page = second.visitor.follow(second.visitor.post(f"{there}/confirmer", plan=other_plan))
    assert "Les communes ont changé depuis l’essai à blanc" in found(FLASH, page.text)
    assert "Mettre à jour 1 commune" in plain(page.text)
    assert asked(with_register, "select wave from commune") == [(None,)]


def test_a_correction_older_than_the_file_shows_both_values_and_writes_none(
    site: Administered, with_register: FreshDatabase
) -> None:
    first, second = site.administrator(), site.administrator()
    address, plan = shown(first, BARD)
    first.visitor.post(f"{address}/confirmer", plan=plan)
    file = re.search(rf"{site.desk}/communes/[0-9a-f-]+", first.visitor.get(site.desk).text)
    assert file is not None
    form = f"{file[0]}/corriger"
    version = found(VERSION, second.visitor.get(form).text)
    first.visitor.get(form)
    assert first.visitor.post(form, version=version, vague="Vague 1").status_code == 303
    late = second.visitor.post(form, version=version, vague="Vague 2")
    assert late.status_code == 422
    assert "Enregistré : « Vague 1 »" in plain(late.text)
    assert 'value="Vague 2"' in late.text
    assert asked(with_register, "select wave from commune") == [("Vague 1",)]


def test_after_a_sign_out_the_page_before_is_neither_kept_nor_given_again(karim: Administrator) -> None:
    before = karim.visitor.get(karim.desk)
    assert before.headers["Cache-Control"] == "no-store"
    cookie = dict(karim.visitor.http.cookies)
    gone = karim.visitor.post("/auth/sortie")
    assert gone.headers["Clear-Site-Data"] == '"cache"'
    karim.visitor.http.cookies.update(cookie)
    again = karim.visitor.get(karim.desk)
    assert again.status_code == 303
    assert "/auth/entree" in again.headers["Location"]
