"""Everything that the desk's files answer to."""

from typing import Any, Final

from bocage.onboarding import choice_routes, file_routes, import_routes

ROUTES: Final[tuple[Any, ...]] = (*import_routes.ROUTES, *choice_routes.ROUTES, *file_routes.ROUTES)
