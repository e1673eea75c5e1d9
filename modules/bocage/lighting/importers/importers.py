"""The two importers, as the platform runs them."""

from typing import Final

from bocage.imports.importer import Importer
from bocage.imports.wording import wording
from bocage.lighting.importers import cabinet_verdicts, point_verdicts
from bocage.lighting.importers.columns import CABINETS, POINTS
from bocage.lighting.importers.known import known
from bocage.lighting.importers.undoing import undo_cabinets, undo_points
from bocage.lighting.importers.writing import write_cabinets, write_points
from bocage.tenancy import Kind

ABOVE: Final = ("Éclairage", "/eclairage/{place}")
COMMUNES: Final = frozenset({Kind.COMMUNE})
WRITE: Final = "lighting.write"

IMPORTERS: Final = (
    Importer(
        key="points",
        permission=WRITE,
        kinds=COMMUNES,
        file_name="points_lumineux.csv",
        columns=POINTS,
        needs=("id_point", "support", "id_armoire"),
        wording=wording(
            "point lumineux",
            "points lumineux",
            page="Charger les points lumineux",
            lead="Une ligne par foyer, par support ou par lot de lampes. Rien n’est écrit avant que vous ayez lu l’essai à blanc.",
            accepted={"position.outside": "position gardée loin du centre"},
        ),
        above=ABOVE,
        known=known,
        judge=point_verdicts.judge,
        write=write_points,
        undo=undo_points,
        in_pieces=True,
        shown={
            "id_armoire": "Armoire",
            "type_lampe": "Lampe",
            "puissance_w": "W",
            "lu_en": "Coordonnées lues en",
        },
        address="/eclairage/{place:uuid}/imports/points",
    ),
    Importer(
        key="cabinets",
        permission=WRITE,
        kinds=COMMUNES,
        file_name="armoires.csv",
        columns=CABINETS,
        needs=("id_armoire",),
        wording=wording("armoire", "armoires", feminine=True, page="Charger les armoires"),
        above=ABOVE,
        known=known,
        judge=cabinet_verdicts.judge,
        write=write_cabinets,
        undo=undo_cabinets,
        in_pieces=True,
        shown={"prm": "PRM", "puissance_souscrite_kva": "kVA", "lu_en": "Coordonnées lues en"},
        address="/eclairage/{place:uuid}/imports/armoires",
    ),
)
