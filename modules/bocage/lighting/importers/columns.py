"""The columns of points_lumineux.csv and armoires.csv, in the order of the files."""

from typing import Final

from bocage.imports.column import Column
from bocage.lighting.synonyms import CABINETS as CABINET_WORDS
from bocage.lighting.synonyms import POINTS as POINT_WORDS
from bocage.lighting.synonyms import headings


def point(name: str, title: str, example: str = "", *, is_number: bool = False, offered: bool = True) -> Column:
    """A column of light points with its synonyms."""
    words = headings(POINT_WORDS.get(name, ()))
    return Column(name=name, title=title, synonyms=words, example=example, is_number=is_number, offered=offered)


def cabinet(name: str, title: str, example: str = "", *, is_number: bool = False, offered: bool = True) -> Column:
    """A column of cabinets with its synonyms."""
    words = headings(CABINET_WORDS.get(name, ()))
    return Column(name=name, title=title, synonyms=words, example=example, is_number=is_number, offered=offered)


POINTS: Final = (
    point("id_point", "numéro du point", "PL-0012"),
    point("insee", "code INSEE"),
    point("x", "longitude ou X", "4.0712"),
    point("y", "latitude ou Y", "45.5904"),
    point("srid", "projection", "4326"),
    point("id_armoire", "armoire", "A-03"),
    point("prm", "PRM"),
    point("depart", "départ", "1"),
    point("support", "support", "M-0012"),
    point("type_support", "nature du support", "mât"),
    point("hauteur_m", "hauteur", "6", is_number=True),
    point("type_lampe", "lampe", "SHP"),
    point("puissance_w", "puissance", "70", is_number=True),
    point("puissance_lue", "puissance, unité à confirmer", offered=False),
    point("puissance_auxiliaire_w", "puissance de l’auxiliaire", "13", is_number=True),
    point("puissance_totale_w", "puissance totale", is_number=True),
    point("nombre", "nombre de points", "1", is_number=True),
    point("flux_lm", "flux", is_number=True),
    point("ulr_pct", "ULR", is_number=True),
    point("cct_k", "température de couleur", is_number=True),
    point("cie3", "code de flux CIE 3", is_number=True),
    point("categorie", "catégorie de l’arrêté"),
    point("zone", "zone"),
    point("date_pose_lanterne", "pose du luminaire", "2015"),
    point("date_pose_lampe", "pose de la lampe"),
    point("etat", "état", "en service"),
    point("regime", "régime", "permanent"),
    point("precision_xy", "classe de précision", "C"),
)
CABINETS: Final = (
    cabinet("id_armoire", "armoire", "A-03"),
    cabinet("insee", "code INSEE"),
    cabinet("prm", "PRM", "12345678901234"),
    cabinet("puissance_souscrite_kva", "puissance souscrite", "6", is_number=True),
    cabinet("comptage", "comptage", "compté"),
    cabinet("type_commande", "commande", "horloge astronomique"),
    cabinet("lon", "longitude ou X", "4.0712"),
    cabinet("lat", "latitude ou Y", "45.5904"),
    cabinet("srid", "projection", "4326"),
    cabinet("tension", "tension", "400"),
    cabinet("programme", "programme", "toute la nuit"),
    cabinet("precision_xy", "classe de précision", "C"),
)
