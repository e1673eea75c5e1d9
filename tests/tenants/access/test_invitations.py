"""A colleague invited by the secretary: at most what she may do herself, by a link that is used once."""

import re
from datetime import date
from html import unescape

import psycopg
import pytest

from bocage.access.granting import Grant, grant
from bocage.access.inhabitants import PLANTER
from bocage.database.engine import Database
from bocage.identity.people import KnownPerson, announce
from bocage.tenancy import Person
from bocage.testing.isolation.application import Caller, Callers, callers
from bocage.testing.isolation.people import sign_in
from bocage.testing.isolation.world import World, plain
from bocage.testing.post import HOST, mail_server, settings_of

pytestmark = pytest.mark.slow(seconds=16)

ADDRESS = "paul.vernay@bard.fr"


@pytest.fixture
def quiet(world: World) -> World:
    """The world without the invitations that were planted."""
    with psycopg.connect(plain(world.database.superuser_url), autocommit=True) as superuser:
        superuser.execute("delete from invitation")
    return world


def invitations(world: World, home: str = "commune") -> str:
    """The address of the invitations of a place."""
    return f"/acces/{world.tenants[home].place.uid}/invitations"


async def invited(people: Callers, world: World, role: str = "agent_technique") -> str:
    """Invite Paul and return the address that the link leads to."""
    typed = {"nom": "Paul Vernay", "adresse": ADDRESS, "role": role}
    answer = await people.one("commune", "secretaire").post(invitations(world), **typed)
    found = re.search(r"https://bocage\.test(/invitation\?code=[\w.-]+)", unescape(answer.text))
    assert found is not None
    return found[1]


async def somebody(people: Callers, world: World, email: str = ADDRESS) -> Caller:
    """Somebody signed in, at home in a commune of another syndicate."""
    database = Database(world.database.url, pool_size=1)
    known = KnownPerson(issuer="https://identite.test", subject=email, name="Paul Vernay", email=email)
    person = Person(person_id=await announce(database, known), name=known.name, email=email)
    place = world.tenants["stranger"].place
    given = Grant(person=person, place=place, role="agent_technique", given_by="eux", since=date(2026, 1, 5))
    await grant(database, PLANTER, given)
    signed = await sign_in(database, person, "stranger", place)
    await database.close()
    return Caller(people.client, signed)


def code_of(link: str) -> str:
    """The code of a link."""
    return link.partition("code=")[2]


async def test_only_the_secretary_invites_to_a_commune_and_the_administrator_to_a_syndicate(
    people: Callers, quiet: World
) -> None:
    assert (await people.passer_by().get(invitations(quiet))).status_code == 303
    assert (await people.one("neighbour", "secretaire").get(invitations(quiet))).status_code == 404
    for role in ("elu", "agent_technique", "dsi"):
        assert (await people.one("commune", role).get(invitations(quiet))).status_code == 403
    for role in ("charge_affaires", "dsi", "dpo"):
        assert (await people.one("syndicate", role).get(invitations(quiet, "syndicate"))).status_code == 403
    administrator = people.one("syndicate", "administrateur")
    assert (await administrator.get(invitations(quiet, "syndicate"))).status_code == 200
    assert (await administrator.get(invitations(quiet))).status_code == 404
    assert (await administrator.get(invitations(quiet, "other"))).status_code == 404


async def test_nobody_gives_more_than_what_they_may_do(people: Callers, quiet: World) -> None:
    form = unescape((await people.one("commune", "secretaire").get(invitations(quiet))).text)
    assert re.findall(r'name="role"[^>]*value="(\w+)"', form) == ["secretaire", "agent_technique"]
    named = unescape((await people.one("commune", "secretaire_nomme").get(invitations(quiet))).text)
    assert re.findall(r'name="role"[^>]*value="(\w+)"', named) == ["secretaire", "agent_technique", "elu"]
    for role in ("elu", "dsi", "administrateur", "secretaire_nomme", ""):
        typed = {"nom": "Paul Vernay", "adresse": ADDRESS, "role": role}
        answer = await people.one("commune", "secretaire").post(invitations(quiet), **typed)
        assert answer.status_code == 422
        assert "Ce rôle ne peut pas être donné par vous." in unescape(answer.text)


