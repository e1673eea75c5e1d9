"""Which commune a line speaks of, or why nobody can tell."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bocage.communes.spelling import spelled
from bocage.imports.cells import code
from bocage.imports.entries import Entry
from bocage.imports.verdict import Finding, Repair
from bocage.onboarding.insee_faults import unknown_code
from bocage.onboarding.known import Commune, Known
from bocage.onboarding.names import almost, named
from bocage.onboarding.ways_out import OUTSIDE, homes, is_outside, located, outside_note, proposal, readings

OUTSIDE_REMARK: Final = "hors du département du syndicat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The commune of a line, or the refusals."""

    commune: Commune | None = None
    refusals: tuple[Finding, ...] = ()
    remarks: tuple[str, ...] = ()


def find(entry: Entry, known: Known) -> Found:
    """Find the commune by its code, else by its name."""
    text = entry.cells.get("insee", "")
    if not text:
        return by_name(entry, known)
    commune = known.communes.get(code(text))
    if commune is None:
        return Found(refusals=(unknown_code(text, entry, known),))
    return same_name(commune, entry, known) or at_home(commune, entry, known)


def at_home(commune: Commune, entry: Entry, known: Known) -> Found:
    """Refuse a commune of another department until somebody accepts it."""
    if not is_outside(commune, known):
        return Found(commune=commune)
    if OUTSIDE in entry.accepted:
        return Found(commune=commune, remarks=(OUTSIDE_REMARK,))
    finding = Finding(
        rule="department",
        column="insee" if "insee" in entry.cells else "nom",
        title=f"{located(commune, known)} est hors du département du syndicat",
        why=f"Les communes du syndicat sont ici : *{homes(known)}*. Si celle-ci en est bien, dites-le.",
        repairs=(Repair(label="L’accepter quand même", accepts=frozenset({OUTSIDE})),),
    )
    return Found(commune=commune, refusals=(finding,))


def same_name(commune: Commune, entry: Entry, known: Known) -> Found | None:
    """Refuse a line whose code and name are those of two communes."""
    name = entry.cells.get("nom", "")
    if not name or spelled(name) == spelled(commune.name):
        return None
    others = [other for other in named(entry, known) if other != commune]
    finding = Finding(
        rule="insee.name",
        column="nom",
        title=f"Le code {commune.insee} est celui de {commune.name}, la ligne dit « {name} »",
        why="L’un des deux est faux, et le fichier ne dit pas lequel." + other_names(others),
        repairs=(
            Repair(label=f"Lire {commune.name}", values={"nom": commune.name}),
            *readings(others, known),
        ),
    )
    return Found(refusals=(finding,))


def other_names(others: Iterable[Commune]) -> str:
    """Say which codes the name leads to."""
    told = ", ".join(f"*{other.insee}*" for other in others)
    return f" Ce nom est celui de {told}." if told else " Aucune commune d’ici ne porte ce nom."


def by_name(entry: Entry, known: Known) -> Found:
    """Find the commune of a line without a code."""
    candidates = named(entry, known)
    if len(candidates) == 1:
        return at_home(candidates[0], entry, known)
    if "nom" not in entry.cells:
        return Found(refusals=(NOBODY,))
    return Found(refusals=((several if candidates else unknown_name)(candidates, entry, known),))


NOBODY: Final = Finding(
    rule="commune.missing",
    column=None,
    title="La ligne ne dit pas quelle est la commune",
    why="Elle n’a ni code INSEE ni nom : ajoutez l’un des deux dans le fichier, ou laissez-la de côté.",
)


def several(candidates: list[Commune], entry: Entry, known: Known) -> Finding:
    """Refuse a name that several communes bear."""
    name = entry.cells["nom"]
    return Finding(
        rule="name.several",
        column="nom",
        title=f"{len(candidates)} communes s’appellent « {name} »",
        why="Le nom seul ne suffit pas." + proposal(candidates, known) + " Ajoutez le code INSEE ou le département.",
        note=outside_note(candidates, known),
        repairs=readings(candidates, known),
    )


def unknown_name(_: list[Commune], entry: Entry, known: Known) -> Finding:
    """Refuse a name that no commune bears, proposing those that are one letter away."""
    near = almost(entry, known)
    return Finding(
        rule="name.unknown",
        column="nom",
        title=f"Aucune commune ne s’appelle « {entry.cells['nom']} »",
        why=(proposal(near, known) or "Vérifiez le nom, ou ajoutez le code INSEE dans le fichier.").strip(),
        repairs=readings(near, known),
    )
