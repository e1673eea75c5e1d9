"""A real mail server on loopback, which keeps what it is given."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any, Final

from aiosmtpd.smtp import SMTP

from bocage.settings import MailSettings

HOST: Final = "127.0.0.1"
SENDER: Final = "Syndicat de la Loire <ne-pas-repondre@exemple.fr>"


@dataclass
class Post:
    """What a server was given; it knows no address of « inconnu » and is too busy for « plus-tard »."""

    messages: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 -- the name and the arguments are the library's
        self,
        server: Any,  # noqa: ANN401 -- the library's
        session: Any,  # noqa: ANN401 -- the library's
        envelope: Any,  # noqa: ANN401 -- the library's
        address: str,
        options: Any,  # noqa: ANN401 -- the library's
    ) -> str:
        """Take an address, or not."""
        del server, session, options
        if address.startswith("inconnu"):
            return "550 no such user"
        if address.startswith("plus-tard"):
            return "451 try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ANN401, N802 -- the library's
        """Keep a message."""
        del server
        message = message_from_bytes(envelope.content, policy=default)
        if not isinstance(message, EmailMessage):
            raise TypeError(message)
        self.messages.append(message)
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


@asynccontextmanager
async def mail_server(**options: Any) -> AsyncIterator[tuple[Post, int]]:  # noqa: ANN401 -- the library's options
    """Run a server until the block ends; give what it is given, and its port."""
    post = Post()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(post, hostname="localhost", loop=loop, **options), HOST, 0)
    async with server:
        yield post, server.sockets[0].getsockname()[1]


def settings_of(url: str) -> MailSettings:
    """Settings of a server."""
    return MailSettings.read({"SMTP_URL": url, "MAIL_FROM": SENDER})
