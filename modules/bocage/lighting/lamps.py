"""Lamp technologies under one name each, whatever the inventory calls them."""

import re
from functools import lru_cache
from typing import Final

from bocage.imports.spelling import spelled

NAMES: Final = {
    "SHP": ("shp", "son", "nav", "sodium", "sodium_haute_pression", "hps", "sap"),
    "SBP": ("sbp", "sodium_basse_pression", "sox"),
    "IM": ("im", "hqi", "mh", "hci", "cdm", "cdo", "iodure", "iodures", "iodures_metalliques", "cosmopolis", "cpo"),
    "BF": ("bf", "vm", "mercure", "ballon_fluorescent", "vapeur_mercure", "hpl", "hql"),
    "LED": ("led", "leds", "del", "diode"),
    "FC": ("fc", "fluocompacte", "fluo_compacte", "compacte", "lfc", "pl"),
    "TF": ("tf", "tube", "tube_fluorescent", "fluo", "fluorescent"),
    "HAL": ("hal", "halogene"),
    "INC": ("inc", "incandescence"),
}
KNOWN: Final = {word: name for name, words in NAMES.items() for word in words}
TITLES: Final = {
    "SHP": "sodium haute pression",
    "SBP": "sodium basse pression",
    "IM": "iodures métalliques",
    "BF": "ballon fluorescent",
    "LED": "LED",
    "FC": "fluocompacte",
    "TF": "tube fluorescent",
    "HAL": "halogène",
    "INC": "incandescence",
}
LETTERS: Final = re.compile(r"[a-z]+")


@lru_cache(maxsize=8192)
def lamp(text: str) -> str | None:
    """Name the technology in « SON-T 70 », « Sodium HP », « LED 30.5 »; None when no word of it is known."""
    name = spelled(text)
    if name in KNOWN:
        return KNOWN[name]
    words = LETTERS.findall(name)
    return next((KNOWN[word] for word in ("_".join(words), *words) if word in KNOWN), None)
