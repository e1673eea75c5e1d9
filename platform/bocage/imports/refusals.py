"""What this part refuses; every sentence says what to do."""

from bocage.tenancy.refusal import ConflictRefusal, Refusal


class ImportRefusal(Refusal):
    """Root of the refusals of this part."""


class FileRefusal(ImportRefusal):
    """The file as a whole cannot be read; no line of it was looked at."""


class StaleRefusal(ConflictRefusal, ImportRefusal):
    """Somebody changed the thing since it was shown."""
