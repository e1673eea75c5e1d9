"""The contact, the wave and the remarks of a line."""

from collections.abc import Callable
from typing import Final

from bocage.imports.contact_cells import email, likely_email, likely_telephone, telephone
from bocage.imports.verdict import Finding, Repair, left_empty
from bocage.onboarding.case import NOTHING, Case, Judged, refused

LONGEST_NAME: Final = 200
LONGEST_REMARK: Final = 4000
BETWEEN: Final = " | "


def short_text(column: str, word: str) -> Callable[[Case], Judged]:
    """Build the rule of a column of short text."""

    def rule(case: Case) -> Judged:
        text = case.cell(column)
        if len(text) <= LONGEST_NAME:
            return Judged(value=text) if text else NOTHING
        return refused(too_long(column, word, len(text)))

    return rule


def too_long(column: str, word: str, length: int) -> Finding:
    """Refuse a text longer than what fits."""
    most = LONGEST_REMARK if column == "remarques" else LONGEST_NAME
    return Finding(
        rule="text.long",
        column=column,
        title=f"{word.capitalize()} a {length} caractères, {most} au plus",
        why="Raccourcissez-la dans le fichier, ou laissez la cellule vide.",
        repairs=(left_empty(column, word),),
    )


def address(case: Case) -> Judged:
    """Read the e-mail address."""
    text = case.cell("contact_email")
    if not text:
        return NOTHING
    read = email(text)
    if read:
        return Judged(value=read)
    return refused(unreachable("contact_email", "Le courriel", text, likely_email(text)))


def number(case: Case) -> Judged:
    """Read the telephone number, written as it is dialled in France."""
    text = case.cell("contact_telephone")
    if not text:
        return NOTHING
    read = telephone(text)
    if read:
        return Judged(value=read)
    return refused(unreachable("contact_telephone", "Le téléphone", text, likely_telephone(text)))


def unreachable(column: str, word: str, text: str, likely: str | None) -> Finding:
    """Refuse an address or a number that reaches nobody, proposing what it seems to say."""
    example = "nom@commune.fr" if column == "contact_email" else "04 77 24 00 00"
    chosen = () if likely is None else (Repair(label=f"Lire {likely}", values={column: likely}),)
    why = f"La cellule semble dire *{likely}*." if likely else f"Écrivez-le comme {example}."
    return Finding(
        rule=column,
        column=column,
        title=f"{word} « {text[:60]} » ne se lit pas",
        why=why,
        repairs=(*chosen, left_empty(column, word.lower())),
    )


def remarks(case: Case) -> Judged:
    """Keep the remarks and what the unknown columns say; what was kept before and is not said again stays."""
    if not (case.entry.extras or case.held or "remarques" in case.entry.cells):
        return NOTHING
    labels = tuple(f"{heading} = " for heading, _ in case.entry.extras)
    kept = [part for part in str(case.stored("remarques") or "").split(BETWEEN) if not part.startswith(labels)]
    said = [case.cell("remarques")] if case.cell("remarques") else kept
    told = (f"{heading} = {text}" for heading, text in case.entry.extras)
    text = BETWEEN.join(filter(None, (*said, *told)))
    if len(text) <= LONGEST_REMARK:
        return Judged(value=text) if text else NOTHING
    return refused(too_long("remarques", "la remarque", len(text)))
