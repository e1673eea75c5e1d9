"""The shell of one request: who is signed in, where, what may be opened, what was just done."""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Final

from bocage.catalogue import discovery
from bocage.catalogue.manifest import Page, Search
from bocage.identity.current import Session, session_of
from bocage.settings import WebSettings
from bocage.tenancy import Kind, Place, Standing
from bocage.tenancy.ports import Livery
from bocage.web.front_page import home_of
from bocage.web.guard import AnyRequest, request_id
from bocage.web.request_name import short
from bocage.web.shell import Dress, Flash, NavigationLine, PersonMenu, PlaceHeader, SearchBox, Shell, SwitcherLine

KINDS: Final = {
    Kind.OPERATOR: "Exploitant",
    Kind.SYNDICATE: "Vue de plusieurs communes",
    Kind.EPCI: "EPCI",
    Kind.COMMUNE: "Commune",
}


def shell_of(request: AnyRequest, flash: Flash | None, counts: Mapping[str, int] | None = None) -> Shell:
    """Build the shell from the request's session, its standings and its visit."""
    settings: WebSettings = request.app.state.settings
    session = session_of(request.scope)
    standings: tuple[Standing, ...] = request.scope["state"].get("standings", ())
    visit = request.scope["state"].get("visit")
    modules: Collection[str] = request.scope["state"].get("modules", ())
    here: Standing | None = None if visit is None else visit.standing
    return Shell(
        person=person_menu(session, here or next(iter(standings), None)),
        place=None if here is None else place_header(here),
        dress=None if here is None else dress(here.place, request.scope["state"].get("livery")),
        switcher=tuple(switcher_line(standing, here) for standing in standings),
        navigation=() if here is None else navigation(here, modules, request.url.path, counts or {}),
        search=None if here is None else search_box(here, modules),
        flash=flash,
        csrf_token="" if session is None else session.csrf_token,
        theme="auto" if session is None else session.theme,
        path=request.url.path,
        demonstration=settings.demonstration,
        operator_name=settings.operator_name,
        request_reference=short(request_id(request)),
        now=datetime.now(UTC),
    )


def person_menu(session: Session | None, standing: Standing | None) -> PersonMenu | None:
    """Name the person signed in and their role here."""
    if session is None:
        return None
    return PersonMenu(name=session.person.name, role="" if standing is None else standing.role_title)


def place_header(here: Standing) -> PlaceHeader:
    """Say which commune, or that several are on the screen."""
    return PlaceHeader(
        kind=KINDS[here.place.kind],
        name=here.place.name,
        crossing=here.place.kind.is_portfolio,
        href=home_of(here) or "/",
    )


def dress(place: Place, livery: Livery | None) -> Dress | None:
    """Where browsers find what the place wears; the version is in the address, so that they keep it."""
    if livery is None:
        return None
    worn = f"/marque/{place.uid}/{livery.version}"
    logo = "" if livery.logo_words is None else f"{worn}/logo"
    return Dress(sheet=f"{worn}/couleurs.css", logo=logo, words=livery.logo_words or "")


def switcher_line(standing: Standing, here: Standing | None) -> SwitcherLine:
    """Offer a place with the role held there."""
    current = here is not None and here.place.uid == standing.place.uid
    return SwitcherLine(
        name=standing.place.name,
        note=standing.role_title,
        href=home_of(standing) or "/",
        current=current,
    )


def opens(here: Standing, modules: Collection[str], entry: Page | Search) -> bool:
    """Tell whether a page or a search is open here, to this person."""
    module = discovery.module_of(entry.permission)
    subscribed = module is None or module in modules
    return subscribed and here.place.kind in entry.kinds and here.may(entry.permission)


def navigation(
    here: Standing, modules: Collection[str], path: str, counts: Mapping[str, int]
) -> tuple[NavigationLine, ...]:
    """List the pages open here; what is not open is absent, not greyed, and the nearest above the page is the current."""
    entries = [
        (entry, entry.path.format(place=here.place.uid)) for entry in discovery.pages() if opens(here, modules, entry)
    ]
    nearest = max((href for _, href in entries if is_under(path, href)), key=len, default="")
    return tuple(
        NavigationLine(
            title=entry.title,
            href=href,
            icon=entry.icon,
            current=href == nearest,
            count=counts.get(entry.counted) if entry.counted else None,
        )
        for entry, href in entries
    )


def search_box(here: Standing, modules: Collection[str]) -> SearchBox | None:
    """Offer the first search open here; where there is nothing to look for, none."""
    for search in discovery.searches():
        if opens(here, modules, search):
            action = search.path.format(place=here.place.uid)
            return SearchBox(action=action, field=search.field, label=search.label, hint=search.hint)
    return None


def is_under(path: str, href: str) -> bool:
    """Tell whether a page is the one of a line, or below it."""
    return path == href or path.startswith(href + "/")
