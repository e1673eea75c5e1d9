"""Checks of the cells that hold a figure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from bocage.imports.entries import Entry
from bocage.lighting.figures import figure, watts, without_count, written
from bocage.lighting.judged import NOTHING, Judged, emptied, refused

LEAST_WATTS: Final = 3
MOST_WATTS: Final = 2_000
LARGEST_CODE: Final = 30
FEWEST_CODES: Final = 5
POWER: Final = "la puissance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A column of figures: its words in a sentence, and the bounds of what is believed."""

    column: str
    words: str
    least: Decimal = Decimal(0)
    most: Decimal = Decimal(10_000_000)
    read: Callable[[str], Decimal | None] = figure


MEASURES: Final = (
    Measure(column="puissance_auxiliaire_w", words="la puissance de l’auxiliaire", read=watts),
    Measure(column="puissance_totale_w", words="la puissance totale", read=watts),
    Measure(column="hauteur_m", words="la hauteur", most=Decimal(60)),
    Measure(column="flux_lm", words="le flux"),
    Measure(column="ulr_pct", words="l’ULR", most=Decimal(100)),
    Measure(column="cct_k", words="la température de couleur", most=Decimal(20_000)),
    Measure(column="cie3", words="le code de flux CIE 3", most=Decimal(100)),
)
SUBSCRIBED: Final = Measure(column="puissance_souscrite_kva", words="la puissance souscrite", most=Decimal(10_000))


def measured(measure: Measure, entry: Entry) -> Judged:
    """Read one figure, or say what stops it."""
    text = entry.cells.get(measure.column, "")
    return judged(measure, text) if text else NOTHING


@lru_cache(maxsize=8192)
def judged(measure: Measure, text: str) -> Judged:
    """Judge the text of a cell; a file repeats few of them."""
    value = measure.read(text)
    way_out = emptied(measure.column, measure.words)
    if value is None:
        title = f"{measure.words.capitalize()} « {text[:40]} » n’est pas un nombre"
        return refused("figure.unread", measure.column, title, "Écrivez un nombre seul, avec ou sans unité.", way_out)
    if not measure.least <= value <= measure.most:
        return out_of_bounds(measure, text, value)
    return Judged(value=written(value))


def out_of_bounds(measure: Measure, text: str, value: Decimal) -> Judged:
    """Refuse what cannot be: less than nothing, more than the measure allows."""
    way_out = emptied(measure.column, measure.words)
    if value < 0:
        title = f"{measure.words.capitalize()} est négative : {text[:40]}"
        return refused("figure.negative", measure.column, title, "Rien de négatif ne se mesure ici.", way_out)
    title = f"{measure.words.capitalize()} « {text[:40]} » dépasse {written(measure.most)}"
    return refused("figure.beyond", measure.column, title, "Vérifiez l’unité et la virgule.", way_out)


def power(entry: Entry, *, codes: bool) -> Judged:
    """Read the power of a lamp, in its own column, in one whose unit is not said, or beside the name of the lamp."""
    column = next((name for name in ("puissance_w", "puissance_lue") if name in entry.cells), "")
    if not column:
        beside = watts(entry.cells.get("type_lampe", ""))
        return NOTHING if beside is None or beside < LEAST_WATTS else Judged(value=written(beside))
    text = without_count(entry.cells[column])[0]
    if codes and column == "puissance_lue":
        return code_or_watts(text)
    answer = measured(Measure(column=column, words=POWER, read=watts), entry)
    return answer if answer.value is None else warned(answer.value)


def warned(value: str) -> Judged:
    """Have an unlikely power read again."""
    if Decimal(value) > MOST_WATTS:
        return Judged(value=value, remarks=(f"puissance de {value} W, plus que 2 000 W",))
    if Decimal(value) < LEAST_WATTS:
        return Judged(value=value, remarks=(f"puissance de {value} W, moins que 3 W",))
    return Judged(value=value)


def code_or_watts(text: str) -> Judged:
    """Ask, since nothing in the file says whether « 4 » is four watts or the fourth of a list."""
    return refused(
        "power.code",
        "puissance_lue",
        f"« {text[:20]} » : des watts, ou le numéro d’une liste ?",
        "Toutes les puissances du fichier sont de petits nombres entiers, comme les codes d’une liste de lampes. "
        "Si ce sont des watts, nommez la colonne « puissance_w » et renvoyez le fichier.",
        emptied("puissance_lue", POWER),
    )


def are_codes(powers: Mapping[str, int], *, only_led: bool) -> bool:
    """Tell whether the powers of a file look like the numbers of a list: whole, small, and too small for its lamps."""
    if sum(powers.values()) < FEWEST_CODES:
        return False
    figures = [figure(text) for text in powers]
    if not all(one is not None and one == int(one) and 1 <= one <= LARGEST_CODE for one in figures):
        return False
    return not only_led or any(one is not None and one < 2 * LEAST_WATTS for one in figures)
