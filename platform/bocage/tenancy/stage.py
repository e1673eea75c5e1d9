"""How far a commune is with a module."""

from enum import StrEnum


class Stage(StrEnum):
    """Tried in real conditions on a part of the territory, or in force everywhere; the data are the same."""

    DEMONSTRATEUR = "demonstrateur"
    PRODUCTION = "production"
