"""Which page a standing opens on."""

from bocage.catalogue import discovery
from bocage.tenancy import Standing


def home_of(standing: Standing) -> str | None:
    """Return the address of the first page, in the navigation's order, that a standing may open."""
    for entry in discovery.pages():
        if standing.place.kind in entry.kinds and entry.permission in standing.permissions:
            return entry.path.format(place=standing.place.uid)
    return None
