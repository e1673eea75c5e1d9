"""What this part refuses; every sentence says what to do."""

from typing import Final

from bocage.tenancy.refusal import ConflictRefusal, Refusal

REPLACED_MEANWHILE: Final = (
    "Ce document a été remplacé depuis que la page s’est affichée : rechargez-la, regardez la dernière version, "
    "puis recommencez s’il le faut."
)


class DocumentRefusal(Refusal):
    """The file cannot be kept as a document."""


class ReplacedRefusal(ConflictRefusal, DocumentRefusal):
    """Somebody deposited a version since the page was shown."""
