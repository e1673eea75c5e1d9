"""What this part refuses; every sentence says what to do."""

from bocage.tenancy import Refusal


class BrandRefusal(Refusal):
    """A colour or a logo that pages cannot wear; `field` is where it was typed."""

    field = "logo"


class ColourRefusal(BrandRefusal):
    """A colour on which white is hard to read; `nearest` is one that passes, "" when none was typed."""

    field = "couleur"

    def __init__(self, sentence: str, nearest: str = "") -> None:
        """Keep the way out with the sentence."""
        super().__init__(sentence)
        self.nearest = nearest
