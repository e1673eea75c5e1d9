"""Letters handed over to a real server on loopback, and what is said when they are not."""

import asyncio
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bocage.mail.letter import Letter, WrongAddressError, message_of
from bocage.mail.sending import Outcome, send
from bocage.settings import MailSettings, MailSettingsError, Security
from bocage.testing.post import HOST, mail_server, settings_of

from .a_server import certificate_in, knows

NOW = datetime(2026, 11, 25, 9, 30, tzinfo=UTC)
BODY = "Bonjour,\n\nLa délibération de Bard manque depuis le 1er octobre.\n"


def letter(
    to: str = "mairie@bard.fr", subject: str = "Bard : la délibération est attendue", name: str = "É. Roche"
) -> Letter:
    """A letter to a town hall."""
    return Letter(to_name=name, to_address=to, subject=subject, body=BODY)


async def test_a_letter_arrives_as_plain_french_text_that_robots_do_not_answer() -> None:
    async with mail_server() as (post, port):
        done = await send(settings_of(f"smtp://{HOST}:{port}"), letter(), NOW)
    assert (done.outcome, done.sentence) == (Outcome.SENT, "Message envoyé à mairie@bard.fr.")
    (message,) = post.messages
    assert message["Subject"] == "Bard : la délibération est attendue"
    assert message["From"] == "Syndicat de la Loire <ne-pas-repondre@exemple.fr>"
    assert message["To"].addresses[0].display_name == "É. Roche"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Content-Language"] == "fr"
    assert message["Message-ID"].endswith("@exemple.fr>")
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n") == BODY


async def test_the_way_is_encrypted_and_the_account_proves_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = certificate_in(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.chain))
    asked = {"authenticator": knows, "auth_required": True}
    async with mail_server(tls_context=certificate.context, require_starttls=True, **asked) as (post, port):
        address = f"smtp://bocage:p%40ss%3Aw%2Frd@localhost:{port}?starttls=1"
        assert (await send(settings_of(address), letter(), NOW)).outcome is Outcome.SENT
        wrong = await send(settings_of(f"smtp://bocage:faux@localhost:{port}?starttls=1"), letter(), NOW)
    assert post.encrypted == [True]
    assert wrong.outcome is Outcome.LATER
    assert "refuse notre compte" in wrong.sentence


async def test_a_server_that_does_not_prove_who_it_is_is_given_nothing(tmp_path: Path) -> None:
    async with mail_server(tls_context=certificate_in(tmp_path).context) as (post, port):
        done = await send(settings_of(f"smtp://bocage:x@localhost:{port}?starttls=1"), letter(), NOW)
    assert done.outcome is Outcome.LATER
    assert "ne prouve pas qui il est" in done.sentence
    assert post.messages == []


async def test_a_server_without_encryption_is_given_nothing_when_it_is_asked_for() -> None:
    async with mail_server() as (post, port):
        done = await send(settings_of(f"smtp://{HOST}:{port}?starttls=1"), letter(), NOW)
    assert done.outcome is Outcome.LATER
    assert post.messages == []


async def test_a_dead_server_is_one_sentence() -> None:
    with socket.create_server((HOST, 0)) as reserved:
        port = reserved.getsockname()[1]
    done = await send(settings_of(f"smtp://{HOST}:{port}"), letter(), NOW)
    assert done.outcome is Outcome.LATER
    assert done.sentence == (
        "Le message n’est pas parti : le serveur d’envoi ne répond pas. Il est gardé ; recommencez plus tard."
    )


async def test_a_server_that_says_nothing_does_not_hold_us() -> None:
    with socket.create_server((HOST, 0)) as silent:
        asked = settings_of(f"smtp://{HOST}:{silent.getsockname()[1]}")
        done = await asyncio.wait_for(send(asked, letter(), NOW, patience=0.2), 20)
    assert done.outcome is Outcome.LATER


async def test_an_address_that_the_server_refuses_is_not_tried_again_and_a_busy_one_is() -> None:
    async with mail_server() as (post, port):
        asked = settings_of(f"smtp://{HOST}:{port}")
        unknown = await send(asked, letter("inconnu@bard.fr"), NOW)
        busy = await send(asked, letter("plus-tard@bard.fr"), NOW)
    assert (unknown.outcome, busy.outcome) == (Outcome.REFUSED, Outcome.LATER)
    assert "refuse l’adresse « inconnu@bard.fr »" in unknown.sentence
    assert post.messages == []


async def test_without_a_server_nothing_is_sent_and_the_caller_knows() -> None:
    done = await send(MailSettings.read({}), letter(), NOW)
    assert done.outcome is Outcome.NOT_CONFIGURED
    assert "n’a pas de serveur d’envoi" in done.sentence


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_no_text_adds_a_header_nor_a_recipient(name: str, subject: str, typed: str) -> None:
    for forged in ("", "\r\nBcc: tout@exemple.fr", "\nX: y", "\u2028Bcc: a@b.fr"):
        written = letter(subject=subject + forged, name=name + forged)
        sent = message_of(written, "x@exemple.fr", NOW)
        heads = sent.as_bytes().partition(b"\r\n\r\n")[0].split(b"\r\n")
        names = {line.partition(b":")[0] for line in heads if not line.startswith((b" ", b"\t"))}
        assert not names & {b"Bcc", b"X", b"Cc"}
        assert [each.addr_spec for each in sent["To"].addresses] == ["mairie@bard.fr"]
        try:
            assert len(message_of(letter(to=typed + forged), "x@exemple.fr", NOW)["To"].addresses) == 1
        except WrongAddressError as refusal:
            assert "n’est pas une adresse" in str(refusal)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("smtp://relais", ("relais", 25, Security.NONE, None)),
        ("smtp://a:b@relais?starttls=1", ("relais", 587, Security.STARTTLS, "a")),
        ("smtps://a:b@relais", ("relais", 465, Security.TLS, "a")),
    ],
)
def test_the_address_of_a_server_is_read(url: str, expected: tuple[str, int, Security, str | None]) -> None:
    server = settings_of(url).server
    assert server
    assert (server.host, server.port, server.security, server.user) == expected
    assert "password" not in repr(server)


@pytest.mark.parametrize("url", ["relais:25", "http://relais", "smtp://", "smtp://relais:vingt-cinq"])
def test_an_address_that_is_not_one_is_told_without_its_password(url: str) -> None:
    with pytest.raises(MailSettingsError, match="SMTP_URL ne se lit pas"):
        settings_of(url)
    with pytest.raises(MailSettingsError, match="MAIL_FROM"):
        MailSettings.read({"SMTP_URL": "smtp://a:secret@relais"})
