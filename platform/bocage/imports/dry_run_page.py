"""The values of the dry run's template."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bocage.imports import dry_run, words
from bocage.imports.dry_run import FILTERS, READY_A_PAGE, REFUSED_A_PAGE, ReadyLine, RefusedLine, Shown
from bocage.imports.importer import Importer
from bocage.imports.kept import Import, Status
from bocage.imports.summary import Summary
from bocage.imports.verdict import Action
from bocage.web.address import address, pages


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """An import as it is looked at: what is said of it, and the lines of the pages asked."""

    importer: Importer
    batch: Import
    summary: Summary
    refused: Sequence[RefusedLine]
    ready: Sequence[ReadyLine]


def dry_run_values(look: Look, shown: Shown, path: str) -> dict[str, Any]:
    """Everything that the page says."""
    batch, summary, wording = look.batch, look.summary, look.importer.wording
    still_open = batch.status is Status.PREVIEWED
    counts = summary.counts if still_open else dict(batch.counts)
    return {
        "importer": look.importer,
        "wording": wording,
        "batch": batch,
        "path": path,
        "still_open": still_open,
        "state_words": words.status(batch),
        "counts": counts,
        "ready_count": ready_count(counts),
        "writes": counts["create"] + counts["reattach"] + counts["update"],
        "plan": summary.plan,
        "done": words.done(wording, counts),
        "outcome": words.outcome(wording, counts),
        "notices": summary.notices,
        "file_words": summary.file_words,
        "fingerprint": dry_run.fingerprint(batch.sha256),
        "chosen": dry_run.chosen(look.importer, batch.choices, summary.names) if still_open else (),
        **refused_values(look, shown, path),
        **ready_values(look, shown, path),
    }


def ready_count(counts: Mapping[str, int]) -> int:
    """How many lines nothing stops."""
    return sum(counts[action.value] for action in Action if action.is_ready)


def refused_values(look: Look, shown: Shown, path: str) -> dict[str, Any]:
    """The lines to repair, and those to read again."""
    summary = look.summary
    count = summary.counts[Action.REFUSED]

    def link(number: int) -> str:
        return address(path, {"refusees": str(number)})

    return {
        "refused": dry_run.focused(look.refused, summary.refused, shown.after),
        "refused_count": count,
        "refused_words": summary.refused_words,
        "reread_count": summary.counts["reread"],
        "reread_words": summary.reread_words,
        "refused_pages": pages(count, REFUSED_A_PAGE, link),
        "refused_page": shown.refused_page,
        "alike": summary.alike,
        "heading_focused": shown.after is not None and not count,
    }


def ready_values(look: Look, shown: Shown, path: str) -> dict[str, Any]:
    """The table of the lines that are ready, its filters and its pages."""
    counted = {key: look.summary.listed[key] for key in FILTERS}
    chosen = shown.filter if shown.filter in FILTERS else ""
    titles = {"": "Toutes", "creer": "À créer", "maj": "À mettre à jour"}

    def link(number: int) -> str:
        return address(path, {"voir": chosen, "page": str(number)})

    first = (shown.page - 1) * READY_A_PAGE + 1
    return {
        "ready": look.ready,
        "shown_columns": shown_columns(look.importer),
        "segments": [
            (f"{titles[key]}, {count}", address(path, {"voir": key}), key == chosen) for key, count in counted.items()
        ],
        "shown_from": min(first, counted[chosen]),
        "shown_to": min(first + READY_A_PAGE - 1, counted[chosen]),
        "shown_of": counted[chosen],
        "ready_pages": pages(counted[chosen], READY_A_PAGE, link),
        "ready_page": shown.page,
    }


def shown_columns(importer: Importer) -> list[tuple[str, bool]]:
    """The headings of the table, and which are numbers."""
    numbers = {column.name for column in importer.columns if column.is_number}
    return [(title, name in numbers) for name, title in importer.shown.items()]
