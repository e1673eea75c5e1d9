"""What this part brings: the register's tables, which belong to nobody."""

from typing import Final

from bocage.catalogue.manifest import Manifest

MANIFEST: Final = Manifest(
    slug="communes",
    title="Communes",
    package="bocage.communes",
    global_tables={
        "register_commune": "Le registre public des communes, le même pour tous.",
        "register_department": "Le registre public des départements.",
        "register_epci": "Le registre public des intercommunalités.",
        "register_edition": "L’édition du registre qui est chargée.",
    },
    newborn_tables={
        "commune": "Ce que l’on sait d’une commune qu’un fichier rattache.",
        "contact": "Qui appeler dans une commune qu’un fichier rattache.",
    },
)
