"""The letter of a reminder: what is missing, since when, where to bring it; pure."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bocage.mail.letter import Letter
from bocage.web.french import day_in_full, of

SUBJECT: Final = "{place} : {label}"
BODY: Final = """Bonjour {name},

{syndicate} attend ceci pour le rattachement {of_place} :

{sentence}{since}

Pour le faire : {address}
(la page demande votre connexion habituelle)

{actor}, pour {syndicate}

Ce message est parti de Bocage à la demande de {actor}. Il n’attend pas de réponse à cette adresse.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Somebody who is written to."""

    name: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """What a reminder is about; `address` is the page, whole, where it is done."""

    place: str
    label: str
    sentence: str
    since: date | None
    syndicate: str
    actor: str
    address: str


def letter_of(matter: Matter, recipient: Recipient) -> Letter:
    """Write the letter to one person."""
    since = f"\nAttendu depuis le {day_in_full(matter.since)}." if matter.since else ""
    return Letter(
        to_name=recipient.name,
        to_address=recipient.address,
        subject=SUBJECT.format(place=matter.place, label=matter.label),
        body=BODY.format(
            name=recipient.name,
            syndicate=matter.syndicate,
            of_place=of(matter.place),
            sentence=matter.sentence,
            since=since,
            address=matter.address,
            actor=matter.actor,
        ),
    )
