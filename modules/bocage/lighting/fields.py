"""Which column of a file is which column of a table, and of what type: the one list that reading and writing share."""

from typing import Final

TEXT: Final = "text"
NUMBER: Final = "numeric"
WHOLE: Final = "integer"

POINT: Final = {
    "id_point": ("identifier", TEXT),
    "depart": ("circuit", TEXT),
    "support": ("support", TEXT),
    "type_support": ("support_kind", TEXT),
    "hauteur_m": ("height_m", NUMBER),
    "type_lampe": ("lamp", TEXT),
    "puissance_w": ("power_watts", NUMBER),
    "puissance_auxiliaire_w": ("gear_watts", NUMBER),
    "puissance_totale_w": ("absorbed_watts", NUMBER),
    "nombre": ("quantity", WHOLE),
    "flux_lm": ("flux_lumens", NUMBER),
    "ulr_pct": ("ulr_percent", NUMBER),
    "cct_k": ("cct_kelvins", NUMBER),
    "cie3": ("cie3", NUMBER),
    "categorie": ("category", TEXT),
    "zone": ("zone", TEXT),
    "date_pose_lanterne": ("lantern_since", TEXT),
    "date_pose_lampe": ("lamp_since", TEXT),
    "etat": ("state", TEXT),
    "regime": ("regime", TEXT),
    "precision_xy": ("precision", TEXT),
}
CABINET: Final = {
    "id_armoire": ("identifier", TEXT),
    "prm": ("prm", TEXT),
    "puissance_souscrite_kva": ("subscribed_kva", NUMBER),
    "comptage": ("metering", TEXT),
    "type_commande": ("control", TEXT),
    "tension": ("voltage", TEXT),
    "programme": ("programme", TEXT),
    "precision_xy": ("precision", TEXT),
}
PLACE: Final = {"lon": "longitude", "lat": "latitude"}
READ_AS: Final = "lu_en"
"""How the position was read: told, stored, never compared, since our own export is always in WGS84."""
CABINET_OF: Final = "id_armoire"
SERVICE: Final = "en service"
GONE: Final = "à confirmer déposé"
ORIGINALS: Final = "origine"
"""What the file said where it is not what is stored."""
ABSENT: Final = "absents"
"""Points of the same cabinet that the file no longer names, carried by the first line of the cabinet."""


def same(identifier: str) -> str:
    """What two writings of one identifier share: case and spaces do not matter, zeros do."""
    return "".join(identifier.split()).casefold()
