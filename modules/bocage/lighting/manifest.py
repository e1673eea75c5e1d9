"""What this module brings: the inventory's pages, its two files, its rights."""

from typing import Final

from bocage.catalogue.manifest import Manifest, Page, Permission, Prerequisite
from bocage.tenancy import Kind

MANIFEST: Final = Manifest(
    slug="lighting",
    title="Éclairage",
    package="bocage.lighting",
    routes="bocage.lighting.routes:ROUTES",
    importers="bocage.lighting.importers.importers:IMPORTERS",
    templates=True,
    pages=(
        Page(
            title="Éclairage",
            path="/eclairage/{place}",
            icon="lightbulb",
            permission="lighting.read",
            kinds=frozenset({Kind.COMMUNE}),
            order=10,
        ),
    ),
    permissions=(
        Permission(
            key="lighting.read",
            title="Voir l’inventaire de l’éclairage",
            held_by=frozenset({"secretaire", "elu", "agent_technique"}),
        ),
        Permission(
            key="lighting.write",
            title="Charger et corriger l’inventaire de l’éclairage",
            held_by=frozenset({"secretaire", "agent_technique"}),
            writes=True,
        ),
    ),
    prealables=(
        Prerequisite(key="inventory", label="l’inventaire de l’éclairage"),
        Prerequisite(key="map", label="la carte des points", who="le syndicat"),
    ),
    verbs={"lighting.inventory_changed": "a changé l’inventaire de l’éclairage :"},
)
