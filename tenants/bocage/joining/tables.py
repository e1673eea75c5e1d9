"""The tables of the paths: which steps, in which usual order; only the partial order of `order` is enforced."""

from collections.abc import Mapping
from typing import Final

from bocage.joining.path import Parcours, Path, Variant
from bocage.joining.steps import STEPS, Step, applies

OPENS_TRIAL: Final = ("acte_demonstrateur",)
PATHS: Final[Mapping[tuple[Parcours, Variant | None], tuple[str, ...]]] = {
    (Parcours.TRANSFERT, Variant.ADHESION): (
        "deliberation_commune",
        "decision_syndicat",
        "notification_membres",
        "accord_des_membres",
        "arrete_prefectoral",
        "designation_delegues",
        "pv_mise_a_disposition",
    ),
    (Parcours.TRANSFERT, Variant.EXTENSION): (
        "decision_syndicat",
        "notification_membres",
        "accord_des_membres",
        "arrete_prefectoral",
    ),
    (Parcours.OPTION, None): (
        "information",
        "deliberation_commune",
        "decision_syndicat",
        "contrats_en_cours",
        "date_effet",
        "pv_mise_a_disposition",
    ),
    (Parcours.CONVENTION, None): ("autorisation_de_signer", "decision_syndicat", "convention", "date_effet"),
    (Parcours.GROUPEMENT, Variant.GROUPEMENT): (
        "recensement_des_besoins",
        "autorisation_de_signer",
        "convention_constitutive",
        "lancement_consultation",
        "marche_notifie",
        "bon_de_commande",
    ),
    (Parcours.GROUPEMENT, Variant.CENTRALE): ("adhesion_centrale", "bon_de_commande"),
}
WHERE_THEY_APPLY: Final = (
    "dpo",
    "engagement_financier",
    "etat_des_contrats",
    "changement_titulaire_prm",
    "transmission_sgc",
    "agents",
    "acces_donnees",
    "arrete_eclairage",
    "accord_communes",
)
THEN: Final = (
    "acte_rgpd",
    "annexe_securite",
    "prealables",
    "accord_commune",
    "accord_dsi",
    "interlocuteurs",
    "ouverture",
)
REPRISE: Final = (
    "demande_reprise",
    "decision_reprise",
    "repartition_biens_dette",
    "pv_restitution",
    "contrats_repris",
    "restitution_donnees",
    "effacement",
)


def steps_of(path: Path) -> tuple[Step, ...]:
    """List the steps of a path at its stage, in the usual order."""
    keys = (*OPENS_TRIAL, *PATHS[path.parcours, path.variant], *WHERE_THEY_APPLY, *THEN)
    return tuple(STEPS[key] for key in keys if applies(STEPS[key], path))


def acts_of(path: Path) -> tuple[Step, ...]:
    """List the steps of a path that are acts."""
    return tuple(step for step in steps_of(path) if step.act)