async def test_the_administrator_invites_to_the_syndicate_and_reads_no_invitation_of_its_communes(
    people: Callers, quiet: World
) -> None:
    link, administrator = await invited(people, quiet), people.one("syndicate", "administrateur")
    here = quiet.tenants["syndicate"].place
    form = unescape((await administrator.get(invitations(quiet, "syndicate"))).text)
    assert re.findall(r'name="role"[^>]*value="(\w+)"', form) == ["charge_affaires", "administrateur", "dpo"]
    assert "Paul Vernay" not in form
    typed = {"nom": "Inès Grange", "adresse": "ines@syndicat.fr", "role": "charge_affaires"}
    answer = await administrator.post(invitations(quiet, "syndicate"), **typed)
    other = re.search(r"/invitation\?code=[\w.-]+", unescape(answer.text))
    assert other is not None
    listed = unescape((await administrator.get(f"/acces/{here.uid}")).text)
    assert "Inès Grange" in listed
    assert "Paul Vernay" not in listed
    ines = await somebody(people, quiet, "ines@syndicat.fr")
    accepted = await ines.post("/invitation", code=code_of(other[0]))
    assert accepted.headers["Location"] == f"/bureau/{here.uid}"
    assert code_of(link) != code_of(other[0])


async def test_without_a_mail_server_the_link_is_shown_once_to_be_handed_over(people: Callers, quiet: World) -> None:
    link = await invited(people, quiet)
    listed = unescape((await people.one("commune", "secretaire").get(invitations(quiet))).text)
    assert "Paul Vernay" in listed
    assert code_of(link) not in listed
    with psycopg.connect(plain(quiet.database.superuser_url)) as superuser:
        (stored,) = superuser.execute("select row_to_json(invitation)::text from invitation").fetchone() or ("",)
        journal = superuser.execute("select after from journal_entry where verb = 'access.invited'").fetchall()
    assert code_of(link).partition(".")[2] not in stored
    assert journal == [({"rôle": "Agent technique", "adresse": ADDRESS},)]


async def test_with_a_mail_server_the_link_goes_to_the_colleague_and_is_not_shown(quiet: World) -> None:
    typed = {"nom": "Paul Vernay", "adresse": ADDRESS, "role": "agent_technique"}
    async with mail_server() as (post, port), callers(quiet, settings_of(f"smtp://{HOST}:{port}")) as people:
        answer = await people.one("commune", "secretaire").post(invitations(quiet), **typed)
        assert answer.status_code == 303
        (message,) = post.messages
        link = re.search(r"https://bocage\.test(/invitation\?code=[\w.-]+)", message.get_content())
        assert link is not None
        assert message["To"].addresses[0].addr_spec == ADDRESS
        paul = await somebody(people, quiet)
        assert "agent technique" in unescape((await paul.get(link[1])).text)


async def test_whoever_was_invited_accepts_once_and_is_at_home(people: Callers, quiet: World) -> None:
    link, commune = await invited(people, quiet), quiet.tenants["commune"].place
    assert (await people.passer_by().get(link)).status_code == 303
    paul = await somebody(people, quiet)
    assert (await paul.get(f"/commune/{commune.uid}")).status_code == 404
    answer = await paul.post("/invitation", code=code_of(link))
    assert answer.headers["Location"] == f"/commune/{commune.uid}"
    assert (await paul.get(f"/commune/{commune.uid}")).status_code == 200
    assert (await paul.get(f"/acces/{commune.uid}")).status_code == 403
    people_page = unescape((await people.one("commune", "secretaire").get(f"/acces/{commune.uid}")).text)
    assert "hameaubbbb secretaire, par invitation" in people_page
    assert "Invitations en attente" not in people_page
    assert (await paul.post("/invitation", code=code_of(link))).status_code == 422


