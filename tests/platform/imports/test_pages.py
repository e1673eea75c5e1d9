"""The pages of a file, for a part that declares none of them."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import httpx
import pytest

from bocage.database.engine import Database
from bocage.identity.demonstration import DemonstrationPerson
from bocage.tenancy import Place, Scope, Standing
from bocage.testing.database import FreshDatabase
from bocage.testing.site import Visitor, running_site
from bocage.testing.subscribing import open_modules
from bocage.web.app import route_handlers
from bocage.web.classification import classified

FILE = "code;rue;places\nB-1;Mairie;3\nB-2;École;trois\n".encode()
PERSON = DemonstrationPerson(subject="nadege", name="Nadège Coursac", email="n@exemple.fr", description="Secrétaire")


@dataclass(frozen=True, slots=True, kw_only=True)
class Secretary:
    """Whoever asks writes benches at one place, and nowhere else."""

    place: Place
    permissions: frozenset[str] = frozenset({"benches.write"})
    writes: bool = True

    async def standings(self, database: Database, person_id: UUID, tenants: Any = None) -> tuple[Standing, ...]:
        assert database, (person_id, tenants)
        own = frozenset({int(self.place.tenant_id)})
        return (
            Standing(
                place=self.place,
                role="secretaire",
                role_title="Secrétaire de mairie",
                permissions=self.permissions,
                granted_by="Le secrétariat de la mairie",
                scope=Scope(readable=own, writable=own if self.writes else frozenset()),
            ),
        )


@pytest.fixture
def visitor(fresh_database: FreshDatabase, benches: Any, commune: Place) -> Iterator[Visitor]:
    """Somebody at the door of the product, with the part installed."""
    assert benches
    with door(fresh_database.url, commune) as somebody:
        yield somebody


@contextmanager
def door(url: str, commune: Place, **less: Any) -> Iterator[Visitor]:
    """The product with the part installed, and a browser without a session that is closed at the end."""
    asyncio.run(subscribed(url, commune))
    with running_site(url, (PERSON,), Secretary(place=commune, **less)) as running:
        visitor = running.visitor()
        with visitor.http:
            yield visitor


async def subscribed(url: str, commune: Place) -> None:
    """Open the part at the commune."""
    database = Database(url, pool_size=1)
    await open_modules(database, commune, ["benches"])
    await database.close()


def sent(visitor: Visitor, here: str, content: bytes) -> httpx.Response:
    """Send a file by the form of the page."""
    visitor.get(here)
    return visitor.http.post(
        f"{here}?csrf_token={visitor.csrf_token}",
        files={"fichier": ("bancs.csv", content, "text/csv")},
        headers={"Origin": visitor.url, "Sec-Fetch-Site": "same-origin"},
    )


pytestmark = pytest.mark.slow


def test_every_route_of_an_importer_asks_for_its_own_permission(benches: Any) -> None:
    ours = [one for one in route_handlers() if any("/benches" in path for path in one.paths)]
    assert len(ours) == 13
    assert {classified(dict(one.opt)).permission for one in ours} == {benches.IMPORTER.permission}


def test_somebody_without_a_session_and_a_neighbour_find_nothing(visitor: Visitor, commune: Place) -> None:
    assert visitor.get(f"/imports/{commune.uid}/benches").status_code == 303
    visitor.sign_in("nadege")
    assert visitor.get(f"/imports/{UUID(int=7)}/benches").status_code == 404
    # A commune has no desk: its address does not exist, whatever one may do there.
    assert visitor.get(f"/bureau/{commune.uid}/imports").status_code == 404


def test_who_may_not_write_is_told_so(fresh_database: FreshDatabase, benches: Any, commune: Place) -> None:
    assert benches
    with door(fresh_database.url, commune, permissions=frozenset()) as visitor:
        visitor.sign_in("nadege")
        assert visitor.get(f"/imports/{commune.uid}/benches").status_code == 403
    with door(fresh_database.url, commune, writes=False) as visitor:
        visitor.sign_in("nadege")
        answer = visitor.get(f"/imports/{commune.uid}/benches")
    assert answer.status_code == 403
    assert "il ne permet pas d’en importer" in answer.text


def test_a_file_is_sent_repaired_confirmed_and_undone_by_forms_alone(visitor: Visitor, commune: Place) -> None:
    visitor.sign_in("nadege")
    here = f"/imports/{commune.uid}/benches"
    page = visitor.get(here)
    assert "<h1>Importer des bancs</h1>" in page.text
    assert "Colonnes lues\u00a0: code, rue, places. Les autres ne sont pas lues." in page.text
    one = sent(visitor, here, FILE).headers["Location"]
    page = visitor.get(one)
    assert "est pas un nombre de places" in page.text
    assert visitor.get(f"{one}/refusees.csv").text.splitlines()[1].startswith("B-2;École;trois;")
    key = page.text.split('name="reparation" value="')[1].split('"')[0]
    page = visitor.follow(visitor.post(f"{one}/lignes/3/reparer", reparation=key))
    assert "Créer 2\u00a0bancs" in page.text
    plan = page.text.split('name="plan" value="')[1].split('"')[0]
    page = visitor.follow(visitor.post(f"{one}/confirmer", plan=plan))
    assert "2\u00a0bancs créés." in page.text
    page = visitor.follow(visitor.post(f"{one}/annuler"))
    assert "Import de bancs.csv annulé" in page.text


def test_a_file_that_cannot_be_read_is_refused_on_the_same_page(visitor: Visitor, commune: Place) -> None:
    visitor.sign_in("nadege")
    answer = sent(visitor, f"/imports/{commune.uid}/benches", b"%PDF-1.7")
    assert answer.status_code == 422
    assert "Ce fichier est un PDF" in answer.text


def test_a_long_file_shows_how_far_it_is_and_then_its_verdict(visitor: Visitor, commune: Place) -> None:
    visitor.sign_in("nadege")
    here = f"/imports/{commune.uid}/benches"
    content = "code;rue;places\n" + "".join(f"B-{number};x;{number}\n" for number in range(2_100))
    one = sent(visitor, here, content.encode()).headers["Location"]
    page, part = visitor.get(one), visitor.get(one, **{"HX-Request-Type": "partial"})
    for told in (page, part):
        assert "Vous pouvez quitter cette page" in told.text
        assert 'hx-trigger="every 2s"' in told.text
    assert "<html" in page.text
    assert "<html" not in part.text
    for _ in range(600):
        page = visitor.get(one)
        if "Essai à blanc" in page.text:
            break
        time.sleep(0.1)
    assert "<b>2\u202f100\u00a0lignes prêtes, 0\u00a0refusée.</b>" in page.text
    assert "1 à 50 sur 2\u202f100" in page.text
