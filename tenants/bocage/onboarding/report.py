"""What a command answers: a few lines for a person, one object for a program."""

from collections.abc import Iterator
from typing import Any

from bocage.imports import words
from bocage.imports.rejects import plain
from bocage.imports.verdict import Action, LineVerdict, Verdict
from bocage.onboarding.sentences import WORDING


def as_text(verdict: Verdict, *, dry_run: bool) -> str:
    """The counts, then what is refused with its reason."""
    return "\n".join(text_lines(verdict, dry_run=dry_run))


def text_lines(verdict: Verdict, *, dry_run: bool) -> Iterator[str]:
    """Line by line."""
    counts = verdict.counts()
    yield (
        f"Essai à blanc, rien n’est écrit : {words.done(WORDING, counts)}"
        if dry_run
        else words.outcome(WORDING, counts)
    )
    yield from verdict.notices
    for line in verdict.refused:
        yield from (f"Ligne {line.number} refusée. {plain(one.title)}. {plain(one.why)}" for one in line.refusals)
    for line in verdict.lines:
        if line.to_reread:
            yield f"Ligne {line.number} à relire, {line.name} : {', '.join(line.remarks)}."


def as_object(verdict: Verdict, *, dry_run: bool) -> dict[str, Any]:
    """The same for a program."""
    counts = verdict.counts()
    return {
        "dry_run": dry_run,
        "lines": counts["lines"],
        "created": counts[Action.CREATE],
        "reattached": counts[Action.REATTACH],
        "updated": counts[Action.UPDATE],
        "identical": counts[Action.IDENTICAL],
        "refused": counts[Action.REFUSED],
        "to_reread": counts["reread"],
        "notices": list(verdict.notices),
        "rejects": [rejected(line) for line in verdict.refused],
        "warnings": [
            {"line": line.number, "insee": line.key, "remarks": list(line.remarks)}
            for line in verdict.lines
            if line.to_reread
        ],
    }


def rejected(line: LineVerdict) -> dict[str, Any]:
    """A refused line with its reasons and their repairs."""
    return {
        "line": line.number,
        "insee": line.key,
        "name": line.name,
        "reasons": [
            {
                "rule": one.rule,
                "column": one.column,
                "title": one.title,
                "why": plain(one.why),
                "repairs": [{"label": repair.label, "values": dict(repair.values)} for repair in one.repairs],
            }
            for one in line.refusals
        ],
    }
