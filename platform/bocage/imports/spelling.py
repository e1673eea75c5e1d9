"""Headings reduced to their words."""

import re
from functools import lru_cache
from typing import Final

from bocage.web.french import bare

LITTLE_WORDS: Final = frozenset({"de", "du", "des", "d", "la", "le", "les", "l", "et"})
WORDS: Final = re.compile(r"[a-z0-9]+")


@lru_cache(maxsize=4096)
def spelled(heading: str) -> str:
    """Reduce a heading to its words: « Nom de la commune » is « nom_commune »."""
    words = WORDS.findall(bare(heading.replace("°", " ")))
    return "_".join(word for word in words if word not in LITTLE_WORDS) or "_".join(words)
