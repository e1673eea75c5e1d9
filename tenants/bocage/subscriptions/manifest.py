"""What this part brings: the catalogue of modules of a commune, and the syndicate's page of subscriptions."""

from typing import Final

from bocage.catalogue.manifest import Manifest

MANIFEST: Final = Manifest(
    slug="subscriptions",
    title="Modules",
    package="bocage.subscriptions",
    subscriber="bocage.subscriptions.planting:open_at",
    global_tables={
        "subscribed_module": "Le nom d’un module reste connu quand il n’est plus installé ; il n’est à personne.",
    },
    words={
        "stage": "stade",
        "since": "depuis le",
        "perimeter": "périmètre",
        "deliberation": "délibération",
    },
    verbs={"subscription.begun": "a ouvert le module"},
)
