"""Names of communes reduced to what people agree on."""

import re
from functools import lru_cache
from typing import Final

from bocage.web.french import bare

WORDS: Final = re.compile(r"[a-z0-9]+")
SHORTENED: Final = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
LIGATURES: Final = str.maketrans({"œ": "oe", "æ": "ae"})


@lru_cache(maxsize=65_536)
def spelled(name: str) -> str:
    """Reduce a name to its words: no accent, no hyphen, « St » read as « Saint »."""
    words = WORDS.findall(bare(name.lower().translate(LIGATURES)))
    return " ".join(SHORTENED.get(word, word) for word in words)
