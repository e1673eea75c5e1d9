"""The values of the page where a file is sent."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bocage.imports import words
from bocage.imports.column import offered
from bocage.imports.importer import Dock
from bocage.imports.kept import Import
from bocage.imports.long import is_stalled
from bocage.tenancy import Visit


def sending_values(dock: Dock, visit: Visit, sent: Sequence[Import], now: datetime) -> dict[str, Any]:
    """What the form says of the file, and the imports already sent."""
    importer = dock.importer
    return {
        "visit": visit,
        "importer": importer,
        "wording": importer.wording,
        "path": importer.at(visit.place.uid),
        "columns": ", ".join(offered(importer.columns)),
        "imports": [(one, words.STALLED if is_stalled(one, now) else words.status(one)) for one in sent],
    }
