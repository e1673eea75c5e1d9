"""Checks of the cells that hold words: lamp, régime, dates, category, class, PRM."""

import re
from datetime import date
from typing import Final

from bocage.imports.cells import without_spaces
from bocage.imports.entries import Entry
from bocage.imports.spelling import spelled
from bocage.lighting.days import installed
from bocage.lighting.figures import without_count
from bocage.lighting.judged import NOTHING, Judged, emptied, refused
from bocage.lighting.lamps import lamp

LONGEST: Final = 120
PRM: Final = re.compile(r"\d{14}")
REGIMES: Final = {
    "permanent": ("permanent", "toute_nuit", "pn", "eclairage_nuit", "nuit_entiere", "p"),
    "semi-permanent": ("semi_permanent", "semipermanent", "ne", "semi", "demi_nuit", "sp", "nuit_ecourtee"),
}
REGIME_OF: Final = {word: name for name, words in REGIMES.items() for word in words}
CATEGORIES: Final = frozenset("abcdefg")
CLASSES: Final = frozenset("ABC")
METERED: Final = {
    "compte": "compté",
    "comptee": "compté",
    "compteur": "compté",
    "forfait": "forfait",
    "non_compte": "forfait",
}


def words(entry: Entry, column: str) -> Judged:
    """Keep a short text as it is given."""
    text = entry.cells.get(column, "")
    if len(text) > LONGEST:
        title = f"La cellule « {column} » dépasse {LONGEST} caractères"
        return refused("text.long", column, title, "Raccourcissez-la dans le fichier.", emptied(column, "la cellule"))
    return Judged(value=text) if text else NOTHING


def lamp_type(entry: Entry) -> Judged:
    """Name the lamp; a name that nobody knows is kept, to be read again."""
    text = without_count(entry.cells.get("type_lampe", ""))[0]
    if not text:
        text = re.sub(r"[^A-Za-zÀ-ÿ ]", " ", without_count(power_cell(entry))[0]).strip()
        known = lamp(text) if text else None
        return NOTHING if known is None else Judged(value=known)
    known = lamp(text)
    return Judged(value=known) if known else Judged(value=text[:LONGEST], remarks=(f"lampe « {text[:40]} » inconnue",))


def power_cell(entry: Entry) -> str:
    """The cell of the power, which may name the lamp: « SHP 70W »."""
    return entry.cells.get("puissance_w") or entry.cells.get("puissance_lue") or ""


def regime(entry: Entry) -> Judged:
    """Name the two usual régimes; keep any other as it is given."""
    text = entry.cells.get("regime", "")
    return Judged(value=REGIME_OF.get(spelled(text), text[:LONGEST])) if text else NOTHING


def since(entry: Entry, column: str, today: date) -> Judged:
    """Read a date of installation; one that cannot be read, or is to come, is left unknown and told."""
    text = entry.cells.get(column, "")
    if not text:
        return NOTHING
    value, is_read = installed(text, today)
    if not is_read:
        return Judged(remarks=(f"date « {text[:20]} » laissée inconnue",))
    return Judged(value=value) if value else NOTHING


def category(entry: Entry) -> Judged:
    """Read the category of the arrêté, a letter from a to g."""
    text = entry.cells.get("categorie", "").lower()
    if not text:
        return NOTHING
    return Judged(value=text) if text in CATEGORIES else Judged(remarks=(f"catégorie « {text[:20]} » non lue",))


def precision(entry: Entry) -> Judged:
    """Read the class of precision; what is blank is class C, the coarsest, and so is what is not a class."""
    text = entry.cells.get("precision_xy", "").strip().upper().removeprefix("CLASSE ")
    if not text or text in CLASSES:
        return Judged(value=text or None)
    return Judged(remarks=(f"classe de précision « {text[:20]} » lue comme C",))


def prm(entry: Entry) -> Judged:
    """Keep the PRM; a meter's serial number is not one, and is told."""
    text = without_spaces(entry.cells.get("prm", ""))
    if not text or PRM.fullmatch(text):
        return Judged(value=text or None)
    return Judged(
        value=text[:LONGEST],
        remarks=(f"PRM « {text[:20]} » : un PRM a 14 chiffres, un n° de compteur n’en est pas un",),
    )


def metering(entry: Entry) -> Judged:
    """Read « compté » or « forfait »."""
    text = entry.cells.get("comptage", "")
    return Judged(value=METERED.get(spelled(text), text[:LONGEST])) if text else NOTHING
