"""The form that joins a file to a step, or puts a new version in the place of one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bocage.documents.document import SIGNATURES, Deposit, Signature, Told, deposit_of
from bocage.joining.kept import Kept
from bocage.joining.path_words import step_label
from bocage.joining.pieces import Piece
from bocage.joining.sections import FormField
from bocage.web.upload import Sent

FIELDS: Final = (
    FormField(name="piece_intitule", label="Ce que c’est", optional=False),
    FormField(name="piece_signature", label="Signature de l’original", kind="choice", options=SIGNATURES),
    FormField(name="piece_detenteur", label="Original détenu par", help="Par exemple « la mairie »"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceForm:
    """What the form shows; `replaces` is the document whose next version is sent."""

    replaces: Piece | None
    typed: Mapping[str, str]
    fields: tuple[FormField, ...] = FIELDS


def piece_form(step: str, kept: Kept, replaced: str, pieces: Iterable[Piece]) -> PieceForm:
    """The form of a step: empty, or filled from the document that is replaced."""
    found = next((one for one in pieces if str(one.last.document_id) == replaced), None)
    if found is not None:
        last = found.last
        told = {"piece_intitule": last.label, "piece_signature": last.signature, "piece_detenteur": last.held_by}
        return PieceForm(replaces=found, typed=told)
    act = kept.facts.acts.get(step)
    reference = f" {act.reference}" if act and act.reference else ""
    told = {
        "piece_intitule": f"{step_label(kept.path, step)}{reference}",
        "piece_signature": Signature.MANUSCRITE,
        "piece_detenteur": act.original_held_by if act else "",
    }
    return PieceForm(replaces=None, typed=told)


def deposit_from(sent: Sent) -> Deposit:
    """Judge what was sent, or refuse it with the sentence that says what to do."""
    told = Told(
        label=sent.fields.get("piece_intitule", ""),
        signature=sent.fields.get("piece_signature", ""),
        held_by=sent.fields.get("piece_detenteur", ""),
    )
    return deposit_of(sent.name, sent.content, told)
