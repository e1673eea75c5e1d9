"""What this module brings: the inventory's pages, its two files, its rights."""

from typing import Final

from bocage.catalogue.manifest import Manifest, Page, Permission
from bocage.catalogue.offer import Offer, Prerequisite
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
    offer=Offer(
        icon="lightbulb",
        hue="lighting",
        brings=(
            "Chaque point lumineux et chaque armoire sur une carte et dans un tableau",
            "La puissance installée, armoire par armoire, et ce qui manque à l’inventaire",
            "L’inventaire rendu en fichier, comme il est entré",
        ),
        data=("L’inventaire de votre prestataire : points_lumineux.csv et, si possible, armoires.csv",),
        act=("Une délibération qui confie l’éclairage au syndicat, ou qui ouvre le service",),
        prerequisites=(
            Prerequisite(
                key="inventory",
                title="Inventaire de l’éclairage",
                label="l’inventaire de l’éclairage",
                check="bocage.lighting.offered:inventory",
            ),
        ),
        figures="bocage.lighting.offered:figures",
        competences=frozenset({"Éclairage public"}),
    ),
    identifiers={"point_id": "select point_id from lighting_point where tenant_id = %(tenant)s limit 1"},
)
