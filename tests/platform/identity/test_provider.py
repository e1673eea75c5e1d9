"""The provider as we see it: asked little, believed less, never waited for long."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc.jwk import OctKey

from bocage.identity.provider import LARGEST_ANSWER, ProviderSilentRefusal

from .a_provider import DOCUMENT, Elsewhere, drip, seen_through
from .a_token import ENCRYPTION, ISSUER, KEY

EXCHANGE = ("code-1", "verifier-1")


async def test_the_browser_is_sent_with_a_code_flow_and_pkce() -> None:
    address = await Elsewhere().seen_from_us().sign_in_address({"state": "s", "nonce": "n", "code_challenge": "c"})
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{ISSUER}/auth?")
    assert asked == {
        "response_type": "code",
        "client_id": "bocage-web",
        "redirect_uri": "https://bocage.exemple.fr/auth/callback",
        "scope": "openid profile email",
        "code_challenge_method": "S256",
        "code_challenge": "c",
        "state": "s",
        "nonce": "n",
    }


async def test_no_scope_of_organizations_is_asked() -> None:
    address = await Elsewhere().seen_from_us().sign_in_address({})
    assert "organization" not in address


async def test_a_code_is_exchanged_with_the_verifier_and_the_clients_password() -> None:
    elsewhere = Elsewhere(tokens={"id_token": "x"})
    assert await elsewhere.seen_from_us().tokens(*EXCHANGE) == {"id_token": "x"}
    sent = elsewhere.asked[-1]
    form = {name: values[0] for name, values in parse_qs(sent.content.decode()).items()}
    assert form["code_verifier"] == "verifier-1"
    assert form["grant_type"] == "authorization_code"
    assert httpx.BasicAuth("bocage-web", "secret-client")._auth_header == sent.headers["Authorization"]  # noqa: SLF001 -- httpx gives it no other name


async def test_a_refused_code_is_no_token() -> None:
    elsewhere = Elsewhere(tokens={"error": "invalid_grant"}, status=400)
    assert await elsewhere.seen_from_us().tokens(*EXCHANGE) == {}


@pytest.mark.parametrize("body", [b"<html>", b"[]", b"", b"\xff", b"[" * 200_000, b'"x"'], ids=range(6))
async def test_an_answer_that_is_not_in_the_protocol_is_a_silence(body: bytes) -> None:
    provider = Elsewhere(tokens=body).seen_from_us()
    with pytest.raises(ProviderSilentRefusal):
        await provider.tokens(*EXCHANGE)


async def test_an_accident_over_there_is_a_silence() -> None:
    provider = Elsewhere(tokens={"id_token": "x"}, status=502).seen_from_us()
    with pytest.raises(ProviderSilentRefusal):
        await provider.tokens(*EXCHANGE)


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        {**DOCUMENT, "issuer": f"{ISSUER}/"},
        {**DOCUMENT, "issuer": "https://ailleurs.exemple"},
        {name: address for name, address in DOCUMENT.items() if name != "token_endpoint"},
        {**DOCUMENT, "jwks_uri": ["https://ailleurs.exemple"]},
        {**DOCUMENT, "authorization_endpoint": ""},
        b"x" * (LARGEST_ANSWER + 1),
    ],
    ids=range(8),
)
async def test_a_discovery_document_that_is_not_whole_is_a_silence(document: object) -> None:
    provider = Elsewhere(document=document).seen_from_us()
    with pytest.raises(ProviderSilentRefusal):
        await provider.sign_in_address({})


async def test_a_redirection_is_not_followed() -> None:
    async def elsewhere(_: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": "http://169.254.169.254/"})

    with pytest.raises(ProviderSilentRefusal):
        await seen_through(elsewhere).sign_in_address({})


@pytest.mark.parametrize("accident", [httpx.ConnectError, httpx.ReadTimeout, httpx.RemoteProtocolError])
async def test_a_provider_that_is_away_gets_one_sentence(accident: type[httpx.TransportError]) -> None:
    async def away(_: httpx.Request) -> httpx.Response:
        raise accident("away")

    with pytest.raises(ProviderSilentRefusal) as refusal:
        await seen_through(away).sign_in_address({})
    assert refusal.value.status == 503
    assert "continuent" in refusal.value.sentence


async def test_an_answer_that_drips_is_cut_off() -> None:
    async def slowly() -> AsyncIterator[bytes]:
        async for drop in drip():
            await asyncio.sleep(0.01)
            yield drop

    async def dripping(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=slowly())

    with pytest.raises(ProviderSilentRefusal):
        await seen_through(dripping, patience_seconds=0.05).sign_in_address({})


async def test_an_answer_that_could_swell_is_not_opened() -> None:
    async def compressed(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"Content-Encoding": "gzip"}, content=gzip.compress(b" " * 10_000_000))

    with pytest.raises(ProviderSilentRefusal):
        await seen_through(compressed).sign_in_address({})


async def test_an_answer_without_end_is_cut_off() -> None:
    async def endless(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=drip())

    with pytest.raises(ProviderSilentRefusal):
        await seen_through(endless).sign_in_address({})


async def test_the_discovery_document_is_read_once() -> None:
    elsewhere = Elsewhere()
    provider = elsewhere.seen_from_us()
    await provider.sign_in_address({})
    await provider.sign_in_address({})
    assert elsewhere.times("openid-configuration") == 1


async def test_known_keys_are_not_read_again() -> None:
    elsewhere = Elsewhere()
    provider = elsewhere.seen_from_us()
    for _ in range(3):
        keys = await provider.keys_for("signature")
    assert [key.kid for key in keys.keys] == ["signature"]
    assert elsewhere.times("certs") == 1


async def test_an_unknown_key_is_looked_for_at_most_every_thirty_seconds() -> None:
    elsewhere = Elsewhere()
    provider = elsewhere.seen_from_us()
    for _ in range(3):
        await provider.keys_for("inconnue")
    assert elsewhere.times("certs") == 1
    provider.keys_read_at -= 31
    await provider.keys_for("inconnue")
    assert elsewhere.times("certs") == 2


async def test_forty_sign_ins_at_once_read_the_keys_once() -> None:
    elsewhere = Elsewhere()
    provider = elsewhere.seen_from_us()
    await asyncio.gather(*(provider.keys_for("signature") for _ in range(40)))
    assert elsewhere.times("certs") == 1


async def test_a_key_taken_back_is_forgotten_within_the_hour() -> None:
    elsewhere = Elsewhere()
    provider = elsewhere.seen_from_us()
    await provider.keys_for("signature")
    elsewhere.keys = {"keys": []}
    provider.keys_read_at -= 3601
    assert (await provider.keys_for("signature")).keys == []


def published(*keys: dict[str, Any]) -> dict[str, Any]:
    """A key set with ours at its end."""
    return {"keys": [*keys, KEY.as_dict(private=False)]}


@pytest.mark.parametrize(
    "stranger",
    [
        {"kty": "AKP", "kid": "demain", "alg": "ML-DSA-44", "pub": "AA"},
        {"kty": "RSA", "kid": "cassee"},
        {"kty": "EC", "kid": "cassee", "crv": "P-256", "x": "é", "y": 1},
        {"kid": "sans sorte"},
        OctKey.generate_key(256, {"kid": "partage"}).as_dict(),
        ENCRYPTION.as_dict(private=False),
        {"kty": ["RSA"]},
    ],
    ids=range(7),
)
async def test_a_key_that_cannot_sign_for_us_does_not_take_the_others_down(stranger: dict[str, Any]) -> None:
    provider = Elsewhere(keys=published(stranger)).seen_from_us()
    assert [key.kid for key in (await provider.keys_for("signature")).keys] == ["signature"]


@pytest.mark.parametrize("keys", [{}, {"keys": None}, {"keys": "signature"}, {"keys": [1, None, []]}], ids=repr)
async def test_a_set_without_a_key_holds_none(keys: object) -> None:
    assert (await Elsewhere(keys=keys).seen_from_us().keys_for("signature")).keys == []


async def test_signing_out_goes_to_the_providers_own_address() -> None:
    address = await Elsewhere().seen_from_us().sign_out_address("https://bocage.exemple.fr/auth/parti")
    assert address is not None
    assert address.startswith(f"{ISSUER}/logout?")
    assert parse_qs(urlsplit(address).query)["post_logout_redirect_uri"] == ["https://bocage.exemple.fr/auth/parti"]


async def test_a_provider_without_a_way_out_is_left_where_it_is() -> None:
    document = {name: address for name, address in DOCUMENT.items() if name != "end_session_endpoint"}
    assert await Elsewhere(document=document).seen_from_us().sign_out_address("x") is None
