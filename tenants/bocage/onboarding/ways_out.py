"""Communes in sentences, and the repairs that read one of them."""

from collections.abc import Iterable, Sequence
from typing import Final

from bocage.imports.verdict import Repair
from bocage.onboarding.known import Commune, Known

MOST_CHOICES: Final = 5
OUTSIDE: Final = "departement"


def is_outside(commune: Commune, known: Known) -> bool:
    """Tell whether the commune is in none of the departments of the syndicate."""
    return bool(known.home) and commune.department not in known.home


def homes(known: Known) -> str:
    """Name the departments of the syndicate."""
    return ", ".join(sorted(known.departments.get(number, number) for number in known.home))


def located(commune: Commune, known: Known) -> str:
    """« Ambérieu-en-Bugey (Ain) »."""
    return f"{commune.name} ({known.departments.get(commune.department, commune.department)})"


def read_as(commune: Commune, known: Known) -> Repair:
    """The repair that reads a commune's code; choosing one outside the department accepts it."""
    accepts = frozenset({OUTSIDE}) if is_outside(commune, known) else frozenset()
    return Repair(label=f"Lire {commune.insee}", values={"insee": commune.insee}, accepts=accepts)


def outside_note(communes: Iterable[Commune], known: Known) -> str:
    """Warn that a repair brings in a commune of another department."""
    outside = any(is_outside(commune, known) for commune in communes)
    return "Cette commune est hors du département du syndicat : la lire ainsi, c’est l’accepter." if outside else ""


def readings(communes: Iterable[Commune], known: Known) -> tuple[Repair, ...]:
    """The repairs that read one of several communes, not too many of them."""
    return tuple(read_as(commune, known) for commune in list(communes)[:MOST_CHOICES])


def proposal(candidates: Sequence[Commune], known: Known) -> str:
    """Say which communes the line may mean, as a sentence that follows another."""
    told = " ou ".join(f"*{commune.insee}*, {located(commune, known)}" for commune in candidates[:MOST_CHOICES])
    return f" Le registre donne {told}." if told else ""
