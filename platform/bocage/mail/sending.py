"""Handing a letter over to the server, within a bounded time."""

import asyncio
import ssl
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

import aiosmtplib
import structlog

from bocage.mail.letter import Letter, WrongAddressError, message_of
from bocage.settings import MailServer, MailSettings, Security

LOG: Final = structlog.get_logger("bocage.mail")
PATIENCE_SECONDS: Final = 10.0
"""The whole of it: finding the server, signing in, handing over."""
NOT_CONFIGURED: Final = "Aucun message n’est parti : cette installation n’a pas de serveur d’envoi."
UNREACHABLE: Final = (
    "Le message n’est pas parti : le serveur d’envoi ne répond pas. Il est gardé ; recommencez plus tard."
)
NOT_TRUSTED: Final = (
    "Le message n’est pas parti : le serveur d’envoi ne prouve pas qui il est. Il est gardé ; prévenez l’exploitant."
)
SIGN_IN_REFUSED: Final = (
    "Le message n’est pas parti : le serveur d’envoi refuse notre compte. Il est gardé ; prévenez l’exploitant."
)
REFUSED: Final = "Le message n’est pas parti : le serveur d’envoi refuse l’adresse « {address} ». Vérifiez-la."


class Outcome(StrEnum):
    """What became of a letter; `LATER` is worth trying again as it is."""

    SENT = "sent"
    NOT_CONFIGURED = "not_configured"
    LATER = "later"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """What became of a letter, in a sentence; the letter itself stays with whoever asked."""

    outcome: Outcome
    sentence: str


async def send(settings: MailSettings, letter: Letter, now: datetime, patience: float = PATIENCE_SECONDS) -> Delivery:
    """Hand a letter over and say what became of it; nothing that a server does is raised."""
    server = settings.server
    if server is None:
        return Delivery(outcome=Outcome.NOT_CONFIGURED, sentence=NOT_CONFIGURED)
    try:
        async with asyncio.timeout(patience):
            await handed_over(server, letter, now)
    except WrongAddressError as error:
        return Delivery(outcome=Outcome.REFUSED, sentence=str(error))
    except (aiosmtplib.SMTPException, OSError, TimeoutError) as error:
        failed = failure_of(error, letter)
        LOG.warning("mail not sent", outcome=failed.outcome, error=type(error).__name__, server=server.host)
        return failed
    return Delivery(outcome=Outcome.SENT, sentence=f"Message envoyé à {letter.to_address}.")


async def handed_over(server: MailServer, letter: Letter, now: datetime) -> None:
    """Speak with the server once."""
    client = aiosmtplib.SMTP(
        hostname=server.host,
        port=server.port,
        use_tls=server.security is Security.TLS,
        start_tls=server.security is Security.STARTTLS,
        tls_context=ssl.create_default_context() if server.security is not Security.NONE else None,
    )
    async with client:
        if server.user is not None:
            await client.login(server.user, server.password or "")
        await client.send_message(message_of(letter, server.sender, now))


def failure_of(error: Exception, letter: Letter) -> Delivery:
    """Say what a failure means for the letter: worth another try, or not before something is put right."""
    if isinstance(error, aiosmtplib.SMTPAuthenticationError):
        return Delivery(outcome=Outcome.LATER, sentence=SIGN_IN_REFUSED)
    if isinstance(error.__cause__, ssl.SSLError) or isinstance(error, ssl.SSLError):
        return Delivery(outcome=Outcome.LATER, sentence=NOT_TRUSTED)
    if refuses_for_good(error):
        return Delivery(outcome=Outcome.REFUSED, sentence=REFUSED.format(address=letter.to_address))
    return Delivery(outcome=Outcome.LATER, sentence=UNREACHABLE)


def refuses_for_good(error: Exception) -> bool:
    """Tell a refusal of the address itself from a server that is busy (a code in 400)."""
    permanent = 500
    if isinstance(error, aiosmtplib.SMTPRecipientsRefused):
        return all(one.code >= permanent for one in error.recipients)
    return isinstance(error, aiosmtplib.SMTPRecipientRefused) and error.code >= permanent
