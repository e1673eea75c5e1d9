"""Columns, actions and counts in the words of the screen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bocage.imports.choices import Choice
from bocage.imports.importer import Importer
from bocage.imports.kept import Import, Status
from bocage.imports.verdict import Action, Change
from bocage.imports.wording import Wording
from bocage.web.flash import Message
from bocage.web.french import noun, number, plural

MOST_LINES: Final = 8
LONGEST_VALUE: Final = 40


def action(wording: Wording, one: Action) -> str:
    """What a line that nothing stops will do."""
    return {
        Action.CREATE: "À créer",
        Action.REATTACH: wording.back[0].upper() + wording.back[1:],
        Action.UPDATE: "À mettre à jour",
        Action.IDENTICAL: "Déjà identique, rien ne change",
    }[one]


def changes(importer: Importer, told: Iterable[Change]) -> str:
    """« population DGF : 690 → 700, courriel : a@b.fr »."""
    return ", ".join(f"{importer.title_of(one.column)} : {arrow(one)}" for one in told)


def arrow(one: Change) -> str:
    """Both values of a change, or the new one where there was none."""
    after = value(one.after)
    return after if one.before is None else f"{value(one.before)} → {after}"


def value(told: str | int) -> str:
    """A value, short enough for a line of a table."""
    text = number(told) if isinstance(told, int) else told
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def these_lines(count: int) -> str:
    """« 3 lignes »."""
    return plural(count, "ligne")


def lines(numbers: Sequence[int]) -> str:
    """« Ligne 12 », « Lignes 12, 23 et 31 », « Lignes 2, 3, 4… et 90 autres »."""
    if len(numbers) == 1:
        return f"Ligne {numbers[0]}"
    if len(numbers) <= MOST_LINES:
        return f"Lignes {', '.join(map(str, numbers[:-1]))} et {numbers[-1]}"
    return f"Lignes {', '.join(map(str, numbers[:MOST_LINES]))} et {len(numbers) - MOST_LINES} autres"


def done(wording: Wording, counts: Mapping[str, int]) -> str:
    """« 31 à créer, 4 à mettre à jour, 2 déjà identiques. »."""
    told = [
        f"{number(counts['create'])} à créer" if counts["create"] else "",
        f"{number(counts['reattach'])} {wording.back}" if counts["reattach"] else "",
        f"{number(counts['update'])} à mettre à jour" if counts["update"] else "",
        f"{number(counts['identical'])} déjà {noun(counts['identical'], 'identique')}" if counts["identical"] else "",
    ]
    return ", ".join(filter(None, told)) + "." if any(told) else "Aucune."


def outcome(wording: Wording, counts: Mapping[str, int]) -> str:
    """« 31 communes rattachées, 4 mises à jour, 3 lignes laissées de côté. »."""
    attached, updated = counts["create"] + counts["reattach"], counts["update"]
    left = counts["refused"] + counts["aside"]
    told = [
        plural(attached, f"{wording.one} {wording.new[1]}", f"{wording.several} {wording.new[2]}") if attached else "",
        plural(updated, *wording.old) if updated else "",
        f"{number(counts['identical'])} déjà {noun(counts['identical'], 'identique')}" if counts["identical"] else "",
        plural(left, "ligne laissée de côté", "lignes laissées de côté") if left else "",
    ]
    return ", ".join(filter(None, told)) + "."


def for_journal(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts that the journal shows."""
    names = {
        "lines": "lignes",
        "create": "à créer",
        "reattach": "à remettre",
        "update": "à mettre à jour",
        "identical": "identiques",
        "refused": "refusées",
        "aside": "laissées de côté",
    }
    return {name: counts[key] for key, name in names.items() if counts[key]}


def choice(importer: Importer, one: Choice) -> str:
    """Say a choice made on a line: « code INSEE lu « 01004 », acceptée hors du département »."""
    if one.aside:
        return "laissée de côté"
    read = [
        f"{importer.title_of(name)} lu « {text} »" if text else f"{importer.title_of(name)} laissé vide"
        for name, text in one.values.items()
    ]
    accepted = [importer.wording.accepted.get(rule, "acceptée") for rule in sorted(one.accepts)]
    return ", ".join((*read, *accepted)) or "lue comme elle est"


STALLED: Final = ("grave", "À reprendre")


def status(one: Import) -> tuple[str, str]:
    """The mood and the words of where an import is."""
    return {
        Status.READING: ("info", "Lecture en cours"),
        Status.WRITING: ("info", "Écriture en cours"),
        Status.PREVIEWED: ("watch", "Attend votre accord"),
        Status.CONFIRMED: ("ok", "Écrit"),
        Status.ABANDONED: ("unknown", "Abandonné"),
        Status.UNDONE: ("unknown", "Annulé"),
    }[one.status]


def confirmed(wording: Wording, counts: Mapping[str, int], path: str) -> Message:
    """What is said once an import is written, with the way to take it back."""
    undoable = counts["create"] + counts["reattach"] and not counts["update"]
    return Message(sentence=outcome(wording, counts), undo_action=f"{path}/annuler" if undoable else None)
