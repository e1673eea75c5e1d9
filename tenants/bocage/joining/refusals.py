"""What this part refuses; every sentence says what was refused, why, and how to repair it."""

from bocage.tenancy.refusal import Refusal


class JoiningRefusal(Refusal):
    """Root of the refusals of this part."""


class OrderRefusal(JoiningRefusal):
    """A date that breaks the partial order; imported from the past, it would be marked « À vérifier »."""


class DocumentMissingRefusal(JoiningRefusal):
    """A step that is nothing without its paper, entered before the file is joined; `field` is the one of the file."""

    field = "document"


class StoredRefusal(JoiningRefusal):
    """What was stored or sent is not a path, not facts, not a parameter."""
