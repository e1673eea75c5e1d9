"""The routes of this part."""

from typing import Final

from bocage.joining import path_routes, step_routes

ROUTES: Final = (*path_routes.ROUTES, *step_routes.ROUTES)
