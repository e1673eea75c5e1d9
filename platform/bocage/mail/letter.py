"""A letter, and the message that carries it."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid, parseaddr
from typing import Final

LONGEST_SUBJECT: Final = 150
WRONG_ADDRESS: Final = "« {address} » n’est pas une adresse électronique : corrigez-la, puis recommencez."


class WrongAddressError(ValueError):
    """An address to which nothing can be sent; the sentence is for the screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """To whom, about what, in plain text; `subject` names the place and the thing."""

    to_name: str
    to_address: str
    subject: str
    body: str


def message_of(letter: Letter, sender: str, now: datetime) -> EmailMessage:
    """Write the message: no header comes from anything but one clean line, and robots are told not to answer."""
    message = EmailMessage(policy=SMTP)
    name, address = parseaddr(sender)
    message["From"] = addressed(name, address)
    message["To"] = addressed(letter.to_name, letter.to_address)
    message["Subject"] = one_line(letter.subject)[:LONGEST_SUBJECT]
    message["Date"] = format_datetime(now)
    message["Message-ID"] = make_msgid(domain=address.rpartition("@")[2])
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.body.replace("\x00", ""), subtype="plain", charset="utf-8", cte="quoted-printable")
    # Setting the content takes away every header that speaks of it.
    message["Content-Language"] = "fr"
    return message


def addressed(name: str, address: str) -> Address:
    """A name and an address fit for a header, or refuse the address."""
    shown = one_line(address)
    try:
        if address != shown or not address.isascii() or not address.partition("@")[2].strip("."):
            raise ValueError(address)  # noqa: TRY301 -- one way out, with the library's own refusals
        return Address(display_name=one_line(name), addr_spec=address)
    except (ValueError, IndexError) as error:
        raise WrongAddressError(WRONG_ADDRESS.format(address=shown)) from error


def one_line(text: str) -> str:
    """A text without line breaks nor invisible characters."""
    spaced = " ".join(text.split())
    return "".join(sign for sign in spaced if unicodedata.category(sign)[0] != "C")
