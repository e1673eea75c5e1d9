"""The routes of every importer, each with its own permission: what guards them is read without running them."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

from litestar import get, post
from litestar.di import Provide
from litestar.handlers import HTTPRouteHandler

from bocage.imports.asked import provide_shown, providing
from bocage.imports.choice_routes import leave_line, repair_line, repair_lines, take_line_back
from bocage.imports.file_routes import rejects_file, template_file
from bocage.imports.found import importers
from bocage.imports.import_routes import (
    abandon_import,
    confirm_import,
    dry_run,
    imports_page,
    resume_import,
    send,
    undo_import,
)
from bocage.imports.importer import Importer

Page = Callable[..., Any]
ONE: Final = "/{import_id:uuid}"
LINE: Final = ONE + "/lignes/{number:int}"
READING: Final[tuple[tuple[str, Page], ...]] = (
    ("", imports_page),
    ("/modele.csv", template_file),
    (ONE, dry_run),
    (ONE + "/refusees.csv", rejects_file),
)
WRITING: Final[tuple[tuple[str, Page, str], ...]] = (
    ("", send, "import.previewed"),
    (ONE + "/confirmer", confirm_import, "import.confirmed"),
    (ONE + "/abandonner", abandon_import, "import.abandoned"),
    (ONE + "/annuler", undo_import, "import.undone"),
    (ONE + "/relancer", resume_import, "import.resumed"),
    (ONE + "/reparer", repair_lines, "import.repaired"),
    (LINE + "/reparer", repair_line, "import.repaired"),
    (LINE + "/laisser", leave_line, "import.repaired"),
    (LINE + "/reprendre", take_line_back, "import.repaired"),
)


def routes_of(importer: Importer) -> Iterator[HTTPRouteHandler]:
    """The pages of one importer."""
    given = {"dock": Provide(providing(importer))}
    permission = {"permission": importer.permission, "kinds": importer.kinds, "importer": importer.key}
    for path, function in READING:
        seen = given | ({"shown": Provide(provide_shown)} if function is dry_run else {})
        yield get(importer.path + path, opt=permission, dependencies=seen)(function)
    for path, function, verb in WRITING:
        # A file is read as it comes, within limits of its own.
        limits: dict[str, Any] = {"request_max_body_size": None} if function is send else {}
        opt = {**permission, "verb": verb}
        yield post(importer.path + path, opt=opt, dependencies=given, status_code=303, **limits)(function)


@cache
def routes() -> tuple[HTTPRouteHandler, ...]:
    """The pages of all importers."""
    return tuple(handler for importer in importers() for handler in routes_of(importer))
