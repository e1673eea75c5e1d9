"""« Couleurs et logo »: prepared, looked at, put on, taken back; worn by the syndicate and its communes, nobody else."""

import re

import httpx
import psycopg
import pytest
from sqlalchemy import event

from bocage.brand.worn import BrandLiveries
from bocage.database.engine import Database
from bocage.testing.isolation.application import Caller, Callers
from bocage.testing.isolation.world import World, plain

from .some_logos import PNG

pytestmark = pytest.mark.slow(seconds=12)

SHEET = re.compile(r'<link rel="stylesheet" href="(/marque/[^"]+/couleurs.css)">')
LOGO = re.compile(r'<img class="logo" src="(/marque/[^"]+/logo)"')
BLUE = "#1d3b66"


def brand_of(world: World, home: str = "syndicate") -> str:
    """The page « Couleurs et logo »."""
    return f"/marque/{world.tenants[home].place.uid}"


def home_of(world: World, home: str) -> str:
    """The first page of a place."""
    return f"/commune/{world.tenants[home].place.uid}"


async def sent(caller: Caller, path: str, logo: bytes = b"", **fields: str) -> httpx.Response:
    """Send the form as a browser does: an empty field of files is sent without a name."""
    assert caller.inhabitant
    return await caller.client.post(
        path,
        params=dict(caller.inhabitant.form),
        headers=caller.headers(),
        data=fields,
        files={"logo": ("logo.png" if logo else "", logo, "application/octet-stream")},
    )


async def worn(caller: Caller, world: World, logo: bytes = b"", colour: str = BLUE) -> str:
    """Prepare a brand and put it on; return its address."""
    prepared = await sent(caller, brand_of(world), logo, couleur=colour)
    assert prepared.status_code == 303
    one = prepared.headers["Location"]
    assert (await caller.post(f"{one}/porter")).status_code == 303
    return str(one)


@pytest.fixture
def bare(world: World) -> World:
    """The world in the house's own look: what was planted to be looked for is no brand."""
    with psycopg.connect(plain(world.database.superuser_url), autocommit=True) as superuser:
        superuser.execute("delete from brand_worn")
        superuser.execute("delete from brand")
    return world


async def test_a_passer_by_is_sent_to_the_sign_in(people: Callers, bare: World) -> None:
    for path in (brand_of(bare), f"/marque/{bare.tenants['commune'].place.uid}/1/couleurs.css"):
        answer = await people.passer_by().get(path)
        assert answer.status_code == 303
        assert answer.headers["Location"].startswith("/auth/entree")


async def test_the_neighbour_does_not_exist_and_the_others_may_not(people: Callers, bare: World) -> None:
    other, dsi = people.one("other", "administrateur"), people.one("syndicate", "dsi")
    assert (await other.get(brand_of(bare))).status_code == 404
    assert (await sent(other, brand_of(bare), couleur=BLUE)).status_code == 404
    assert (await dsi.get(brand_of(bare))).status_code == 403
    assert (await sent(dsi, brand_of(bare), couleur=BLUE)).status_code == 403
    one = await worn(people.one("syndicate", "administrateur"), bare)
    assert (await other.post(f"{brand_of(bare, 'other')}/1/porter")).status_code == 404
    assert (await other.post(f"{one}/porter")).status_code == 404
    stranger = people.one("stranger", "secretaire")
    for place in ("commune", "stranger"):
        sheet = f"/marque/{bare.tenants[place].place.uid}/1/couleurs.css"
        assert (await stranger.get(sheet)).status_code == 404


async def test_the_syndicate_and_its_communes_wear_it_and_nobody_else(people: Callers, bare: World) -> None:
    await worn(people.one("syndicate", "administrateur"), bare, PNG)
    for home, role in (("syndicate", "dsi"), ("commune", "secretaire"), ("neighbour", "agent_technique")):
        caller = people.one(home, role)
        page = (await caller.get(home_of(bare, home))).text
        sheet, logo = SHEET.search(page), LOGO.search(page)
        assert sheet
        assert logo
        colours = await caller.get(sheet[1])
        assert colours.text.startswith(f":root{{--band:{BLUE};")
        assert colours.headers["Content-Type"].startswith("text/css")
        assert colours.headers["Cache-Control"] == "private, max-age=31536000, immutable"
        image = await caller.get(logo[1])
        assert (image.content, image.headers["Content-Type"]) == (PNG, "image/png")
        assert f'aria-label="Bocage, {bare.tenants["syndicate"].place.name}, accueil"' in page
    for home in ("other", "stranger"):
        page = (await people.one(home, "elu").get(home_of(bare, home))).text
        assert not SHEET.search(page)


