"""What this part brings: the file of communes and the sentences of its deeds."""

from typing import Final

from bocage.catalogue.manifest import Manifest

MANIFEST: Final = Manifest(
    slug="onboarding",
    title="Rattachement",
    package="bocage.onboarding",
    words={
        "contact_nom": "personne à appeler",
        "contact_fonction": "fonction",
        "contact_email": "courriel",
        "contact_telephone": "téléphone",
        "epci_siren": "SIREN de l’intercommunalité",
        "siren": "SIREN",
        "siret": "SIRET",
        "population_municipale": "population municipale",
        "population_dgf": "population DGF",
        "densite": "densité",
    },
    importers="bocage.onboarding.communes_file:IMPORTERS",
    verbs={
        "commune.attached": "a rattaché la commune",
        "commune.corrected": "a corrigé la fiche de la commune",
        "commune.detached": "a retiré la commune du syndicat",
    },
)
