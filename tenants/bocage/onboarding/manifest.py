"""What this part brings: the pages of imports and the sentences of its deeds."""

from typing import Final

from bocage.catalogue.manifest import Manifest
from bocage.onboarding.verdict import Action

MANIFEST: Final = Manifest(
    slug="onboarding",
    title="Rattachement",
    package="bocage.onboarding",
    routes="bocage.onboarding.routes:ROUTES",
    templates=True,
    identifiers={
        "import_id": "select import_id from import_batch where tenant_id = %(tenant)s limit 1",
        "number": "select 2",
    },
    samples={
        "import_batch.content": "insee;remarques\n42012;{word}\n",
        "import_batch.counts": {"lines": 1, "reread": 0} | dict.fromkeys(map(str, Action), 0),
    },
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
    verbs={
        "commune.attached": "a rattaché la commune",
        "commune.corrected": "a corrigé la fiche de la commune",
        "commune.detached": "a retiré la commune du syndicat",
        "import.previewed": "a déposé un fichier de communes",
        "import.repaired": "a choisi comment lire des lignes d’un fichier",
        "import.confirmed": "a rattaché les communes d’un fichier",
        "import.abandoned": "a abandonné un fichier de communes",
        "import.undone": "a annulé l’import d’un fichier",
    },
)
