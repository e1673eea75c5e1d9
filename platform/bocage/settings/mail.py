"""The server that mail leaves by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Self
from urllib.parse import parse_qs, unquote, urlsplit


class Security(StrEnum):
    """How the way to the server is closed: not at all, after a first word in clear, from the first byte."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


PORTS: Final = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}


class MailSettingsError(ValueError):
    """The environment gives half a server, or one that cannot be read; the sentence is for whoever starts the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed over, as whom, and who signs it; the password is never shown."""

    host: str
    port: int
    security: Security
    user: str | None
    password: str | None = field(repr=False)
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """`server` is None when nothing is sent from here."""

    server: MailServer | None

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """Take `SMTP_URL` (`smtp://user:password@host:587?starttls=1`, `smtps://…`) and `MAIL_FROM`."""
        address, sender = environment.get("SMTP_URL", "").strip(), environment.get("MAIL_FROM", "").strip()
        if not address:
            return cls(server=None)
        if "@" not in sender or any(not sign.isprintable() for sign in sender):
            raise MailSettingsError("SMTP_URL est donné sans MAIL_FROM : donnez l’adresse qui signe les messages.")
        return cls(server=server_of(address, sender))


NOTHING_LEAVES: Final = MailSettings(server=None)
"""Where no server is given."""


def server_of(address: str, sender: str) -> MailServer:
    """Read the address of a server; what is said wrong is never repeated, since it may hold a password."""
    wrong = MailSettingsError("SMTP_URL ne se lit pas : écrivez smtp://compte:mot-de-passe@serveur:587?starttls=1.")
    try:
        told = urlsplit(address)
        port = told.port
    except ValueError:
        raise wrong from None
    if told.scheme not in {"smtp", "smtps"} or not told.hostname:
        raise wrong
    starttls = parse_qs(told.query).get("starttls", ["0"])[-1] == "1"
    security = Security.TLS if told.scheme == "smtps" else Security.STARTTLS if starttls else Security.NONE
    return MailServer(
        host=told.hostname,
        port=port or PORTS[security],
        security=security,
        user=unquote(told.username) if told.username else None,
        password=unquote(told.password) if told.password else None,
        sender=sender,
    )
