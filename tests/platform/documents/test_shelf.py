"""Documents over the web, for a part that declares nothing but its shelf."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import psycopg
import pytest

from bocage.catalogue import discovery
from bocage.database.engine import Database
from bocage.documents.document import MOST_BYTES
from bocage.identity.demonstration import DemonstrationPerson
from bocage.tenancy import Place, Scope, Standing
from bocage.testing.database import FreshDatabase
from bocage.testing.site import Visitor, running_site
from bocage.web.app import route_handlers
from bocage.web.classification import classified

from .some_files import PDF

pytestmark = pytest.mark.slow

PERSON = DemonstrationPerson(subject="nadege", name="Nadège Coursac", email="n@exemple.fr", description="Secrétaire")
TOLD = {"intitule": "Délibération du 12 mai", "signature": "manuscrite", "detenteur": "la mairie de Bard"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Secretary:
    """Whoever asks keeps plans at one place, and nowhere else."""

    place: Place
    permissions: frozenset[str] = frozenset({"home.read", "plans.read", "plans.write"})

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
                scope=Scope(readable=own, writable=own),
            ),
        )


@pytest.fixture
def plans(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Install the part."""
    monkeypatch.syspath_prepend(Path(__file__).parent / "a_part")
    discovery.forget()
    yield importlib.import_module("plans")
    monkeypatch.undo()
    discovery.forget()


@contextmanager
def door(url: str, place: Place, **less: Any) -> Iterator[Visitor]:
    """The product with the part installed, and a browser that is closed at the end."""
    with running_site(url, (PERSON,), Secretary(place=place, **less)) as running:
        visitor = running.visitor()
        with visitor.http:
            yield visitor


@pytest.fixture
def visitor(fresh_database: FreshDatabase, plans: Any, commune: Place) -> Iterator[Visitor]:
    """The secretary, signed in."""
    assert plans
    with door(fresh_database.url, commune) as somebody:
        somebody.sign_in("nadege", f"/commune/{commune.uid}")
        yield somebody


def here(place: Place) -> str:
    """The shelf of a commune."""
    return f"/plans/{place.uid}/{place.uid}/pieces"


def sent(visitor: Visitor, path: str, content: bytes, name: str = "acte.pdf", **fields: str) -> httpx.Response:
    """Send a form with its file."""
    return visitor.http.post(
        f"{path}?csrf_token={visitor.csrf_token}",
        files={"document": (name, content, "application/x-whatever")},
        data={**TOLD, **fields},
        headers={"Origin": visitor.url, "Sec-Fetch-Site": "same-origin"},
    )


def ids(url: str) -> list[tuple[UUID, int]]:
    """Every version that is kept."""
    with psycopg.connect(url.replace("+psycopg", "")) as superuser:
        return superuser.execute("select document_id, version from document order by version").fetchall()


def test_every_route_of_a_shelf_asks_for_the_permission_of_its_part(plans: Any) -> None:
    said = [classified(dict(one.opt)) for one in route_handlers() if one in plans.ROUTES]
    assert [(one.permission, one.verb) for one in said] == [
        ("plans.write", "document.deposited"),
        ("plans.write", "document.replaced"),
        ("plans.read", None),
    ]


def test_a_stranger_and_a_neighbour_find_nothing(
    fresh_database: FreshDatabase, visitor: Visitor, commune: Place, neighbour: Place
) -> None:
    assert sent(visitor, here(commune), PDF).status_code == 303
    ((document, _),) = ids(fresh_database.superuser_url)
    one = f"{here(commune)}/{document}/1"
    assert visitor.get(one).status_code == 200
    assert sent(visitor, here(neighbour), PDF).status_code == 404
    assert visitor.get(f"/plans/{commune.uid}/{neighbour.uid}/pieces/{document}/1").status_code == 404
    assert visitor.get(f"{here(commune)}/{document}/2").status_code == 404
    assert sent(visitor, f"/plans/{commune.uid}/{neighbour.uid}/pieces/{document}", PDF).status_code == 404
    assert len(ids(fresh_database.superuser_url)) == 1
    with door(fresh_database.url, neighbour) as other:
        assert other.get(one).status_code == 303
        other.sign_in("nadege")
        assert other.get(one).status_code == 404
        assert other.get(f"{here(neighbour)}/{document}/1").status_code == 404
    with door(fresh_database.url, commune, permissions=frozenset({"home.read", "plans.read"})) as reader:
        reader.sign_in("nadege", f"/commune/{commune.uid}")
        assert reader.get(one).status_code == 200
        assert sent(reader, here(commune), PDF).status_code == 403


def test_a_document_is_given_back_as_a_file_that_cannot_act(
    fresh_database: FreshDatabase, visitor: Visitor, commune: Place
) -> None:
    page = visitor.follow(sent(visitor, here(commune), PDF, "Délibération n°3.pdf"))
    assert "« Délibération du 12 mai » est déposé." in page.text
    ((document, _),) = ids(fresh_database.superuser_url)
    page = visitor.follow(sent(visitor, f"{here(commune)}/{document}", PDF + b"2", version="1"))
    assert "version 2\u00a0; la précédente reste lisible." in page.text
    assert visitor.get(f"{here(commune)}/{document}/2").content == PDF + b"2"
    given = visitor.get(f"{here(commune)}/{document}/1")
    assert given.content == PDF
    assert given.headers["Content-Type"] == "application/pdf"
    assert given.headers["Content-Disposition"].startswith("attachment; ")
    assert given.headers["Content-Disposition"].endswith("filename*=UTF-8''D%C3%A9lib%C3%A9ration%20n%C2%B03.pdf")
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    policies = given.headers.get_list("Content-Security-Policy")
    assert policies[0] == "sandbox"
    assert "default-src 'none'" in policies[1]
    assert given.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    "case",
    [
        ("acte.pdf", b"Bonjour", "son contenu est du texte"),
        ("acte.pdf", b"%PDF-1.7" + bytes(MOST_BYTES), "dépasse 25 Mo"),
        ("", b"", "Aucun fichier n’est joint"),
    ],
)
def test_a_file_that_cannot_be_kept_is_told_why_and_nothing_is_written(
    fresh_database: FreshDatabase, visitor: Visitor, commune: Place, case: tuple[str, bytes, str]
) -> None:
    name, content, words = case
    answer = sent(visitor, here(commune), content, name)
    assert answer.status_code == 422
    assert words in answer.text
    assert ids(fresh_database.superuser_url) == []


def test_two_people_who_replace_at_once_do_not_hide_each_others_file(
    fresh_database: FreshDatabase, visitor: Visitor, commune: Place
) -> None:
    sent(visitor, here(commune), PDF)
    ((document, _),) = ids(fresh_database.superuser_url)
    assert sent(visitor, f"{here(commune)}/{document}", PDF, version="1").status_code == 303
    assert sent(visitor, f"{here(commune)}/{document}", PDF, version="1").status_code == 409
    assert [version for _, version in ids(fresh_database.superuser_url)] == [1, 2]
