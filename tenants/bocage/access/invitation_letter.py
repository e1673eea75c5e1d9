"""The letter of an invitation; pure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from bocage.access.invitations import Colleague
from bocage.access.roles import role_of
from bocage.mail.letter import Letter
from bocage.web.french import day_in_full, within

SUBJECT: Final = "{place} : votre accès à Bocage"
BODY: Final = """Bonjour {name},

{inviter} vous invite à entrer dans Bocage pour {place}, comme {role}.

Ouvrez ce lien avant le {until}, puis connectez-vous avec l’adresse {email} :

{link}

Le lien ne sert qu’une fois. Si vous n’attendiez pas ce message, ne faites rien.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """What the letter says beside the colleague."""

    place: str
    inviter: str
    link: str
    ends_at: datetime


def letter_of(colleague: Colleague, invited: Invited) -> Letter:
    """Write it."""
    return Letter(
        to_name=colleague.name,
        to_address=colleague.email,
        subject=SUBJECT.format(place=invited.place),
        body=BODY.format(
            name=colleague.name,
            inviter=invited.inviter,
            place=invited.place,
            role=within(role_of(colleague.role).title),
            until=day_in_full(invited.ends_at),
            email=colleague.email,
            link=invited.link,
        ),
    )
