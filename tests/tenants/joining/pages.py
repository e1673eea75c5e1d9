"""The pages of the paths as the people of the world open them: addresses, what is said, forms with a file."""

import re
from html import unescape

import psycopg
from httpx import Response

from bocage.testing.isolation.application import Caller
from bocage.testing.isolation.world import World, plain

from .a_dossier import plain as words

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def path_of(world: World, home: str) -> str:
    """The path that was planted in a commune."""
    with psycopg.connect(plain(world.database.superuser_url)) as superuser:
        asked = "select path_id from joining_path where tenant_id = %s order by created_at limit 1"
        row = superuser.execute(asked, (world.tenants[home].number,)).fetchone()
    assert row is not None
    return str(row[0])


def at_desk(world: World, desk: str, commune: str) -> str:
    """The address of a commune's path at a desk."""
    places = world.tenants[desk].place.uid, world.tenants[commune].place.uid
    return f"/bureau/{places[0]}/communes/{places[1]}/parcours/{path_of(world, commune)}"


def at_home(world: World, commune: str, owner: str | None = None) -> str:
    """The address of a path at a commune's own door."""
    return f"/commune/{world.tenants[commune].place.uid}/parcours/{path_of(world, owner or commune)}"


def said(answer: Response) -> str:
    """What a page says, as plain words."""
    return words(unescape(answer.text))


def version(answer: Response) -> str:
    """The version that a form carries."""
    found = re.search(r'name="version"\s+value="(\d+)"', answer.text)
    assert found is not None
    return found[1]


async def sent(caller: Caller, address: str, content: bytes = PDF, name: str = "acte.pdf", **fields: str) -> Response:
    """Send a form with its file, as a page of ours does."""
    form = dict(caller.inhabitant.form) if caller.inhabitant else {}
    told = {"piece_intitule": "Délibération du 12 mai", "piece_signature": "manuscrite", **fields}
    files = {"document": (name, content, "application/x-whatever")}
    return await caller.client.post(address, headers=caller.headers(), params=form, data=told, files=files)
