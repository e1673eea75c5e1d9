"""Values in the words of the screen."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from bocage.lighting.fields import CABINET_OF, GONE
from bocage.lighting.lamps import TITLES
from bocage.lighting.one_point import Change, Point
from bocage.web.french import number

KILOWATT: Final = 1_000
DEEDS: Final = {
    "created": "créé",
    "changed": "modifié",
    "gone": "absent du fichier, à confirmer déposé",
    "restored": "remis comme avant, import annulé",
}
COLUMNS: Final = {
    "id_point": "numéro",
    CABINET_OF: "armoire",
    "depart": "départ",
    "support": "support",
    "type_support": "nature du support",
    "hauteur_m": "hauteur, m",
    "type_lampe": "lampe",
    "puissance_w": "puissance, W",
    "puissance_auxiliaire_w": "auxiliaire, W",
    "puissance_totale_w": "puissance totale, W",
    "nombre": "nombre",
    "flux_lm": "flux, lm",
    "ulr_pct": "ULR, %",
    "cct_k": "température de couleur, K",
    "cie3": "code de flux CIE 3",
    "categorie": "catégorie de l’arrêté",
    "zone": "zone",
    "date_pose_lanterne": "pose du luminaire",
    "date_pose_lampe": "pose de la lampe",
    "etat": "état",
    "regime": "régime",
    "lon": "longitude",
    "lat": "latitude",
    "precision_xy": "classe de précision",
    "prm": "PRM",
    "puissance_lue": "puissance lue",
    "x": "X",
    "y": "Y",
    "srid": "projection",
    "insee": "code INSEE",
}


def power(watts: Decimal | None) -> str:
    """« 830 W », « 3,82 kW », a dash when unknown."""
    if watts is None:
        return "–"
    if watts < KILOWATT:
        return f"{number(watts, 0 if watts == int(watts) else 1)} W"
    return f"{number(watts / KILOWATT, 2)} kW"


def lamp(name: str | None) -> str:
    """« SHP, sodium haute pression »."""
    if not name:
        return "–"
    title = TITLES.get(name)
    return f"{name}, {title}" if title and title != name else name


def installed(text: str | None) -> str:
    """« 2015 », « 12/04/2015 », or that nobody knows."""
    return "/".join(reversed(text.split("-"))) if text else "inconnue"


def identity(point: Point) -> tuple[tuple[str, str], ...]:
    """What the point is, line by line; what nobody gave is said to be missing."""
    return (
        ("Lampe", lamp(point.lamp)),
        ("Puissance de la lampe", power(point.power_watts)),
        ("Auxiliaire", power(point.gear_watts)),
        ("Puissance totale", told_watts(point)),
        ("Flux", with_unit(point.flux_lumens, "lm")),
        ("Température de couleur", with_unit(point.cct_kelvins, "K")),
        ("ULR", with_unit(point.ulr_percent, "%")),
        ("Catégorie de l’arrêté", point.category or "à compléter"),
        ("Pose du luminaire", installed(point.lantern_since)),
        ("Pose de la lampe", installed(point.lamp_since)),
        ("Régime", point.regime or "à compléter"),
    )


def told_watts(point: Point) -> str:
    """The watts drawn, and for how many lamps."""
    if point.drawn_watts is None:
        return "inconnue : hors de l’énergie attendue"
    return power(point.drawn_watts) + (f" pour {point.quantity} points" if point.quantity > 1 else "")


def with_unit(value: Decimal | None, unit: str) -> str:
    """A figure with its unit, or that it is missing."""
    return "à compléter" if value is None else f"{number(value, 0 if value == int(value) else 1)} {unit}"


def place(point: Point) -> tuple[tuple[str, str], ...]:
    """Where the point is and what feeds it."""
    return (
        ("Armoire", point.cabinet or "point sans armoire"),
        ("Départ", point.circuit or "à compléter"),
        ("Support", point.support or "à compléter"),
        ("Nature et hauteur", ", ".join(filter(None, (point.support_kind, with_height(point)))) or "à compléter"),
        ("Position", position(point)),
        ("Lue en", point.read_as or "–"),
        ("Classe de précision", point.precision),
    )


def with_height(point: Point) -> str:
    """« 6 m »."""
    return (
        ""
        if point.height_m is None
        else f"{number(point.height_m, 0 if point.height_m == int(point.height_m) else 1)} m"
    )


def position(point: Point) -> str:
    """« 45,59040° N, 4,07120° E »."""
    if point.latitude is None or point.longitude is None:
        return "inconnue : absente de la carte"
    north, east = "N" if point.latitude >= 0 else "S", "E" if point.longitude >= 0 else "O"
    return f"{number(abs(point.latitude), 5)}° {north}, {number(abs(point.longitude), 5)}° {east}"


def sources(originals: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """What the file said, column by column, where it is not what is stored."""
    return tuple((COLUMNS.get(name, name), text) for name, text in originals.items())


def deed(change: Change) -> str:
    """What was done, in a word."""
    return DEEDS.get(change.deed, change.deed)


def moves(change: Change) -> tuple[tuple[str, str, str], ...]:
    """The values that moved: their name, before, after."""
    names = [name for name in {**change.before, **change.after} if change.deed in {"changed", "restored"}]
    return tuple((COLUMNS.get(name, name), told(change.before, name), told(change.after, name)) for name in names)


def told(values: Mapping[str, Any], name: str) -> str:
    """One value of a change."""
    value = values.get(name)
    return "rien" if value in {None, ""} else str(value)


def is_gone(point: Point) -> bool:
    """Whether somebody should go and see."""
    return point.state == GONE
