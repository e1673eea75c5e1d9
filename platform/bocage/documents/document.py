"""A document, and a file on its way to become one."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from bocage.documents.kinds import kind_of
from bocage.documents.names import cleaned
from bocage.documents.refusals import DocumentRefusal

MOST_BYTES: Final = 25_000_000
TOO_HEAVY: Final = "Le fichier dépasse 25 Mo : numérisez-le en noir et blanc à 200 points par pouce, ou envoyez-le en plusieurs pièces."
NO_FILE: Final = "Aucun fichier n’est joint : choisissez le document, puis envoyez-le."
NO_LABEL: Final = (
    "Le document n’a pas de nom : dites en quelques mots ce qu’il est, par exemple « Délibération du 12 mai »."
)
NO_SIGNATURE: Final = (
    "Dites comment l’original est signé : à la main, par signature électronique, ou si c’est une copie."
)
LONGEST: Final = 200


class Signature(StrEnum):
    """How a file relates to its signed original; a scan is a copy of a manuscript one, never an electronic one."""

    MANUSCRITE = "manuscrite"
    ELECTRONIQUE = "electronique"
    COPIE = "copie"


SIGNATURES: Final = (
    (Signature.MANUSCRITE, "Signature manuscrite, numérisée"),
    (Signature.ELECTRONIQUE, "Signature électronique, dans le fichier"),
    (Signature.COPIE, "Copie, sans valeur d’original"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What a document speaks of: a kind of thing, declared by the part that owns it, and which one."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Deposit:
    """A file fit to be kept; `held_by` completes « original détenu par … », `kept_until` None keeps it for ever."""

    label: str
    file_name: str
    media_type: str
    content: bytes
    signature: Signature
    held_by: str
    kept_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A version of a document, without its content."""

    document_id: UUID
    version: int
    about_kind: str
    about_id: str
    label: str
    file_name: str
    media_type: str
    size: int
    sha256: str
    held_by: str
    signature: str
    deposited_by_name: str
    deposited_at: datetime
    kept_until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a person says of the file they send, as they typed it."""

    label: str
    signature: str
    held_by: str = ""
    kept_until: date | None = None


def deposit_of(name: str, content: bytes, told: Told) -> Deposit:
    """Judge a file and what was said of it, or refuse with the sentence that says what to do."""
    if len(content) > MOST_BYTES:
        raise DocumentRefusal(TOO_HEAVY)
    kind = kind_of(cleaned(name), content)
    label = " ".join(told.label.split())[:LONGEST]
    if not label:
        raise DocumentRefusal(NO_LABEL)
    if told.signature not in set(Signature):
        raise DocumentRefusal(NO_SIGNATURE)
    return Deposit(
        label=label,
        file_name=cleaned(name),
        media_type=kind.media_type,
        content=content,
        signature=Signature(told.signature),
        held_by=" ".join(told.held_by.split())[:LONGEST],
        kept_until=told.kept_until,
    )
