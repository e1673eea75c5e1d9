"""The routes of this part."""

from typing import Final

from bocage.access import invitation_routes, journal_routes, people_routes, place_routes

ROUTES: Final = (*people_routes.ROUTES, *journal_routes.ROUTES, *place_routes.ROUTES, *invitation_routes.ROUTES)
