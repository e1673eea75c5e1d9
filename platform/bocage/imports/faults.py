"""What is wrong with a line whatever the kind of file."""

from collections.abc import Iterator
from dataclasses import replace

from bocage.imports.entries import Entry
from bocage.imports.verdict import Action, Finding, LineVerdict, Repair


def held_back(entry: Entry, line: LineVerdict) -> LineVerdict:
    """Refuse a line for the faults that its importer did not say itself."""
    if not (entry.errors or entry.surplus):
        return line
    found = (*damaged(entry), *too_many(entry))
    missing = tuple(one for one in found if one not in line.refusals)
    return replace(line, action=Action.REFUSED, refusals=(*line.refusals, *missing)) if missing else line


def damaged(entry: Entry) -> Iterator[Finding]:
    """Refuse the errors of formulas."""
    for column, text in entry.errors.items():
        yield Finding(
            rule="cell.error",
            column=column,
            title=f"La cellule « {column} » contient {text}, une erreur du tableur",
            why="La formule ne trouvait plus sa source : recopiez la valeur dans le fichier, ou laissez la cellule vide.",
            repairs=(Repair(label="Laisser la cellule vide", values={column: ""}),),
        )


def too_many(entry: Entry) -> Iterator[Finding]:
    """Refuse a line with more cells than headings: a delimiter inside a text shifts all that follows."""
    if entry.surplus:
        yield Finding(
            rule="line.long",
            column=None,
            title="La ligne a plus de cellules que l’en-tête",
            why=(
                f"« {entry.surplus[0][:60]} » est après la dernière colonne : un séparateur est sans doute dans un "
                "texte sans guillemets. Corrigez la ligne dans le fichier."
            ),
        )
