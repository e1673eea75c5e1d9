"""Refusals: raised in the heart with the sentence for the screen, turned into a page once, at the edge."""

from typing import ClassVar


class Refusal(Exception):  # noqa: N818 -- a refusal is an answer, not an accident
    """Root of what a part refuses; the sentence is French and says what to do, `field` is the one of a form, if any."""

    status: ClassVar[int] = 422
    field: str = ""

    def __init__(self, sentence: str) -> None:
        """Keep the sentence as it will be read."""
        super().__init__(sentence)
        self.sentence = sentence

    def beside(self, first: str) -> tuple[str, str]:
        """The field that it speaks of, `first` when it names none, and its sentence."""
        return self.field or first, self.sentence


class FieldRefusal(Refusal):
    """What was typed in one field of a form."""

    def __init__(self, field: str, sentence: str) -> None:
        """Keep the name of the field beside the sentence."""
        super().__init__(sentence)
        self.field = field


class NotFoundRefusal(Refusal):
    """Absent, or another commune's: the answer is the same, so that nothing is revealed."""

    status = 404

    def __init__(self) -> None:
        """Say the one sentence that fits both cases."""
        super().__init__("Cette page n’existe pas, ou n’est pas ouverte depuis votre compte.")


class NotPermittedRefusal(Refusal):
    """Refused inside one's own place: says who can grant the right."""

    status = 403


class ConflictRefusal(Refusal):
    """Somebody else changed the thing meanwhile."""

    status = 409
