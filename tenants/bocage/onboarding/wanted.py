"""What the lines of a file ask of the register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bocage.communes.spelling import spelled
from bocage.imports.cells import code
from bocage.imports.entries import Entry
from bocage.onboarding.known import Commune

INSEE_LENGTH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Codes, spelled names and SIRENs that lines mention; an unpadded code is also sought with its zero."""

    lines: int
    codes: frozenset[str]
    names: frozenset[str]
    sirens: frozenset[str]
    epcis: frozenset[str]


def wanted_by(entries: Iterable[Entry]) -> Wanted:
    """List what lines mention."""
    told = [entry.cells for entry in entries]
    codes = {code(cells["insee"]) for cells in told if "insee" in cells}
    return Wanted(
        lines=len(told),
        codes=frozenset(codes | {each.zfill(INSEE_LENGTH) for each in codes}),
        names=frozenset(spelled(cells["nom"]) for cells in told if "nom" in cells),
        sirens=frozenset(code(cells["siren"]) for cells in told if "siren" in cells),
        epcis=frozenset(code(cells["epci_siren"]) for cells in told if "epci_siren" in cells),
    )


def in_doubt(entries: Iterable[Entry], communes: Mapping[str, Commune]) -> list[Entry]:
    """Keep the lines that their code alone does not settle."""
    return [entry for entry in entries if not is_settled(entry, communes)]


def is_settled(entry: Entry, communes: Mapping[str, Commune]) -> bool:
    """Tell whether code, name and SIREN are those of one commune of the register."""
    cells = entry.cells
    commune = communes.get(code(cells.get("insee", "")))
    if commune is None:
        return False
    same_name = "nom" not in cells or spelled(cells["nom"]) == spelled(commune.name)
    return same_name and ("siren" not in cells or code(cells["siren"]) == commune.siren)
