"""On what law a convention stands: a dated list, each with what it asks."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bocage.joining.parameters import LONG_AGO
from bocage.joining.refusals import JoiningRefusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Fondement:
    """One ground; `asks` is what goes with it, `warning` what must be read again."""

    key: str
    label: str
    valid_from: date = LONG_AGO
    valid_until: date | None = None
    asks: str = ""
    warning: str = ""


FONDEMENTS: Final = (
    Fondement(key="L5211-56", label="prestation de service (article L5211-56 du CGCT)", asks="un budget annexe"),
    Fondement(
        key="L5211-4-1-III",
        label="mise à disposition de service (article L5211-4-1 III du CGCT)",
        asks="un remboursement des frais",
    ),
    Fondement(key="L5721-9", label="mise à disposition de service d’un syndicat mixte (article L5721-9 du CGCT)"),
    Fondement(key="quasi-regie", label="quasi-régie (articles L2511-1 et suivants du code de la commande publique)"),
    Fondement(key="activites-accessoires", label="activités accessoires prévues par les statuts"),
    Fondement(
        key="marche",
        label="marché",
        warning="Un marché sans mise en concurrence n’est permis que dans les cas prévus par le code de la commande publique.",
    ),
)
NOT_FOR_COMMUNES: Final = "L5111-1"


def valid(day: date, known: tuple[Fondement, ...] = FONDEMENTS) -> tuple[Fondement, ...]:
    """List the grounds that may be chosen on the day."""
    return tuple(one for one in known if one.valid_from <= day and (one.valid_until is None or day <= one.valid_until))


def fondement(key: str, day: date, known: tuple[Fondement, ...] = FONDEMENTS) -> Fondement:
    """Return the ground named, or refuse with the list."""
    listed = valid(day, known)
    found = next((one for one in listed if one.key == key.strip()), None)
    if found:
        return found
    choices = " ; ".join(one.label for one in listed)
    if not key.strip():
        raise JoiningRefusal(f"La convention n’a pas de fondement. Choisissez-en un : {choices}.")
    if key.strip() == NOT_FOR_COMMUNES:
        raise JoiningRefusal(
            f"L’article L5111-1 ne couvre pas les communes. Choisissez un autre fondement : {choices}."
        )
    raise JoiningRefusal(f"Le fondement « {key} » n’est pas dans la liste. Choisissez-en un : {choices}.")


def warnings(key: str, day: date, *, competed: bool, known: tuple[Fondement, ...] = FONDEMENTS) -> tuple[str, ...]:
    """Say what must be read again in a ground that is accepted."""
    found = fondement(key, day, known)
    return (found.warning,) if found.warning and not competed else ()
