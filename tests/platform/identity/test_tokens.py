"""The ID token: what is good is read, and each thing that may be wrong with it is refused."""

import json
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from bocage.identity.tokens import LONGEST, SignInRefusal, identity_of, key_id_of

from .a_token import (
    CURVE,
    ENCRYPTION,
    EXPECTED,
    GOOD,
    HEADER,
    INSTANT,
    ISSUER,
    KEY,
    KEYS,
    SHARED,
    STRANGER,
    by_hand,
    signed,
    signed_with_public_key_as_secret,
    token,
)

PAYLOAD = json.dumps(GOOD)
LONG = "9" * 400


def twice(name: str, value: str) -> str:
    """The good claims with one of them given a second time."""
    return PAYLOAD[:-1] + f', "{name}": {value}}}'


def changed(name: str, value: str) -> str:
    """The good claims with one replaced by what json.dumps would not write."""
    return twice(name, value).replace(json.dumps({name: GOOD[name]})[1:-1] + ", ", "", 1)


WRONG_CLAIMS: dict[str, dict[str, Any]] = {
    "issuer of another realm": {"iss": "https://connexion.exemple.fr/realms/autre"},
    "issuer with a final slash": {"iss": f"{ISSUER}/"},
    "issuer in capitals": {"iss": ISSUER.upper()},
    "issuer as a list": {"iss": [ISSUER]},
    "no issuer": {"iss": None},
    "audience of another client": {"aud": "autre"},
    "audience that only begins like ours": {"aud": "bocage-web-2"},
    "audience with a stranger beside us": {"aud": ["bocage-web", "autre"]},
    "audience given twice": {"aud": ["bocage-web", "bocage-web"]},
    "empty audience": {"aud": []},
    "no audience": {"aud": None},
    "asked by another client": {"azp": "autre"},
    "asked by a list": {"azp": ["bocage-web"]},
    "an access token": {"typ": "Bearer"},
    "a logout token": {"typ": "Logout"},
    "a refresh token": {"typ": "Refresh"},
    "nonce of another sign-in": {"nonce": "nonce-2"},
    "empty nonce": {"nonce": ""},
    "no nonce": {"nonce": None},
    "expired": {"exp": INSTANT - 10},
    "expired long ago": {"exp": 0},
    "no expiry": {"exp": None},
    "expiry as a text": {"exp": str(INSTANT + 300)},
    "expiry as true": {"exp": True},
    "expiry before the beginning": {"exp": -1},
    "issued in the future": {"iat": INSTANT + 11},
    "no date of issue": {"iat": None},
    "date of issue as a text": {"iat": "hier"},
    "not valid yet": {"nbf": INSTANT + 11},
    "not valid from a text": {"nbf": "demain"},
    "no subject": {"sub": None},
    "empty subject": {"sub": ""},
    "subject as a number": {"sub": 12},
    "subject as a list": {"sub": ["7c1f"]},
    "subject that no text column holds": {"sub": "7c\x001f"},
    "subject with half a character": {"sub": "7c\ud8001f"},
    "subject longer than the protocol allows": {"sub": "7" * 256},
}
WRONG_TOKENS: dict[str, str] = {
    "no algorithm": by_hand(json.dumps({**HEADER, "alg": "none"}), PAYLOAD),
    "no algorithm, in capitals": by_hand(json.dumps({**HEADER, "alg": "NoNe"}), PAYLOAD),
    "no algorithm said": by_hand(json.dumps({"kid": "signature"}), PAYLOAD),
    "algorithm as a list": by_hand(json.dumps({**HEADER, "alg": ["RS256"]}), PAYLOAD),
    "public key used as a shared secret": signed_with_public_key_as_secret(),
    "shared secret": token(header={"alg": "HS256", "kid": "partage"}, key=SHARED),
    "algorithm that is not on our list": token(header={"alg": "RS512"}),
    "curve's key under the name of the other": token(header={"alg": "ES256"}, key=CURVE),
    "key of a stranger under a known name": token(key=STRANGER),
    "key nobody published": token(header={"kid": "inconnue"}),
    "key meant for encryption": token(header={"kid": "chiffrement"}, key=ENCRYPTION),
    "key brought along in the header": token(key=STRANGER, header={"jwk": STRANGER.as_dict(private=False)}),
    "key that the header sends to fetch": token(key=STRANGER, header={"jku": "https://ailleurs.exemple/keys"}),
    "critical extension": token(header={"crit": ["exp"], "exp": INSTANT}),
    "payload that is not encoded": token(header={"crit": ["b64"], "b64": False}),
    "type of a logout token": token(header={"typ": "logout+jwt"}),
    "type of an access token": token(header={"typ": "at+jwt"}),
    "type as a list": by_hand(json.dumps({**HEADER, "typ": ["JWT"]}), PAYLOAD),
    "signature cut off": token().rpartition(".")[0] + ".",
    "signature of other words": token(sub="autre").rpartition(".")[0] + "." + token().rpartition(".")[2],
    "two parts": token().rpartition(".")[0],
    "four parts": token() + ".x",
    "five parts, as if encrypted": token() + ".x.x",
    "nothing": "",
    "only dots": "..",
    "not base64": "é.è.à",
    "header that is not JSON": by_hand("bocage", PAYLOAD),
    "header that is a list": by_hand("[]", PAYLOAD),
    "header a thousand deep": by_hand('{"alg":' + "[" * 5000, PAYLOAD),
    "header that never ends": by_hand(json.dumps({**HEADER, "x": "x" * LONGEST}), PAYLOAD),
    "token that never ends": token(name="x" * LONGEST),
    "payload that is not JSON": signed("bocage"),
    "payload that is a list": signed("[]"),
    "payload that is a number": signed("1"),
    "payload that is null": signed("null"),
    "payload with a tail": signed(PAYLOAD + "{}"),
    "payload a thousand deep": signed("[" * 5000),
    "subject given twice": signed(twice("sub", '"autre"')),
    "audience given twice over": signed(twice("aud", '"bocage-web"')),
    "a claim given twice further down": signed(twice("x", '{"y": 1, "y": 2}')),
    "expiry that is no number": signed(changed("exp", "NaN")),
    "expiry in eternity": signed(changed("exp", "Infinity")),
    "expiry beyond all calendars": signed(changed("exp", LONG)),
    "expiry in four hundred digits after the point": signed(changed("exp", "1e400")),
    "expiry of five thousand digits": signed(changed("exp", "9" * 5000)),
}


