"""The columns of communes.csv, in the order of the file."""

from collections.abc import Mapping
from typing import Final

from bocage.imports.column import Column
from bocage.joining.file_columns import COLUMNS as PATHS
from bocage.onboarding.synonyms import SYNONYMS

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
LATER: Final = (
    "nature",
    "article_statuts",
    "duree_minimale_mois",
    "lot",
    "plafond_ht",
    "bon_de_commande",
    "bon_montant_ht",
    "maire_nom",
    "maire_courriel",
    "charge_affaires",
    "dpo_courriel",
    "sgc",
)
NUMBERS: Final = frozenset({"population_municipale", "population_dgf"})
TITLES: Final[Mapping[str, str]] = {
    "insee": "code INSEE",
    "nom": "nom",
    "siren": "SIREN",
    "siret": "SIRET",
    "epci_siren": "EPCI",
    "population_municipale": "population municipale",
    "population_dgf": "population DGF",
    "densite": "densité",
    "contact_nom": "nom du contact",
    "contact_fonction": "fonction du contact",
    "contact_email": "courriel",
    "contact_telephone": "téléphone",
    "vague": "vague",
    "remarques": "remarques",
}
EXAMPLES: Final[Mapping[str, str]] = {
    "insee": "42012",
    "nom": "Bard",
    "densite": "6",
    "contact_nom": "Camille Exemple",
    "contact_fonction": "Secrétaire de mairie",
    "contact_email": "mairie@exemple.fr",
    "contact_telephone": "04 77 00 00 00",
    "vague": "1",
    "remarques": "Cette ligne n’est pas lue, à cause du # qui la commence.",
}
SHOWN: Final[Mapping[str, str]] = {"contact_nom": "Contact", "vague": "Vague", "population_municipale": "Population"}


def column(name: str) -> Column:
    """Declare a column by its name."""
    return Column(
        name=name,
        title=TITLES.get(name, ""),
        synonyms=tuple(heading for heading, meant in SYNONYMS.items() if meant == name),
        example=EXAMPLES.get(name, ""),
        kept=name in LATER,
        is_number=name in NUMBERS,
        offered=name != DEPARTMENT and name not in PATHS,
    )


COLUMNS: Final = tuple(map(column, (*READ, DEPARTMENT, *PATHS, *LATER)))
