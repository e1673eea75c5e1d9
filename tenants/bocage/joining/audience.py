"""Who must act, as one of a few hands: what a desk filters by, and whom a reminder is written to."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from bocage.joining import words
from bocage.joining.context import People


class Audience(StrEnum):
    """The hands that a step may wait for."""

    MAIRIE = "mairie"
    MAIRE = "maire"
    LES_DEUX = "deux"
    DSI = "dsi"
    EPCI = "epci"
    MEMBRES = "membres"
    SYNDICAT = "syndicat"


TITLES: Final[Mapping[Audience, str]] = {
    Audience.MAIRIE: "La mairie",
    Audience.MAIRE: "Le maire",
    Audience.LES_DEUX: "Le maire et le président",
    Audience.DSI: "La DSI",
    Audience.EPCI: "L’EPCI",
    Audience.MEMBRES: "Les membres",
    Audience.SYNDICAT: "Le syndicat",
}
ROLES: Final[Mapping[Audience, tuple[str, ...]]] = {
    Audience.MAIRIE: ("secretaire_nomme", "secretaire"),
    Audience.MAIRE: ("elu",),
    Audience.LES_DEUX: ("elu",),
    Audience.DSI: ("dsi",),
}
"""The roles that are written to; the other hands are the syndicate's own, or those of people without an account here."""
SAID: Final[Mapping[str, Audience]] = {
    "le maire": Audience.MAIRE,
    words.MAIRIE: Audience.MAIRIE,
    words.SYNDICAT: Audience.SYNDICAT,
    "le président": Audience.SYNDICAT,
    words.BOTH: Audience.LES_DEUX,
    "la mairie et le syndicat": Audience.MAIRIE,
    "l’EPCI": Audience.EPCI,
    "les membres": Audience.MEMBRES,
    "–": Audience.MEMBRES,
}


def audience_of(who: str, people: People) -> Audience | None:
    """Whose hand a sentence names; somebody named who is neither the mayor nor the DSI deposits for the mairie."""
    if not who:
        return None
    named = {people.maire: Audience.MAIRE, people.dsi: Audience.DSI, **SAID}
    return named.get(who, Audience.MAIRIE)


def is_reminded(audience: Audience | None) -> bool:
    """Tell whether a reminder makes sense: nobody reminds oneself, nor a clock."""
    return audience in ROLES
