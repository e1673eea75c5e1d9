"""The gallery: every component on pages served with the product's own headers, and a Chromium to look at them."""

import asyncio
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from jinja2 import ChoiceLoader, Environment, FileSystemLoader
from litestar import Litestar, Request, get, post
from litestar.datastructures import State
from litestar.params import FromPath
from litestar.response import Redirect, Response

from bocage.identity.headers import with_headers
from bocage.web.assets import Assets, npm_folder
from bocage.web.icons import Icons
from bocage.web.shell import Flash, NavigationLine, PersonMenu, PlaceHeader, SearchBox, Shell, SwitcherLine, Undo
from bocage.web.static import asset
from bocage.web.templates_of import environment

HERE = Path(__file__).parent
NPM = npm_folder({})
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
COMMUNE = Shell(
    person=PersonMenu(name="Nadège Coursac", role="Secrétaire de mairie"),
    place=PlaceHeader(kind="Commune", name="Saint-Thomas-la-Garde", crossing=False, href="/commune/1"),
    dress=None,
    switcher=(
        SwitcherLine(name="Saint-Thomas-la-Garde", note="Secrétaire de mairie", href="/commune/1", current=True),
        SwitcherLine(name="Bard", note="Secrétaire de mairie", href="/commune/2", current=False),
        SwitcherLine(name="Essertines-en-Châtelneuf", note="Secrétaire de mairie", href="/commune/3", current=False),
    ),
    navigation=(
        NavigationLine(title="Votre commune", href="/commune/1", icon="house", current=True, count=None),
        NavigationLine(title="Qui voit ma commune", href="/acces/1", icon="users", current=False, count=2),
        NavigationLine(title="Journal", href="/journal/1", icon="history", current=False, count=None),
    ),
    search=None,
    flash=None,
    csrf_token="jeton",
    theme="auto",
    path="/commune/1",
    demonstration=True,
    operator_name="Syndicat des territoires de la Loire (fictif)",
    request_reference="7F3-21C0",
    now=NOW,
)
SYNDICATE = replace(
    COMMUNE,
    person=PersonMenu(name="Karim Bessonat", role="Administrateur du syndicat"),
    place=PlaceHeader(
        kind="Vue de plusieurs communes",
        name="Syndicat des territoires de la Loire",
        crossing=True,
        href="/bureau/1",
    ),
    search=SearchBox(action="/bureau/1", field="mots", label="Chercher une commune", hint="Commune, code INSEE…"),
    flash=Flash(
        state="ok",
        sentence="Accès de Luc Pradeval coupé.",
        undo=Undo(action="/acces/1/retablir", label="Annuler", fields=(("personne", "7"),)),
    ),
)
PUBLIC = replace(COMMUNE, person=None, place=None, switcher=(), navigation=(), csrf_token="", demonstration=False)
ERROR = {"sentence": "Votre rôle permet de proposer ce changement ; le maire l’approuve.", "reference": "7F3-21C0"}


@dataclass(frozen=True)
class Sort:
    """The sort that the table's heads read."""

    key: str = "nom"
    direction: str = "ascending"

    def link(self, key: str) -> str:
        """Address of the page sorted by another key."""
        return f"?tri={key}"


VALUES: dict[str, Any] = {
    "at": NOW - timedelta(minutes=18),
    "new_year": datetime(2026, 1, 1, 11, 0, tzinfo=UTC),
    "short": timedelta(seconds=40),
    "long": timedelta(days=6),
    "sort": Sort(),
}
PEOPLE: dict[str, Any] = {
    "people": (
        {"subject": "karim.bessonat", "name": "Karim Bessonat", "description": "Administrateur du syndicat"},
        {"subject": "nadege.coursac", "name": "Nadège Coursac", "description": "Secrétaire de trois mairies"},
    ),
    "asked": {"client_id": "bocage-web", "state": "x"},
    "password": "bocage",
    "error": "",
    "fault": "",
}
PAGES: dict[str, tuple[str, Mapping[str, Any]]] = {
    "syndicat": ("gallery.html", {"shell": SYNDICATE, **VALUES}),
    "commune": ("gallery.html", {"shell": COMMUNE, **VALUES}),
    "403": ("errors/403.html", {"shell": COMMUNE, **ERROR}),
    "404": ("errors/404.html", {"shell": PUBLIC, **ERROR}),
    "500": ("errors/500.html", {"shell": COMMUNE, **ERROR}),
    "refus": ("errors/refusal.html", {"shell": SYNDICATE, **ERROR}),
    "sans-place": ("no_place.html", {"shell": replace(COMMUNE, place=None, switcher=(), navigation=())}),
    "demonstration": ("demonstration/people.html", {"shell": PUBLIC, **PEOPLE}),
    "absent": ("sign_in/absent.html", {"shell": PUBLIC, "return_to": "/commune/1"}),
    "parti": ("sign_in/gone.html", {"shell": PUBLIC}),
    "entree-refusee": ("sign_in/refused.html", {"shell": PUBLIC, **ERROR}),
}


