"""The routes of this part."""

from typing import Final

from bocage.subscriptions import catalogue_routes, grid_routes, opening_routes, period_routes

ROUTES: Final = (
    *catalogue_routes.ROUTES,
    *grid_routes.ROUTES,
    *opening_routes.ROUTES,
    *period_routes.ROUTES,
)
