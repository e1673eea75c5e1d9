"""Communes by their name: one, several, or one written almost alike."""

from collections.abc import Iterable, Mapping
from typing import Final

from bocage.communes.spelling import spelled
from bocage.imports.cells import without_spaces
from bocage.imports.entries import Entry
from bocage.onboarding.columns import DEPARTMENT
from bocage.onboarding.known import Commune, Known

SHORTEST_NEAR: Final = 4


def named(entry: Entry, known: Known) -> list[Commune]:
    """Return the communes that bear the line's name, in the department said, else at home, else anywhere."""
    found = [known.communes[insee] for insee in known.names.get(spelled(entry.cells.get("nom", "")), ())]
    said = department_said(entry, known)
    if said is not None:
        return [commune for commune in found if commune.department == said]
    return [commune for commune in found if commune.department in known.home] or found


def department_said(entry: Entry, known: Known) -> str | None:
    """Return the number of the department that the line says, by number or by name."""
    text = entry.cells.get(DEPARTMENT, "")
    number = without_spaces(text).upper().zfill(2)
    if not text or number in known.departments:
        return number if text else None
    return next((key for key, name in known.departments.items() if spelled(name) == spelled(text)), "")


def almost(entry: Entry, known: Known) -> list[Commune]:
    """Return the communes of home whose name is one letter away."""
    name = spelled(entry.cells.get("nom", ""))
    codes = dict.fromkeys(code for key in deletions(name) for code in known.near.get(key, ()))
    return [known.communes[code] for code in codes]


def neighbours(communes: Iterable[Commune]) -> Mapping[str, tuple[str, ...]]:
    """Index communes by their spelled names less one letter, so that one wrong letter is found without comparing all."""
    index: dict[str, tuple[str, ...]] = {}
    for commune in communes:
        for key in deletions(spelled(commune.name)):
            index[key] = (*index.get(key, ()), commune.insee)
    return index


def deletions(name: str) -> set[str]:
    """Return the name and all names with one letter less; nothing for very short ones."""
    if len(name) < SHORTEST_NEAR:
        return set()
    return {name, *(name[:place] + name[place + 1 :] for place in range(len(name)))}
