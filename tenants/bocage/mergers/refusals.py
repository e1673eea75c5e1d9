"""What this part refuses."""

from bocage.tenancy.refusal import FieldRefusal


class MergerRefusal(FieldRefusal):
    """A merger that cannot be written as it was asked; `field` is the one to correct."""
