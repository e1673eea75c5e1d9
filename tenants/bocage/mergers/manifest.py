"""What this part brings: the page by which communes become one."""

from typing import Final

from bocage.catalogue.manifest import Manifest, Permission

MANIFEST: Final = Manifest(
    slug="mergers",
    title="Communes nouvelles",
    package="bocage.mergers",
    routes="bocage.mergers.routes:ROUTES",
    templates=True,
    permissions=(
        Permission(
            key="mergers.write",
            title="Réunir des communes en une commune nouvelle",
            held_by=frozenset({"administrateur"}),
            writes=True,
        ),
    ),
    words={"communes": "communes réunies", "le": "le"},
    verbs={
        "merger.done": "a créé la commune nouvelle",
        "merger.closed": "a fermé le dossier, devenu commune nouvelle, de",
    },
)
