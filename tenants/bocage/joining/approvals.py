"""The two approvals: who may give each, on which record, and never on one's own document."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

import msgspec

from bocage.joining.refusals import JoiningRefusal


class Role(StrEnum):
    """In which quality somebody speaks."""

    MAIRE = "maire"
    ADJOINT_DELEGUE = "adjoint_delegue"
    SECRETAIRE_NOMME = "secretaire_nomme"
    DSI_COMMUNE = "dsi_commune"
    DSI_EPCI = "dsi_epci"
    DSI_MUTUALISEE = "dsi_mutualisee"
    CHARGE_AFFAIRES = "charge_affaires"


COMMUNE: Final = frozenset({Role.MAIRE, Role.ADJOINT_DELEGUE, Role.SECRETAIRE_NOMME})
SHARED: Final = frozenset({Role.DSI_EPCI, Role.DSI_MUTUALISEE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """An answer on a record; `digest` names the record that was read, `advice_on` the advice a mayor had on security."""

    given_on: date
    by: str
    by_name: str
    role: Role
    yes: bool = True
    reason: str = ""
    digest: str
    advice_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """The technical opinion of the syndicate's officer: read by both, worth no approval."""

    given_on: date
    by: str
    by_name: str
    favourable: bool
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What is read and by whom it was made: the digest of the record, who produced its documents, which DSI exist."""

    digest: str
    produced_by: frozenset[str] = frozenset()
    dsi: frozenset[Role] = frozenset()


def digest_of(record: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a record written one way only."""
    return sha256(msgspec.json.encode(record, order="sorted")).hexdigest()


def givers(step: str, dsi: frozenset[Role]) -> frozenset[Role]:
    """List who may give an approval: the commune's DSI before the shared ones, the mayor when there is none."""
    if step == "accord_commune":
        return COMMUNE
    own = dsi & {Role.DSI_COMMUNE}
    return own or dsi & SHARED or frozenset({Role.MAIRE})


def check_approval(step: str, approval: Approval, reading: Reading) -> None:
    """Refuse an approval of a changed record, by the wrong hand, by whom made the document, or a silent no."""
    for wrong, sentence in faults(step, approval, reading):
        if wrong:
            raise JoiningRefusal(sentence)


def faults(step: str, approval: Approval, reading: Reading) -> tuple[tuple[bool, str], ...]:
    """List each rule: whether it is broken, and its sentence."""
    may = givers(step, reading.dsi)
    advised = approval.advice_on is not None and approval.advice_on <= approval.given_on
    return (
        (approval.role not in may, WRONG_HAND[step == "accord_commune"]),
        (approval.by in reading.produced_by, OWN_DOCUMENT),
        (step == "accord_dsi" and approval.role is Role.MAIRE and not advised, NO_ADVICE),
        (approval.digest != reading.digest, CHANGED),
        (not approval.yes and not approval.reason.strip(), NO_REASON),
    )


WRONG_HAND: Final = {
    True: "L’accord de la commune se donne par le maire, un adjoint délégué ou le secrétaire qu’ils ont nommé. Demandez-le à l’un d’eux.",
    False: "L’accord informatique revient à la DSI de la commune, sinon à celle de l’EPCI ou à la DSI mutualisée, et au maire quand il n’y en a pas. Demandez-le à qui en a la charge.",
}
OWN_DOCUMENT: Final = (
    "Vous avez produit une pièce de ce dossier : l’accord se donne par une autre personne. Demandez-le à un collègue."
)
NO_ADVICE: Final = (
    "L’annexe de sécurité s’accepte après un avis. Indiquez la date de l’avis reçu, puis donnez l’accord."
)
CHANGED: Final = "Le dossier a changé depuis que vous l’avez lu. Relisez-le, puis donnez votre accord."
NO_REASON: Final = "Un refus porte un motif. Écrivez ce qui manque, en une phrase."
