"""Which page a standing opens on."""

from bocage.catalogue import discovery
from bocage.catalogue.manifest import Page
from bocage.tenancy import Standing


def home_of(standing: Standing) -> str | None:
    """Return the address of the page that a role opens on, else of the first of the navigation; never a module's."""
    found = [entry for entry in discovery.pages() if opens(standing, entry)]
    chosen = next((entry for entry in found if entry.permission == standing.opens_on), next(iter(found), None))
    return None if chosen is None else chosen.path.format(place=standing.place.uid)


def opens(standing: Standing, entry: Page) -> bool:
    """Tell whether a page of the house is open to a standing."""
    is_of_the_house = discovery.module_of(entry.permission) is None
    return is_of_the_house and standing.place.kind in entry.kinds and standing.may(entry.permission)
