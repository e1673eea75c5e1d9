"""The populations and the density of a line."""

from typing import Final

from bocage.imports.cells import likely_number, whole_number
from bocage.imports.spelling import spelled as words
from bocage.imports.verdict import Finding, Repair, left_empty
from bocage.onboarding.case import NOTHING, Case, Judged, refused

NAMES: Final = {"population_municipale": "La population municipale", "population_dgf": "La population DGF"}
DENSITIES: Final = (
    "Grands centres urbains",
    "Centres urbains intermédiaires",
    "Ceintures urbaines",
    "Petites villes",
    "Bourgs ruraux",
    "Rural à habitat dispersé",
    "Rural à habitat très dispersé",
)


def municipal(case: Case) -> Judged:
    """Read the municipal population; the register's completes an empty cell and refuses another one."""
    text = case.cell("population_municipale")
    if not text:
        stored = case.stored("population_municipale")
        return Judged(value=case.commune.population if stored is None else stored)
    number = whole_number(text)
    if number is None:
        return refused(not_a_number("population_municipale", text, case.commune.population))
    if number in (case.commune.population, case.stored("population_municipale")) or case.commune.population is None:
        return Judged(value=number)
    return refused(other_population(case, number, case.commune.population))


def other_population(case: Case, read: int, known: int) -> Finding:
    """Show both values."""
    return Finding(
        rule="population.register",
        column="population_municipale",
        title=f"La population municipale de {case.commune.name} n’est pas {thousands(read)}",
        why=f"Le registre donne *{thousands(known)}* habitants. Le fichier est peut-être d’une autre année.",
        repairs=(Repair(label=f"Lire {thousands(known)}", values={"population_municipale": str(known)}),),
    )


def dgf(case: Case) -> Judged:
    """Read the population that counts for State grants: the municipal one and the second homes."""
    text = case.cell("population_dgf")
    if not text:
        return NOTHING
    number = whole_number(text)
    if number is None:
        return refused(not_a_number("population_dgf", text, None))
    municipal_one = case.commune.population
    small = municipal_one is not None and number < municipal_one
    remarks = (f"population DGF, {thousands(number)}, sous la population municipale",) if small else ()
    return Judged(value=number, remarks=remarks)


def not_a_number(column: str, text: str, known: int | None) -> Finding:
    """Refuse what is no count of people, proposing the register's or what the cell seems to say."""
    likely = likely_number(text) if known is None else known
    chosen = () if likely is None else (Repair(label=f"Lire {thousands(likely)}", values={column: str(likely)}),)
    source = f" Le registre donne *{thousands(known)}*." if known is not None else ""
    return Finding(
        rule="population.number",
        column=column,
        title=f"{NAMES[column]} « {text[:30]} » n’est pas un nombre d’habitants",
        why=f"Écrivez-la en chiffres, comme 1250.{source}",
        repairs=(*chosen, left_empty(column, "la population")),
    )


def density(case: Case) -> Judged:
    """Read the level of the density grid of INSEE, from 1 to 7, by number or by name."""
    text = case.cell("densite")
    if not text:
        return NOTHING
    number = whole_number(text)
    if number is not None and 1 <= number <= len(DENSITIES):
        return Judged(value=str(number))
    by_name = next((level for level, name in enumerate(DENSITIES, start=1) if words(name) == words(text)), None)
    return Judged(value=str(by_name)) if by_name else refused(no_level(text))


def no_level(text: str) -> Finding:
    """Refuse what is no level of the grid."""
    return Finding(
        rule="density.level",
        column="densite",
        title=f"La densité « {text[:40]} » n’est pas un niveau de la grille",
        why="La grille de densité de l’INSEE va de 1 (grands centres urbains) à 7 (rural à habitat très dispersé).",
        repairs=(left_empty("densite", "la densité"),),
    )


def thousands(number: int) -> str:
    """Write a count the French way, with narrow spaces: « 15 934 »."""
    return f"{number:,}".replace(",", "\u202f")
