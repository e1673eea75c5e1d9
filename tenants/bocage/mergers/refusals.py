"""What this part refuses."""

from bocage.tenancy import Refusal


class MergerRefusal(Refusal):
    """A merger that cannot be written as it was asked; `field` is the one to correct."""

    def __init__(self, field: str, sentence: str) -> None:
        """Keep the field beside its sentence."""
        super().__init__(sentence)
        self.field = field
