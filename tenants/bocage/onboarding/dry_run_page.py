"""The values of the dry run's template."""

from typing import Any

from bocage.imports.verdict import Action
from bocage.onboarding import dry_run, words
from bocage.onboarding.dry_run import FILTERS, READY_A_PAGE, REFUSED_A_PAGE, Shown
from bocage.onboarding.importing import Dossier
from bocage.onboarding.imports import Status
from bocage.web.address import address, pages


def dry_run_values(dossier: Dossier, shown: Shown, path: str) -> dict[str, Any]:
    """Everything that the page says."""
    batch, verdict = dossier.batch, dossier.verdict
    still_open = batch.status is Status.PREVIEWED
    counts = verdict.counts() if still_open else dict(batch.counts)
    return {
        "batch": batch,
        "path": path,
        "still_open": still_open,
        "status": words.status(batch),
        "counts": counts,
        "ready_count": ready_count(counts),
        "writes": counts["create"] + counts["reattach"] + counts["update"],
        "plan": verdict.fingerprint,
        "done": words.done(counts),
        "outcome": words.outcome(counts),
        "notices": verdict.notices,
        "file_words": dry_run.file_words(dossier),
        "fingerprint": dry_run.fingerprint(batch.sha256),
        "chosen": dry_run.chosen(dossier) if still_open else (),
        **refused_values(dossier, shown, path),
        **ready_values(dossier, shown, path),
    }


def ready_count(counts: dict[str, int]) -> int:
    """How many lines nothing stops."""
    return sum(counts[action.value] for action in Action if action.is_ready)


def refused_values(dossier: Dossier, shown: Shown, path: str) -> dict[str, Any]:
    """The lines to repair, and those to read again."""
    verdict = dossier.verdict
    refused = [line.number for line in verdict.refused]
    reread = [line for line in verdict.lines if line.to_reread]
    remarks = sorted({remark for line in reread for remark in line.remarks})

    def link(number: int) -> str:
        return address(path, {"refusees": str(number)})

    return {
        "refused": dry_run.refused_lines(dossier, shown),
        "refused_count": len(refused),
        "refused_words": words.lines(refused) if refused else "",
        "reread_count": len(reread),
        "reread_words": f"{words.lines([line.number for line in reread])} : {remarks[0]}." if reread else "",
        "refused_pages": pages(len(refused), REFUSED_A_PAGE, link),
        "refused_page": shown.refused_page,
        "alike": dry_run.alike(dossier),
        "heading_focused": shown.after is not None and not refused,
    }


def ready_values(dossier: Dossier, shown: Shown, path: str) -> dict[str, Any]:
    """The table of the lines that are ready, its filters and its pages."""
    counted = {key: dossier.verdict.count(*actions) for key, actions in FILTERS.items()}
    chosen = shown.filter if shown.filter in FILTERS else ""
    titles = {"": "Toutes", "creer": "À créer", "maj": "À mettre à jour"}

    def link(number: int) -> str:
        return address(path, {"voir": chosen, "page": str(number)})

    first = (shown.page - 1) * READY_A_PAGE + 1
    return {
        "ready": dry_run.ready_lines(dossier, shown),
        "segments": [
            (f"{titles[key]}, {count}", address(path, {"voir": key}), key == chosen) for key, count in counted.items()
        ],
        "shown_from": min(first, counted[chosen]),
        "shown_to": min(first + READY_A_PAGE - 1, counted[chosen]),
        "shown_of": counted[chosen],
        "ready_pages": pages(counted[chosen], READY_A_PAGE, link),
        "ready_page": shown.page,
    }
