"""A real mail server on loopback, which keeps what it is given."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from bocage.settings import MailSettings

HOST = "127.0.0.1"


@dataclass
class Post:
    """What a server was given; it knows no address of « inconnu » and is too busy for « plus-tard »."""

    messages: list[EmailMessage] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 -- the name is the library's
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        assert server, session
        assert options is not None
        if address.startswith("inconnu"):
            return "550 no such user"
        if address.startswith("plus-tard"):
            return "451 try again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 -- the library's name
        assert server
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.messages.append(message)
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A certificate of loopback, in files."""

    chain: Path
    key: Path

    @property
    def context(self) -> ssl.SSLContext:
        """What the server proves itself with."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.chain, self.key)
        return context


def certificate_in(folder: Path) -> Certificate:
    """Make a certificate that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = Certificate(chain=folder / "chain.pem", key=folder / "key.pem")
    files.chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    plain = serialization.NoEncryption()
    files.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain),
    )
    return files


@asynccontextmanager
async def mail_server(**options: Any) -> AsyncIterator[tuple[Post, int]]:
    """Run a server until the block ends; `options` are the library's."""
    post = Post()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(post, hostname="localhost", loop=loop, **options), HOST, 0)
    async with server:
        yield post, server.sockets[0].getsockname()[1]


def knows(_: Any, __: Any, ___: Any, mechanism: str, data: Any) -> AuthResult:
    """One account."""
    assert mechanism
    return AuthResult(success=(data.login, data.password) == (b"bocage", b"p@ss:w/rd"), handled=False)


def settings_of(url: str) -> MailSettings:
    """Settings of a server."""
    return MailSettings.read({"SMTP_URL": url, "MAIL_FROM": "Syndicat de la Loire <ne-pas-repondre@exemple.fr>"})
