"""Columns, actions and counts in the words of the screen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from bocage.imports.choices import Choice
from bocage.imports.verdict import Action, Change, Verdict
from bocage.onboarding.imports import Import, Status
from bocage.web.flash import Message
from bocage.web.french import noun, number, plural

COLUMNS: Final[Mapping[str, str]] = {
    "insee": "code INSEE",
    "nom": "nom",
    "siren": "SIREN",
    "siret": "SIRET",
    "epci_siren": "EPCI",
    "population_municipale": "population municipale",
    "population_dgf": "population DGF",
    "densite": "densité",
    "contact_nom": "nom du contact",
    "contact_fonction": "fonction du contact",
    "contact_email": "courriel",
    "contact_telephone": "téléphone",
    "vague": "vague",
    "remarques": "remarques",
}
ACTIONS: Final[Mapping[Action, str]] = {
    Action.CREATE: "À créer",
    Action.REATTACH: "À rattacher de nouveau",
    Action.UPDATE: "À mettre à jour",
    Action.IDENTICAL: "Déjà identique, rien ne change",
}
MOST_LINES: Final = 8
LONGEST_VALUE: Final = 40


def column(name: str) -> str:
    """Name a column; those of the paths have their own name only."""
    return COLUMNS.get(name, name)


def changes(told: Iterable[Change]) -> str:
    """« population DGF : 690 → 700, courriel : a@b.fr »."""
    return ", ".join(f"{column(one.column)} : {arrow(one)}" for one in told)


def arrow(one: Change) -> str:
    """Both values of a change, or the new one where there was none."""
    after = value(one.after)
    return after if one.before is None else f"{value(one.before)} → {after}"


def value(told: str | int) -> str:
    """A value, short enough for a line of a table."""
    text = number(told) if isinstance(told, int) else told
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"


def lines(numbers: Sequence[int]) -> str:
    """« Ligne 12 », « Lignes 12, 23 et 31 », « Lignes 2, 3, 4… et 90 autres »."""
    if len(numbers) == 1:
        return f"Ligne {numbers[0]}"
    if len(numbers) <= MOST_LINES:
        return f"Lignes {', '.join(map(str, numbers[:-1]))} et {numbers[-1]}"
    return f"Lignes {', '.join(map(str, numbers[:MOST_LINES]))} et {len(numbers) - MOST_LINES} autres"


def done(counts: Mapping[str, int]) -> str:
    """« 31 à créer, 4 à mettre à jour, 2 déjà identiques. »."""
    told = [
        f"{number(counts['create'])} à créer" if counts["create"] else "",
        f"{number(counts['reattach'])} à rattacher de nouveau" if counts["reattach"] else "",
        f"{number(counts['update'])} à mettre à jour" if counts["update"] else "",
        f"{number(counts['identical'])} déjà {noun(counts['identical'], 'identique')}" if counts["identical"] else "",
    ]
    return ", ".join(filter(None, told)) + "." if any(told) else "Aucune."


def outcome(counts: Mapping[str, int]) -> str:
    """« 31 communes rattachées, 4 mises à jour, 3 lignes laissées de côté. »."""
    attached, updated = counts["create"] + counts["reattach"], counts["update"]
    left = counts["refused"] + counts["aside"]
    told = [
        plural(attached, "commune rattachée", "communes rattachées") if attached else "",
        plural(updated, "mise à jour", "mises à jour") if updated else "",
        f"{number(counts['identical'])} déjà {noun(counts['identical'], 'identique')}" if counts["identical"] else "",
        plural(left, "ligne laissée de côté", "lignes laissées de côté") if left else "",
    ]
    return ", ".join(filter(None, told)) + "."


def for_journal(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts that the journal shows."""
    names = {
        "lines": "lignes",
        "create": "à créer",
        "reattach": "à rattacher de nouveau",
        "update": "à mettre à jour",
        "identical": "identiques",
        "refused": "refusées",
        "aside": "laissées de côté",
    }
    return {name: counts[key] for key, name in names.items() if counts[key]}


def choice(one: Choice) -> str:
    """Say a choice made on a line: « code INSEE lu « 01004 », acceptée hors du département »."""
    if one.aside:
        return "laissée de côté"
    read = [
        f"{column(name)} lu « {text} »" if text else f"{column(name)} laissé vide" for name, text in one.values.items()
    ]
    return ", ".join((*read, *(["acceptée hors du département"] if one.accepts else []))) or "lue comme elle est"


def status(one: Import) -> tuple[str, str]:
    """The mood and the words of where an import is."""
    return {
        Status.PREVIEWED: ("watch", "Attend votre accord"),
        Status.CONFIRMED: ("ok", "Écrit"),
        Status.ABANDONED: ("unknown", "Abandonné"),
        Status.UNDONE: ("unknown", "Annulé"),
    }[one.status]


def confirmed(verdict: Verdict, path: str) -> Message:
    """What is said once an import is written, with the way to take it back."""
    counts = verdict.counts()
    undoable = counts["create"] + counts["reattach"] and not counts["update"]
    return Message(sentence=outcome(counts), undo_action=f"{path}/annuler" if undoable else None)
