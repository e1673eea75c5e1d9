"""The EPCI of a line: it gives rights to read, so nothing is guessed."""

from typing import Final

from bocage.communes.spelling import spelled
from bocage.imports.cells import code
from bocage.imports.verdict import Finding, Repair, left_empty
from bocage.onboarding.case import Case, Judged, grouped, refused

READING_RIGHTS: Final = "Bocage ne choisit pas à votre place : un EPCI donne des droits de lecture."


def epci(case: Case) -> Judged:
    """Read the SIREN of the EPCI, or its name when it is the register's; an empty cell takes the register's."""
    text = case.cell("epci_siren")
    ours = case.known.epcis.get(case.commune.epci_siren or "")
    if not text:
        return Judged(value=case.stored("epci_siren") or case.commune.epci_siren)
    if code(text) in (case.stored("epci_siren"), case.commune.epci_siren):
        return Judged(value=code(text))
    if ours is not None and spelled(text) == spelled(ours.name):
        return Judged(value=ours.siren)
    return refused(finding(case, text))


def finding(case: Case, text: str) -> Finding:
    """Say whether the EPCI exists, and which one the commune belongs to."""
    other = case.known.epcis.get(code(text))
    name = case.commune.name
    title = f"L’EPCI « {text[:60]} » n’existe pas" if other is None else f"{name} n’est pas membre de {other.name}"
    why = "Aucun EPCI ne porte ce SIREN. " if other is None else f"La ligne dit {grouped(other.siren)}. "
    return Finding(
        rule="epci.unknown" if other is None else "epci.register",
        column="epci_siren",
        title=title,
        why=why + membership(case) + " " + READING_RIGHTS,
        repairs=repairs(case),
    )


def membership(case: Case) -> str:
    """Say which EPCI the register gives to the commune."""
    ours = case.known.epcis.get(case.commune.epci_siren or "")
    if ours is None:
        return f"Le registre ne donne aucun EPCI à {case.commune.name}."
    return f"{case.commune.name} est membre de *{ours.name}, {grouped(ours.siren)}*."


def repairs(case: Case) -> tuple[Repair, ...]:
    """Read the register's EPCI, or none when it has none."""
    ours = case.commune.epci_siren
    if ours is None:
        return (left_empty("epci_siren", "l’EPCI"),)
    return (Repair(label=f"Lire {grouped(ours)}", values={"epci_siren": ours}),)
