"""The SIREN and the SIRET of a line, against their key, the register and the other lines."""

from typing import Final

from bocage.imports.cells import code, luhn, scientific
from bocage.imports.verdict import Finding, Repair, left_empty
from bocage.onboarding.case import NOTHING, Case, Judged, grouped, refused

SIREN_LENGTH: Final = 9
SIRET_LENGTH: Final = 14


def siren(case: Case) -> Judged:
    """Read the SIREN of the commune; the register's completes an empty cell and refuses another one."""
    text = case.cell("siren")
    if not text:
        return Judged(value=case.stored("siren") or case.commune.siren)
    digits = code(text)
    if digits in (case.stored("siren"), case.commune.siren):
        return Judged(value=digits)
    finding = badly_written(case, text) or taken(case, digits) or contradicted(case, digits)
    return refused(finding) if finding else Judged(value=digits, remarks=("SIREN absent du registre, gardé tel quel",))


def badly_written(case: Case, text: str) -> Finding | None:
    """Refuse what is not nine digits with their key."""
    digits = code(text)
    fault = shape_fault(text, digits, SIREN_LENGTH)
    if fault is None:
        return None
    return Finding(
        rule="siren.shape",
        column="siren",
        title=f"Le SIREN « {text[:30]} » {fault}",
        why=register_gives(case) or "Corrigez-le dans le fichier, ou laissez la cellule vide.",
        repairs=register_repair(case),
    )


def shape_fault(text: str, digits: str, length: int) -> str | None:
    """Say what is wrong with the shape of a number that carries its key."""
    if scientific(text):
        return "est écrit en puissance de dix : le tableur en a perdu des chiffres"
    if not digits.isdecimal() or not digits.isascii():
        return f"n’est pas fait de {length} chiffres"
    if len(digits) != length:
        return f"a {len(digits)} chiffre{'s' if len(digits) > 1 else ''}, il en faut {length}"
    return None if luhn(digits) else "n’a pas la bonne clé : un chiffre est faux"


def taken(case: Case, digits: str) -> Finding | None:
    """Refuse the SIREN of another line, or of another commune."""
    line, owner = case.seen_sirens.get(digits, (case.entry.number, case.commune.insee))
    if line != case.entry.number and owner != case.commune.insee:
        return doubled(case, digits, f"est déjà celui de la ligne {line}", line)
    holder = case.known.siren_holders.get(digits)
    if holder is not None and holder.insee != case.commune.insee:
        return doubled(case, digits, f"est déjà celui de {holder.name}, rattachée", None)
    other = case.known.communes.get(case.known.siren_owners.get(digits, ""))
    if other is not None and other != case.commune:
        return doubled(case, digits, f"est celui de {other.name}, code {other.insee}", None)
    return None


def doubled(case: Case, digits: str, whose: str, line: int | None) -> Finding:
    """Say whose the SIREN is."""
    return Finding(
        rule="siren.taken",
        column="siren",
        title=f"Le SIREN {grouped(digits)} {whose}",
        why=f"Deux communes ne peuvent pas avoir le même SIREN. {register_gives(case)}".strip(),
        repairs=register_repair(case),
        other_line=line,
    )


def contradicted(case: Case, digits: str) -> Finding | None:
    """Refuse a SIREN that the register does not give to this commune."""
    if case.commune.siren is None:
        return None
    return Finding(
        rule="siren.register",
        column="siren",
        title=f"Le SIREN {grouped(digits)} n’est pas celui de {case.commune.name}",
        why=register_gives(case),
        repairs=register_repair(case),
    )


def register_gives(case: Case) -> str:
    """Say which SIREN the register gives to the commune."""
    if case.commune.siren is None:
        return ""
    return f"Le registre donne *{grouped(case.commune.siren)}* pour {case.commune.name}, code {case.commune.insee}."


def register_repair(case: Case) -> tuple[Repair, ...]:
    """Read the register's SIREN, or none when it has none."""
    known = case.commune.siren
    if known is None:
        return (left_empty("siren", "le SIREN"),)
    return (Repair(label=f"Lire {grouped(known)}", values={"siren": known}),)


def siret(case: Case) -> Judged:
    """Read the SIRET of the town hall: its key, and its first nine digits are the commune's SIREN."""
    text = case.cell("siret")
    if not text:
        return NOTHING
    digits = code(text)
    fault = shape_fault(text, digits, SIRET_LENGTH)
    if fault is not None:
        return refused(siret_finding("siret.shape", f"Le SIRET « {text[:30]} » {fault}"))
    wanted = case.commune.siren or code(case.cell("siren")) or digits[:SIREN_LENGTH]
    if digits.startswith(wanted):
        return Judged(value=digits)
    return refused(
        siret_finding("siret.siren", f"Le SIRET {grouped(digits)} n’est pas celui de {case.commune.name}", wanted)
    )


def siret_finding(rule: str, title: str, wanted: str | None = None) -> Finding:
    """Refuse a SIRET, which the register cannot repair."""
    begins = f"Un SIRET commence par le SIREN de la commune, ici *{grouped(wanted)}*. " if wanted else ""
    return Finding(
        rule=rule,
        column="siret",
        title=title,
        why=begins + "Le registre ne donne pas les SIRET : corrigez-le dans le fichier, ou laissez-le vide.",
        repairs=(left_empty("siret", "le SIRET"),),
    )
