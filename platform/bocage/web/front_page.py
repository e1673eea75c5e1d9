"""Which page a standing opens on."""

from bocage.catalogue import discovery
from bocage.tenancy import Standing


def home_of(standing: Standing) -> str | None:
    """Return the address of the first page, in the navigation's order, that a standing may open; never a module's."""
    for entry in discovery.pages():
        is_of_the_house = discovery.module_of(entry.permission) is None
        if is_of_the_house and standing.place.kind in entry.kinds and standing.may(entry.permission):
            return entry.path.format(place=standing.place.uid)
    return None