async def test_nothing_changes_before_it_is_put_on(people: Callers, bare: World) -> None:
    administrator = people.one("syndicate", "administrateur")
    prepared = await sent(administrator, brand_of(bare), PNG, couleur=BLUE)
    preview = (await administrator.get(prepared.headers["Location"])).text
    assert SHEET.search(preview)
    assert LOGO.search(preview)
    assert "Le blanc s’y lit à 11,23:1" in preview
    for home, role in (("syndicate", "dsi"), ("commune", "elu")):
        assert not SHEET.search((await people.one(home, role).get(home_of(bare, home))).text)


async def test_a_colour_under_seven_to_one_is_refused_with_the_way_out(people: Callers, bare: World) -> None:
    administrator = people.one("syndicate", "administrateur")
    refused = await sent(administrator, brand_of(bare), couleur="#2e8b57")
    assert refused.status_code == 422
    assert "ne donne que 4,24:1 avec le blanc" in refused.text
    nearest = re.search(r'name="proche"\s+value="(#[0-9a-f]{6})"', refused.text)
    assert nearest
    assert 'value="#2e8b57"' in refused.text
    taken = await sent(administrator, brand_of(bare), couleur="#2e8b57", proche=nearest[1])
    assert nearest[1] in (await administrator.get(taken.headers["Location"])).text


async def test_an_image_that_could_act_is_refused(people: Callers, bare: World) -> None:
    refused = await sent(people.one("syndicate", "administrateur"), brand_of(bare), b"<svg onload='x'/>", couleur="")
    assert refused.status_code == 422
    assert "ni un PNG ni un WebP" in refused.text


async def test_the_former_comes_back_and_everything_is_in_the_journal(people: Callers, bare: World) -> None:
    administrator = people.one("syndicate", "administrateur")
    first = await worn(administrator, bare, PNG)
    # Without a file, the logo that is worn stays.
    second = await worn(administrator, bare, colour="#222222")
    page = (await administrator.get(brand_of(bare))).text
    assert f'action="{first}/porter"' in page
    assert "la couleur #222222" in page
    assert LOGO.search(page)
    assert (await administrator.post(f"{first}/porter")).status_code == 303
    page = (await administrator.get(brand_of(bare))).text
    assert "/1/couleurs.css" in page
    assert f'action="{second}/porter"' in page
    assert (await administrator.post(f"{brand_of(bare)}/quitter")).status_code == 303
    assert not SHEET.search((await administrator.get(brand_of(bare))).text)
    with psycopg.connect(plain(bare.database.superuser_url)) as superuser:
        query = "select verb, after ->> 'version' from journal_entry where verb like 'brand.%' order by at"
        told = superuser.execute(query).fetchall()
    assert told == [
        ("brand.proposed", None),
        ("brand.worn", "1"),
        ("brand.proposed", None),
        ("brand.worn", "2"),
        ("brand.worn", "1"),
        ("brand.worn", "couleurs de Bocage"),
    ]


async def test_a_commune_that_left_no_longer_wears_it(people: Callers, bare: World) -> None:
    await worn(people.one("syndicate", "administrateur"), bare)
    with psycopg.connect(plain(bare.database.superuser_url), autocommit=True) as superuser:
        left = "update tenant_link set until = current_date where child_id = %s"
        superuser.execute(left, [bare.tenants["commune"].number])
    assert not SHEET.search((await people.one("commune", "elu").get(home_of(bare, "commune"))).text)
    assert SHEET.search((await people.one("neighbour", "elu").get(home_of(bare, "neighbour"))).text)


async def test_a_page_asks_nothing_of_the_database_while_the_answer_is_fresh(people: Callers, bare: World) -> None:
    await worn(people.one("syndicate", "administrateur"), bare)
    database, liveries = Database(bare.database.url, pool_size=1), BrandLiveries()
    asked: list[str] = []
    event.listen(database.engine.sync_engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    place = bare.tenants["commune"].place
    first = await liveries.worn_at(database, place)
    assert len([one for one in asked if one.startswith("SELECT")]) == 5
    assert await liveries.worn_at(database, place) == first
    assert len([one for one in asked if one.startswith("SELECT")]) == 5
    await database.close()
