"""« Relancer », with a mail server on loopback, with one that fails, and without any."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from html import unescape
from typing import Any

import psycopg
import pytest

from bocage.settings import NOTHING_LEAVES, MailSettings
from bocage.testing.isolation.application import Callers, callers
from bocage.testing.isolation.world import World, plain
from bocage.testing.post import HOST, Post, mail_server, settings_of

from .a_dossier import plain as words
from .pages import at_desk, at_home

pytestmark = pytest.mark.slow(seconds=13)

SECRETARIES = {"secretaire@hameaubbbb.test", "secretaire_nomme@hameaubbbb.test"}


@pytest.fixture
def walked(world: World) -> World:
    """The world, whose planted reminders are gone: a path of each commune that lacks a délibération."""
    with psycopg.connect(plain(world.database.superuser_url), autocommit=True) as superuser:
        superuser.execute("truncate path_reminder")
    return world


@asynccontextmanager
async def posted(world: World) -> AsyncIterator[tuple[Callers, Post]]:
    """The application with a mail server that takes letters."""
    async with mail_server() as (post, port), callers(world, settings_of(f"smtp://{HOST}:{port}")) as people:
        yield people, post


def kept(world: World) -> list[tuple[Any, ...]]:
    """Every reminder: whose, about which step, to whom, what became of it."""
    with psycopg.connect(plain(world.database.superuser_url)) as superuser:
        asked = "select tenant_id, step, written_to, outcome, outcome_said, actor_name from path_reminder order by at"
        return superuser.execute(asked).fetchall()


def said(text: str) -> str:
    """What a page says, as plain words."""
    return words(unescape(text))


async def test_what_a_path_waits_for_is_a_task_of_whoever_brings_it_before_any_reminder(walked: World) -> None:
    async with callers(walked) as people:
        first = f"/commune/{walked.tenants['commune'].place.uid}"
        secretary, elected = [
            said((await people.one("commune", role).get(first)).text) for role in ("secretaire", "elu")
        ]
    assert "1 chose est attendue de vous" in secretary
    assert "À faire" in secretary
    assert "Il manque la délibération du conseil municipal." in secretary
    assert "Rien n’est attendu de vous aujourd’hui." in elected


async def test_whoever_holds_the_role_gets_a_letter_and_finds_the_task_at_home(walked: World) -> None:
    here = at_desk(walked, "syndicate", "commune")
    async with posted(walked) as (people, post):
        officer = people.one("syndicate", "charge_affaires")
        assert (await officer.post(here + "/relancer")).status_code == 303
        page = said((await officer.get(here)).text)
        home = said(
            (await people.one("commune", "secretaire").get(f"/commune/{walked.tenants['commune'].place.uid}")).text
        )
    assert {str(message["To"].addresses[0].addr_spec) for message in post.messages} == SECRETARIES
    body = post.messages[0].get_content()
    assert at_home(walked, "commune") in body
    assert "Il manque la délibération du conseil municipal." in body
    assert "relancée par hameauaaaa charge_affaires" in page
    assert "Message envoyé à secretaire" in page
    assert "1 chose est attendue de vous" in home
    assert "hameauaaaa charge_affaires vous l’a demandé" in home
    ((tenant, step, written_to, outcome, _, actor),) = kept(walked)
    assert (tenant, step, outcome) == (walked.tenants["commune"].number, "deliberation_commune", "sent")
    assert set(written_to) == SECRETARIES
    assert actor == "hameauaaaa charge_affaires"


async def test_the_journal_of_the_commune_keeps_who_reminded(walked: World) -> None:
    async with callers(walked) as people:
        await people.one("syndicate", "charge_affaires").post(at_desk(walked, "syndicate", "commune") + "/relancer")
    with psycopg.connect(plain(walked.database.superuser_url)) as superuser:
        asked = "select actor_name, after from journal_entry where tenant_id = %s and verb = 'path.reminded'"
        ((actor, after),) = superuser.execute(asked, (walked.tenants["commune"].number,)).fetchall()
    assert actor == "hameauaaaa charge_affaires"
    assert after == {"etape": "Délibération de la commune", "qui": "la mairie"}


@pytest.mark.parametrize(
    ("mail", "why"),
    [
        (NOTHING_LEAVES, "cette installation n’a pas de serveur d’envoi"),
        (settings_of("smtp://127.0.0.1:9"), "le serveur d’envoi ne répond pas"),
    ],
)
async def test_without_a_server_that_answers_the_reminder_stays_and_the_page_says_why(
    walked: World, mail: MailSettings, why: str
) -> None:
    here = at_desk(walked, "syndicate", "commune")
    async with callers(walked, mail) as people:
        officer = people.one("syndicate", "charge_affaires")
        answer = await officer.post(here + "/relancer")
        page = said((await officer.get(answer.headers["Location"])).text)
        home = await people.one("commune", "secretaire").get(f"/commune/{walked.tenants['commune'].place.uid}")
    assert why in page
    assert "1 relance gardée" in page
    assert "Relance" in said(home.text)
    assert [row[3] for row in kept(walked)] == ["not_sent"]


async def test_a_second_reminder_the_same_day_is_asked_for_before_it_is_written(walked: World) -> None:
    here = at_desk(walked, "syndicate", "commune") + "/relancer"
    async with callers(walked) as people:
        officer = people.one("syndicate", "charge_affaires")
        await officer.post(here)
        again = await officer.post(here)
        assert again.status_code == 409
        assert "Relancer encore aujourd’hui ?" in said(again.text)
        assert len(kept(walked)) == 1
        assert (await officer.post(here, again="1")).status_code == 303
    assert len(kept(walked)) == 2


async def test_several_communes_are_reminded_from_the_desk_at_once(walked: World) -> None:
    desk = f"/bureau/{walked.tenants['syndicate'].place.uid}"
    chosen = [str(walked.tenants[home].place.uid) for home in ("commune", "neighbour")]
    async with posted(walked) as (people, post):
        officer = people.one("syndicate", "charge_affaires")
        answer = await officer.post(desk + "/relances", chosen_commune=chosen, back=f"{desk}?phase=interessee")
        assert answer.headers["Location"] == f"{desk}?phase=interessee"
        page = said((await officer.get(desk)).text)
    assert len(kept(walked)) == 2
    assert len(post.messages) == 4
    assert "2 relances gardées et 2 messages partis." in page
    assert "relancée le" in page


async def test_another_s_path_is_never_reminded(walked: World) -> None:
    desk = f"/bureau/{walked.tenants['syndicate'].place.uid}"
    stranger = at_home(walked, "stranger").rpartition("/")[2]
    async with callers(walked) as people:
        officer = people.one("syndicate", "charge_affaires")
        assert (await officer.post(desk + "/parcours/relancer", chosen=stranger)).status_code == 404
        assert (await officer.post(desk + "/parcours/relancer", chosen="nulle-part")).status_code == 404
        empty = await officer.post(desk + "/parcours/relancer")
        assert empty.status_code == 422
        assert "Aucune commune n’est cochée." in said(empty.text)
        secretary = people.one("commune", "secretaire")
        assert (await secretary.post(at_desk(walked, "syndicate", "commune") + "/relancer")).status_code == 404
        dpo = people.one("syndicate", "dpo")
        assert (await dpo.post(at_desk(walked, "syndicate", "commune") + "/relancer")).status_code == 403
    assert kept(walked) == []


async def test_a_letter_never_leads_away_from_the_desk(walked: World) -> None:
    desk = f"/bureau/{walked.tenants['syndicate'].place.uid}"
    chosen = str(walked.tenants["commune"].place.uid)
    async with callers(walked) as people:
        officer = people.one("syndicate", "charge_affaires")
        for back in ("https://ailleurs.test/", "//ailleurs.test", f"{desk}.ailleurs.test"):
            answer = await officer.post(desk + "/relances", chosen_commune=chosen, back=back, again="1")
            if answer.status_code == 303:
                assert answer.headers["Location"] == desk
            else:
                assert back not in answer.text


async def test_what_was_brought_since_waits_no_more_on_the_first_page(walked: World) -> None:
    place = walked.tenants["commune"].place.uid
    async with callers(walked) as people:
        await people.one("syndicate", "charge_affaires").post(at_desk(walked, "syndicate", "commune") + "/relancer")
        secretary, form = (
            people.one("commune", "secretaire"),
            at_home(walked, "commune") + "/etapes/deliberation_commune",
        )
        shown = (await secretary.get(form)).text
        version = shown.partition('name="version"')[2].partition('value="')[2].partition('"')[0]
        entered = {"adopted_on": "15/10/2026", "received_on": "16/10/2026", "published_on": "17/10/2026"}
        assert (await secretary.post(form, version=version, **entered)).status_code == 303
        assert "vous l’a demandé" not in said((await secretary.get(f"/commune/{place}")).text)