async def test_a_link_in_other_hands_opens_nothing(people: Callers, quiet: World) -> None:
    link, commune = await invited(people, quiet), quiet.tenants["commune"].place
    other = await somebody(people, quiet, "quelqu.un@ailleurs.fr")
    answer = await other.post("/invitation", code=code_of(link))
    assert answer.status_code == 422
    assert "pour une autre adresse que la vôtre" in unescape(answer.text)
    assert (await other.get(f"/commune/{commune.uid}")).status_code == 404


async def test_an_invitation_that_was_taken_back_or_is_over_opens_nothing(people: Callers, quiet: World) -> None:
    secretary, paul = people.one("commune", "secretaire"), await somebody(people, quiet)
    link = await invited(people, quiet)
    page = (await secretary.get(invitations(quiet))).text
    take_back = re.search(r'action="([^"]+/retirer)"', page)
    assert take_back is not None
    assert (await people.one("neighbour", "secretaire").post(take_back[1])).status_code == 404
    assert (await secretary.post(take_back[1])).status_code == 303
    assert (await paul.post("/invitation", code=code_of(link))).status_code == 422
    again = await invited(people, quiet)
    with psycopg.connect(plain(quiet.database.superuser_url), autocommit=True) as superuser:
        superuser.execute("update invitation set ends_at = now() - interval '1 minute'")
    assert (await paul.post("/invitation", code=code_of(again))).status_code == 422


@pytest.mark.parametrize(
    "code", ["", "1", "1.", "0." + "a" * 43, "2." + "a" * 43, "٣." + "a" * 43, "9" * 12 + "." + "a" * 43]
)
async def test_what_is_no_code_of_ours_is_told_the_same(people: Callers, code: str) -> None:
    caller = people.one("commune", "agent_technique")
    answer = await caller.post("/invitation", code=code)
    assert answer.status_code == 422
    assert "Cette invitation n’existe pas, a déjà servi" in unescape(answer.text)
    assert (await caller.get("/invitation?code=1.x")).status_code == 200


async def test_somebody_invited_or_held_already_is_not_invited_again(people: Callers, quiet: World) -> None:
    await invited(people, quiet)
    secretary = people.one("commune", "secretaire")
    typed = {"nom": "Paul Vernay", "adresse": ADDRESS.upper(), "role": "agent_technique"}
    twice = await secretary.post(invitations(quiet), **typed)
    assert "Une invitation attend déjà" in unescape(twice.text)
    held = await secretary.post(invitations(quiet), **{**typed, "adresse": "agent_technique@hameaubbbb.test"})
    assert "a déjà un accès ici, comme agent technique" in unescape(held.text)
    wrong = await secretary.post(invitations(quiet), **{**typed, "adresse": "paul chez bard"})
    assert "« paul chez bard » n’est pas une adresse électronique." in unescape(wrong.text)


async def test_somebody_who_has_an_access_meanwhile_keeps_the_one_they_have(people: Callers, quiet: World) -> None:
    link, paul = await invited(people, quiet, "secretaire"), await somebody(people, quiet)
    database, place = Database(quiet.database.url, pool_size=1), quiet.tenants["commune"].place
    assert paul.inhabitant is not None
    person = paul.inhabitant.person
    given = Grant(person=person, place=place, role="agent_technique", given_by="la mairie", since=date(2026, 1, 5))
    await grant(database, PLANTER, given)
    await database.close()
    answer = await paul.post("/invitation", code=code_of(link))
    assert answer.status_code == 422
    assert "Vous avez déjà un accès à Lieu hameaubbbb, comme agent technique" in unescape(answer.text)
    assert "Paul Vernay" in unescape((await people.one("commune", "secretaire").get(invitations(quiet))).text)
