"""The routes of this part."""

from typing import Final

from bocage.joining import (
    approval_routes,
    deed_routes,
    guided_routes,
    market_routes,
    path_routes,
    piece_routes,
    procedure_routes,
    rule_routes,
    statute_routes,
    step_routes,
)

ROUTES: Final = (
    *path_routes.ROUTES,
    *step_routes.ROUTES,
    *piece_routes.ROUTES,
    *approval_routes.ROUTES,
    *deed_routes.ROUTES,
    *guided_routes.ROUTES,
    *market_routes.ROUTES,
    *procedure_routes.ROUTES,
    *statute_routes.ROUTES,
    *rule_routes.ROUTES,
)
