"""The routes of this part."""

from typing import Final

from bocage.console import (
    attachment_routes,
    correction_routes,
    desk_routes,
    file_routes,
    operator_routes,
    reminder_routes,
    wave_routes,
)

ROUTES: Final = (
    *desk_routes.ROUTES,
    *file_routes.ROUTES,
    *correction_routes.ROUTES,
    *attachment_routes.ROUTES,
    *wave_routes.ROUTES,
    *reminder_routes.ROUTES,
    *operator_routes.ROUTES,
)