def built_environment(assets: Assets) -> Environment:
    """The product's environment, which also finds the gallery."""
    built = environment(asset=assets.url, icon=Icons(NPM / "lucide-static" / "icons"))
    assert built.loader is not None
    return built.overlay(loader=ChoiceLoader([built.loader, FileSystemLoader(HERE)]))


@get("/{name:str}", opt={"open_to": "anyone"}, media_type="text/html")
async def gallery_page(request: Request[Any, Any, Any], name: FromPath[str]) -> Response[str]:
    """One page of the gallery, in the mood that the address asks for."""
    template, values = PAGES[name]
    shell = replace(values["shell"], theme=request.query_params.get("theme", "auto"), path=f"/{name}")
    found: Environment = request.app.state.templates
    return Response(found.get_template(template).render({**values, "shell": shell}), media_type="text/html")


WRITTEN: list[int] = []
NAMES = ("Bard", "Chalmazel-Jeansagnière", "Essertines-en-Châtelneuf", "Feurs", "Saint-Thomas-la-Garde")


@get("/liste", opt={"open_to": "anyone"}, media_type="text/html")
async def listing(request: Request[Any, Any, Any]) -> Response[str]:
    """A list that filters and sorts: the whole page, or its part when htmx asks."""
    words = request.query_params.get("q", "")
    rows = sorted((name for name in NAMES if words.lower() in name.lower()), reverse="tri" in request.query_params)
    found = request.app.state.templates.get_template("gallery/list.html")
    context = found.new_context({"shell": replace(COMMUNE, path="/liste"), "rows": rows, "words": words, **VALUES})
    render = found.blocks["communes"] if request.headers.get("HX-Request-Type") == "partial" else found.root_render_func
    return Response("".join(render(context)), media_type="text/html")


@post("/ecrire", opt={"open_to": "anyone"}, status_code=303)
async def write(request: Request[Any, Any, Any]) -> Redirect:
    """A form that takes its time."""
    request.app.state.written.append(1)
    await asyncio.sleep(0.5)
    return Redirect("/syndicat", status_code=303)


def gallery_server(assets: Assets, port: int = 0) -> uvicorn.Server:
    """The gallery with the product's headers, content policy included."""
    state = State({"assets": assets, "templates": built_environment(assets), "written": WRITTEN})
    app = Litestar(route_handlers=[gallery_page, listing, write, asset], state=state, openapi_config=None)
    config = uvicorn.Config(with_headers(app, secure=False), host="127.0.0.1", port=port, log_level="error", ws="none")
    return uvicorn.Server(config)


@pytest.fixture(scope="session")
def assets() -> Assets:
    """The served files, read once."""
    return Assets.of(NPM)


@pytest.fixture(scope="session")
def templates(assets: Assets) -> Environment:
    """The product's environment and the gallery."""
    return built_environment(assets)


@pytest.fixture(scope="session")
def gallery(assets: Assets) -> Iterator[str]:
    """Address of the gallery, served by a thread."""
    server = gallery_server(assets)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="session")
def pages(templates: Environment) -> Mapping[str, str]:
    """Every page of the gallery, rendered."""
    return {name: templates.get_template(template).render(values) for name, (template, values) in PAGES.items()}


@pytest.fixture
def commune_shell() -> Shell:
    """The shell of a secretary in one commune."""
    return COMMUNE


@pytest.fixture
def public_shell() -> Shell:
    """The shell of somebody who is not signed in."""
    return PUBLIC


@pytest.fixture
def written() -> list[int]:
    """What the form that takes its time has received, emptied first."""
    WRITTEN.clear()
    return WRITTEN
