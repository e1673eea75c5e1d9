"""The columns of communes.csv that speak of a path, and what a path says in them: what goes out comes back in."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from bocage.joining.acts import Act
from bocage.joining.conventions import Reconduction, period
from bocage.joining.facts import Facts
from bocage.joining.kept import Kept
from bocage.joining.path import Parcours, Path, Stage, Variant

COLUMNS: Final = (
    "parcours",
    "variante",
    "etape",
    "stade",
    "modules",
    "perimetre",
    "date_effet",
    "deliberation",
    "deliberation_date",
    "deliberation_recue_le",
    "deliberation_publiee_le",
    "decision_syndicat",
    "decision_syndicat_date",
    "arrete",
    "arrete_date",
    "pv_date",
    "rgpd_date",
    "fondement",
    "convention",
    "convention_signee_le",
    "convention_fin",
    "reconduction",
    "reconductions_max",
    "preavis_mois",
    "marche",
    "competence_detenue_par",
)
DATES: Final = frozenset(
    name for name in COLUMNS if name.endswith(("_date", "_le")) or name in {"date_effet", "convention_fin"}
)
NUMBERS: Final = frozenset({"reconductions_max", "preavis_mois"})
READ_ONLY: Final = frozenset({"etape", "competence_detenue_par"})
"""Columns that are checked when they come in, and that nothing keeps."""
DECISIONS: Final[Mapping[tuple[Parcours, Variant | None], str]] = {
    (Parcours.TRANSFERT, Variant.ADHESION): "deliberation_commune",
    (Parcours.OPTION, None): "deliberation_commune",
    (Parcours.CONVENTION, None): "autorisation_de_signer",
    (Parcours.GROUPEMENT, Variant.GROUPEMENT): "autorisation_de_signer",
    (Parcours.GROUPEMENT, Variant.CENTRALE): "adhesion_centrale",
}
"""The act of the commune that the columns « deliberation » speak of; an extension has none."""
SIGNED: Final[Mapping[Parcours, str]] = {
    Parcours.CONVENTION: "convention",
    Parcours.GROUPEMENT: "convention_constitutive",
}


def decision_of(path: Path) -> str:
    """The step of the commune's own act, empty on a path that has none."""
    if path.stage is Stage.DEMONSTRATEUR:
        return "acte_demonstrateur"
    return DECISIONS.get((path.parcours, path.variant), "")


def cells_of(kept: Kept, market: str = "") -> dict[str, str]:
    """A path as the cells of a line, those that are empty left out."""
    path, facts = kept.path, kept.facts
    told = {
        "parcours": str(path.parcours),
        "variante": str(path.variant or ""),
        "stade": str(path.stage),
        "modules": "|".join(sorted(path.modules)),
        "perimetre": str(path.perimetre),
        "marche": market,
        "date_effet": said(facts.effect_on or (facts.terms.begins_on if facts.terms else None)),
        **acts_of(path, facts),
        **terms_of(facts),
    }
    return {name: value for name, value in told.items() if value}


def acts_of(path: Path, facts: Facts) -> dict[str, str]:
    """The acts and the marks of a path."""
    voted, signed = facts.acts.get(decision_of(path)), facts.acts.get(SIGNED.get(path.parcours, ""))
    decided, arrete = facts.acts.get("decision_syndicat"), facts.acts.get("arrete_prefectoral")
    marks = {"pv_date": "pv_mise_a_disposition", "rgpd_date": "acte_rgpd"}
    return {
        "deliberation": voted.reference if voted else "",
        "deliberation_date": said(dated(voted)),
        "deliberation_recue_le": said(voted.received_on if voted else None),
        "deliberation_publiee_le": said(voted.published_on if voted else None),
        "decision_syndicat": decided.reference if decided else "",
        "decision_syndicat_date": said(dated(decided)),
        "arrete": arrete.reference if arrete else "",
        "arrete_date": said(dated(arrete)),
        "convention": signed.reference if signed else "",
        "convention_signee_le": said(signed.signed_on if signed else None),
        **{name: said(facts.marks[step].done_on) for name, step in marks.items() if step in facts.marks},
    }


def dated(act: Act | None) -> date | None:
    """The day an act was taken."""
    return (act.adopted_on or act.signed_on) if act else None


def terms_of(facts: Facts) -> dict[str, str]:
    """The terms of a convention; its end is the one of its first term."""
    terms = facts.terms
    if terms is None:
        return {}
    told = {"fondement": terms.fondement, "convention_fin": said(period(terms, 0).ends_on)}
    if terms.reconduction is Reconduction.AUCUNE:
        return {**told, "reconduction": "aucune"}
    renewed = {"reconductions_max": str(terms.reconductions_max), "preavis_mois": str(terms.preavis_months)}
    return {**told, "reconduction": str(terms.reconduction), **renewed}


def said(day: date | None) -> str:
    """A date as the file writes it."""
    return f"{day:%d/%m/%Y}" if day else ""