def test_a_good_token_is_read() -> None:
    identity = identity_of(token(), KEYS, EXPECTED)
    assert (identity.issuer, identity.subject) == (ISSUER, "7c1f")
    assert (identity.name, identity.email) == ("Nadège Coursac", "n.coursac@exemple.fr")
    assert (identity.level, identity.provider_session) == ("1", "session-1")
    assert identity.authenticated_at == datetime(2026, 11, 23, 6, 59, 55, tzinfo=UTC)


@pytest.mark.parametrize(
    "claims",
    [
        {"aud": ["bocage-web"]},
        {"azp": None},
        {"typ": None},
        {"exp": INSTANT - 9},
        {"iat": INSTANT + 10},
        {"nbf": INSTANT + 10},
        {"exp": INSTANT + 300.5},
    ],
    ids=str,
)
def test_a_token_may_be_spelled_otherwise_and_be_ten_seconds_off(claims: dict[str, Any]) -> None:
    assert identity_of(token(**claims), KEYS, EXPECTED).subject == "7c1f"


def test_a_token_signed_on_a_curve_is_read() -> None:
    signed_on_a_curve = token(header={"alg": "ES256", "kid": "courbe"}, key=CURVE)
    assert identity_of(signed_on_a_curve, KEYS, EXPECTED).subject == "7c1f"


@pytest.mark.parametrize("claims", WRONG_CLAIMS.values(), ids=WRONG_CLAIMS)
def test_a_token_that_says_otherwise_is_refused(claims: dict[str, Any]) -> None:
    with pytest.raises(SignInRefusal):
        identity_of(token(**claims), KEYS, EXPECTED)


@pytest.mark.parametrize("bad", WRONG_TOKENS.values(), ids=WRONG_TOKENS)
def test_a_token_that_is_not_one_is_refused(bad: str) -> None:
    with pytest.raises(SignInRefusal):
        identity_of(bad, KEYS, EXPECTED)


@pytest.mark.parametrize("bad", WRONG_TOKENS.values(), ids=WRONG_TOKENS)
def test_the_name_of_a_key_is_read_without_an_accident(bad: str) -> None:
    with suppress(SignInRefusal):
        assert isinstance(key_id_of(bad), str)


def test_the_sentence_never_says_which_check_failed() -> None:
    sentences = set()
    for claims in WRONG_CLAIMS.values():
        with pytest.raises(SignInRefusal) as refusal:
            identity_of(token(**claims), KEYS, EXPECTED)
        sentences.add(refusal.value.sentence)
    assert len(sentences) == 1


@pytest.mark.parametrize("auth_time", [10**20, -1, "hier", True, 1e300, [INSTANT]], ids=repr)
def test_a_moment_that_is_none_is_not_kept(auth_time: object) -> None:
    text = json.dumps({**GOOD, "auth_time": auth_time})
    assert identity_of(signed(text), KEYS, EXPECTED).authenticated_at is None


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "Odile\x00 Montabert\n"}, "Odile Montabert"),
        ({"name": "  Odile   Montabert "}, "Odile Montabert"),
        ({"name": "\u202eOdile"}, "Odile"),
        ({"name": "O" * 300}, "O" * 200),
        ({"name": None, "preferred_username": "odile.montabert"}, "odile.montabert"),
        ({"name": {"first": "Odile"}}, "7c1f"),
        ({"name": "\x00"}, "7c1f"),
        ({"name": "Odile\ud800"}, "Odile"),
    ],
    ids=range(8),
)
def test_a_name_is_kept_as_a_page_can_show_it(claims: dict[str, Any], name: str) -> None:
    assert identity_of(token(**claims), KEYS, EXPECTED).name == name


@pytest.mark.parametrize("acr", [None, 2, ["2"], {"2": "2"}, ""], ids=repr)
def test_a_level_that_is_not_said_is_the_lowest(acr: object) -> None:
    text = json.dumps({**GOOD, "acr": acr})
    assert identity_of(signed(text), KEYS, EXPECTED).level == "0"


def test_the_key_that_signed_is_named_before_the_signature_is_checked() -> None:
    assert key_id_of(token(key=KEY)) == "signature"
