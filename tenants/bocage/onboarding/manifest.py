"""What this part brings: the file of communes and the sentences of its deeds."""

from typing import Final

from bocage.catalogue.manifest import Manifest

MANIFEST: Final = Manifest(
    slug="onboarding",
    title="Rattachement",
    package="bocage.onboarding",
    importers="bocage.onboarding.communes_file:IMPORTERS",
    verbs={
        "commune.attached": "a rattaché la commune",
        "commune.corrected": "a corrigé la fiche de la commune",
        "commune.detached": "a retiré la commune du syndicat",
    },
)
