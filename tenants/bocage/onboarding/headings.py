"""Columns by the names that people give them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from bocage.imports.refusals import FileRefusal
from bocage.onboarding.columns import DEPARTMENT, KNOWN, LATER, READ
from bocage.onboarding.synonyms import SYNONYMS

SHOWN: Final = 6
LITTLE_WORDS: Final = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et"})
WORDS: Final = re.compile(r"[a-z0-9]+")

NO_HEADING: Final = (
    "La première ligne n’est pas un en-tête : écrivez-y le nom des colonnes (insee, nom…) "
    "ou partez du modèle à télécharger, puis envoyez le fichier."
)
NEITHER: Final = (
    "Aucune colonne ne donne le code INSEE ni le nom des communes : "
    "nommez l’une d’elles « insee » (ou « nom »), puis envoyez le fichier. En-tête lu : {read}."
)
TWICE: Final = (
    "Les colonnes {first} et {second} sont lues toutes deux comme « {column} » : "
    "n’en gardez qu’une ou renommez l’autre, puis envoyez le fichier."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """Where each column is: `places` of those that are read, `later` of the paths', `unknown` of all others."""

    places: Mapping[str, int]
    later: Mapping[int, str]
    unknown: Mapping[int, str]


def recognise(headings: Sequence[str]) -> Columns:
    """Find the columns of a heading, or raise FileRefusal."""
    found = {index: column_of(heading) for index, heading in enumerate(headings)}
    refuse_twins(headings, found)
    places = {column: index for index, column in found.items() if column in READ or column == DEPARTMENT}
    if "insee" not in places and "nom" not in places:
        raise FileRefusal(no_commune(headings))
    return Columns(
        places=places,
        later={index: column for index, column in found.items() if column in LATER},
        unknown={
            index: heading.strip() for index, heading in enumerate(headings) if found[index] is None and heading.strip()
        },
    )


def no_commune(headings: Sequence[str]) -> str:
    """Say which is missing: the heading, or the column of communes in it."""
    if any(re.fullmatch(r"\d[\dAB]?\d{2,3}", heading.strip()) for heading in headings):
        return NO_HEADING
    read = ", ".join(heading.strip()[:30] for heading in headings[:SHOWN] if heading.strip())
    return NEITHER.format(read=read + ("…" if len(headings) > SHOWN else ""))


def refuse_twins(headings: Sequence[str], found: Mapping[int, str | None]) -> None:
    """A column said twice: nobody can tell which one is right."""
    seen: dict[str, int] = {}
    for index, column in found.items():
        if column is None:
            continue
        if column in seen:
            raise FileRefusal(
                TWICE.format(first=place(headings, seen[column]), second=place(headings, index), column=column),
            )
        seen[column] = index


def place(headings: Sequence[str], index: int) -> str:
    """Name a column as the spreadsheet does, with its heading: « B (code commune) »."""
    return f"{letters(index)} ({headings[index].strip()})"


def letters(index: int) -> str:
    """Return the letters of a column counted from zero: A, B … Z, AA."""
    rest, last = divmod(index, 26)
    return (letters(rest - 1) if rest else "") + chr(ord("A") + last)


def recognised_count(headings: Sequence[str]) -> int:
    """Count the headings that are known."""
    return sum(column_of(heading) is not None for heading in headings)


@lru_cache(maxsize=4096)
def column_of(heading: str) -> str | None:
    """Return the column that a heading names, None when it is unknown."""
    return NAMES.get(spelled(heading))


def spelled(heading: str) -> str:
    """Reduce a heading to its words: « Nom de la commune » is « nom_commune »."""
    bare = unicodedata.normalize("NFD", heading.lower().replace("°", " "))
    words = WORDS.findall("".join(letter for letter in bare if not unicodedata.combining(letter)))
    return "_".join(word for word in words if word not in LITTLE_WORDS) or "_".join(words)


NAMES: Final = SYNONYMS | {spelled(name): name for name in KNOWN}
