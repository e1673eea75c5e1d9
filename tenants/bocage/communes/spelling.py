"""Names of communes reduced to what people agree on."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

WORDS: Final = re.compile(r"[a-z0-9]+")
SHORTENED: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae"})


@lru_cache(maxsize=65_536)
def spelled(name: str) -> str:
    """Reduce a name to its words: no accent, no hyphen, « St » read as « Saint »."""
    bare = unicodedata.normalize("NFD", name.lower().translate(LIGATURES))
    words = WORDS.findall("".join(letter for letter in bare if not unicodedata.combining(letter)))
    return " ".join(SHORTENED.get(word, word) for word in words)
