"""The columns of communes.csv, in the order of the file."""

from typing import Final

READ: Final = (
    "insee",
    "nom",
    "siren",
    "siret",
    "epci_siren",
    "population_municipale",
    "population_dgf",
    "densite",
    "contact_nom",
    "contact_fonction",
    "contact_email",
    "contact_telephone",
    "vague",
    "remarques",
)
DEPARTMENT: Final = "departement"
REASON: Final = "motif"
LATER: Final = (
    "nature",
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
    "article_statuts",
    "convention",
    "convention_signee_le",
    "convention_fin",
    "reconduction",
    "reconductions_max",
    "preavis_mois",
    "duree_minimale_mois",
    "marche",
    "lot",
    "plafond_ht",
    "bon_de_commande",
    "bon_montant_ht",
    "maire_nom",
    "maire_courriel",
    "charge_affaires",
    "dpo_courriel",
    "sgc",
    "competence_detenue_par",
)
DATES: Final = frozenset(
    name for name in LATER if name.endswith(("_date", "_le")) or name in {"date_effet", "convention_fin"}
)
KNOWN: Final = frozenset((*READ, *LATER, DEPARTMENT, REASON))
