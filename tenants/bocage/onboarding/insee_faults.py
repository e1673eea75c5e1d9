"""What happened to a code that the register does not have."""

from collections.abc import Callable
from typing import Final

from bocage.communes.spelling import spelled
from bocage.imports.cells import code, scientific
from bocage.imports.entries import Entry
from bocage.imports.verdict import Finding
from bocage.onboarding.known import Commune, Known
from bocage.onboarding.names import named
from bocage.onboarding.ways_out import located, outside_note, proposal, read_as, readings

INSEE_LENGTH: Final = 5


def unknown_code(text: str, entry: Entry, known: Known) -> Finding:
    """Say what happened to a code that the register does not have."""
    for diagnosis in DIAGNOSES:
        finding = diagnosis(text, entry, known)
        if finding is not None:
            return finding
    return no_such_code(text, entry, known)


def power_of_ten(text: str, entry: Entry, known: Known) -> Finding | None:
    """« 4,2012E+4 »: a spreadsheet took the code for a number."""
    digits = scientific(text)
    if digits is None:
        return None
    commune = known.communes.get(digits.zfill(INSEE_LENGTH))
    candidates = [commune] if commune else named(entry, known)
    return Finding(
        rule="insee.power",
        column="insee",
        title=f"Le code INSEE « {text} » est écrit en puissance de dix",
        why="Le tableur l’a pris pour un nombre." + proposal(candidates, known),
        note=outside_note(candidates, known),
        repairs=readings(candidates, known),
    )


def lost_zero(text: str, entry: Entry, known: Known) -> Finding | None:
    """« 1004 »: a spreadsheet took the first zero away."""
    value = code(text)
    commune = known.communes.get("0" + value) if len(value) == INSEE_LENGTH - 1 else None
    if commune is None:
        return None
    return Finding(
        rule="insee.zero",
        column="insee",
        title=f"Le code INSEE « {text} » a 4 caractères, il en faut 5",
        why=(
            "Le tableur a sans doute retiré le zéro de tête. "
            f"Avec lui, *{commune.insee}* est {located(commune, known)}{agreement(commune, entry)}."
        ),
        note=outside_note([commune], known),
        repairs=(read_as(commune, known),),
    )


def agreement(commune: Commune, entry: Entry) -> str:
    """Say whether the rest of the line points at the same commune."""
    name, siren = entry.cells.get("nom", ""), code(entry.cells.get("siren", ""))
    if siren and siren == commune.siren:
        return ", et le SIREN de la ligne correspond"
    if name and spelled(name) == spelled(commune.name):
        return ", et le nom de la ligne correspond"
    return f", alors que la ligne dit « {name} »" if name else ""


def ended_code(text: str, _entry: Entry, known: Known) -> Finding | None:
    """The code of a commune that became part of another."""
    commune = known.communes.get(known.successors.get(code(text), ""))
    if commune is None:
        return None
    return Finding(
        rule="insee.ended",
        column="insee",
        title=f"Le code INSEE {code(text)} est celui d’une ancienne commune",
        why=f"Elle fait aujourd’hui partie de *{commune.name}, {commune.insee}*.",
        note=outside_note([commune], known),
        repairs=(read_as(commune, known),),
    )


def postal_code(text: str, entry: Entry, known: Known) -> Finding | None:
    """A postal code in the place of the code."""
    value = code(text)
    served = [known.communes[insee] for insee in known.postal.get(value, ())]
    if not served:
        return None
    wanted = {commune.insee for commune in named(entry, known)}
    candidates = [commune for commune in served if commune.insee in wanted] or served
    return Finding(
        rule="insee.postal",
        column="insee",
        title=f"« {value} » est un code postal, pas un code INSEE",
        why=f"Il dessert {count_of_communes(len(served))}." + proposal(candidates, known),
        note=outside_note(candidates, known),
        repairs=readings(candidates, known),
    )


def count_of_communes(count: int) -> str:
    """« 1 commune », « 3 communes »."""
    return f"{count} commune" if count == 1 else f"{count} communes"


def wrong_length(text: str, entry: Entry, known: Known) -> Finding | None:
    """Neither five characters nor four that a zero completes."""
    value = code(text)
    if len(value) == INSEE_LENGTH:
        return None
    candidates = named(entry, known)
    size = f"{len(value)} caractère" + ("s" if len(value) > 1 else "")
    return Finding(
        rule="insee.length",
        column="insee",
        title=f"Le code INSEE « {text[:30]} » a {size}, il en faut 5",
        why=proposal(candidates, known).strip() or "Corrigez-le dans le fichier ou ajoutez le nom de la commune.",
        note=outside_note(candidates, known),
        repairs=readings(candidates, known),
    )


def no_such_code(text: str, entry: Entry, known: Known) -> Finding:
    """Five characters that no commune has."""
    candidates = named(entry, known)
    return Finding(
        rule="insee.unknown",
        column="insee",
        title=f"Le code INSEE « {text} » n’existe pas",
        why="Aucune commune ne le porte, aucune ancienne commune non plus." + proposal(candidates, known),
        note=outside_note(candidates, known),
        repairs=readings(candidates, known),
    )


DIAGNOSES: Final[tuple[Callable[[str, Entry, Known], Finding | None], ...]] = (
    power_of_ten,
    lost_zero,
    ended_code,
    postal_code,
    wrong_length,
)
