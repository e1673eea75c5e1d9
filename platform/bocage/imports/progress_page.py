"""The values of the page of a file that is being read or written."""

from datetime import datetime
from typing import Any, Final

from bocage.imports.apart import WRITE
from bocage.imports.kept import Import
from bocage.imports.long import is_stalled
from bocage.web.french import number, plural

BEGINNING: Final = "La lecture commence."
WRITING: Final = "Écriture en cours. Rien n’est visible avant que tout soit écrit."


def progress_values(batch: Import, now: datetime) -> dict[str, Any]:
    """How far the file is, or why it stopped."""
    done, total = batch.progress.get("done", 0), batch.progress.get("total", 0)
    return {
        "batch": batch,
        "sentence": sentence(batch, done, total),
        "done": done,
        "total": total,
        "stalled": is_stalled(batch, now),
        "unreadable": batch.is_unreadable,
        "fault": batch.progress.get("said", ""),
    }


def sentence(batch: Import, done: int, total: int) -> str:
    """« 12 000 lignes lues sur 50 000 »."""
    if batch.progress.get("stage") == WRITE:
        return WRITING
    return f"{plural(done, 'ligne lue', 'lignes lues')} sur {number(total)}." if total else BEGINNING
