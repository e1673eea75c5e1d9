"""A sign-in and back: what left this browser is what must come back, once, within ten minutes."""

import time
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from bocage.database.engine import Database
from bocage.identity.provider import Client, Provider, ProviderSilentRefusal
from bocage.identity.secret import hashed
from bocage.identity.sessions import live_session
from bocage.identity.sign_in import Arrival, Departure, arrive, challenge, depart, local_path
from bocage.identity.tokens import SignInRefusal
from bocage.testing.database import FreshDatabase

from .a_provider import CLIENT, DOCUMENT, Elsewhere
from .a_token import ISSUER, KEY, token

HOME = "/commune/1?page=2"


@dataclass
class Journey:
    """A sign-in under way, with everything that crosses the browser."""

    database: Database
    elsewhere: Elsewhere
    provider: Provider
    departure: Departure
    asked: dict[str, str]

    def answered(self, **claims: object) -> None:
        """Let the provider give a token, good but for what is changed."""
        now = int(time.time())
        fresh: dict[str, Any] = {"iat": now, "exp": now + 300, "auth_time": now, "nonce": self.asked["nonce"]}
        self.elsewhere.tokens = {"id_token": token(**{**fresh, **claims})}

    async def back(self, **changed: str) -> Arrival:
        """Come back to us with the address that the provider gives."""
        answer = {"code": "code-1", "state": self.asked["state"], "iss": ISSUER, **changed}
        return await arrive(self.database, self.provider, answer, self.departure.browser)


@pytest.fixture
async def journey(database: Database) -> Journey:
    """A browser that left for the provider, which will say who it is."""
    return await left(database)


async def left(database: Database, elsewhere: Elsewhere | None = None, client: Client = CLIENT) -> Journey:
    """Leave for a provider."""
    elsewhere = elsewhere or Elsewhere()
    provider = elsewhere.seen_from_us(client)
    departure = await depart(database, provider, HOME)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(departure.address).query).items()}
    journey = Journey(database, elsewhere, provider, departure, asked)
    journey.answered()
    return journey


def attempts(fresh_database: FreshDatabase, statement: str) -> list[tuple[Any, ...]]:
    """Ask or change the sign-ins under way, as no page does."""
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "")) as connection:
        cursor = connection.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []


async def test_a_sign_in_that_comes_back_opens_a_session(journey: Journey) -> None:
    arrival = await journey.back()
    session = await live_session(journey.database, arrival.cookie)
    assert session is not None
    assert session.person == arrival.person
    assert (arrival.person.name, arrival.return_to) == ("Nadège Coursac", HOME)


async def test_the_verifier_fits_the_challenge_and_never_crossed_the_browser(journey: Journey) -> None:
    await journey.back()
    sent = parse_qs(journey.elsewhere.asked[-2].content.decode())["code_verifier"][0]
    assert challenge(sent) == journey.asked["code_challenge"]
    assert sent not in journey.departure.address


async def test_what_is_kept_of_a_departure_lets_nobody_finish_it(
    journey: Journey, fresh_database: FreshDatabase
) -> None:
    kept = str(attempts(fresh_database, "select to_jsonb(login_attempt)::text from login_attempt"))
    assert journey.asked["state"] not in kept
    assert journey.departure.browser not in kept


async def test_every_departure_draws_everything_anew(database: Database) -> None:
    first, second = [await left(database) for _ in range(2)]
    for name in ("state", "nonce", "code_challenge"):
        assert first.asked[name] != second.asked[name]
    assert first.departure.browser != second.departure.browser


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "autre"},
        {"state": ""},
        {"state": "\x00"},
        {"state": "é" * 5000},
        {"code": ""},
        {"iss": "https://ailleurs.exemple"},
        {"iss": ""},
        {"error": "access_denied", "code": ""},
    ],
    ids=range(8),
)
async def test_an_answer_that_is_not_the_one_awaited_is_refused(journey: Journey, changed: dict[str, str]) -> None:
    with pytest.raises(SignInRefusal):
        await journey.back(**changed)


@pytest.mark.parametrize("name", ["state", "code"])
async def test_an_answer_without_its_state_or_code_is_refused(journey: Journey, name: str) -> None:
    answer = {"code": "code-1", "state": journey.asked["state"]}
    del answer[name]
    with pytest.raises(SignInRefusal):
        await arrive(journey.database, journey.provider, answer, journey.departure.browser)


@pytest.mark.parametrize("browser", [None, "", "autre"], ids=repr)
async def test_another_browser_cannot_finish_the_sign_in(journey: Journey, browser: str | None) -> None:
    answer = {"code": "code-1", "state": journey.asked["state"]}
    with pytest.raises(SignInRefusal):
        await arrive(journey.database, journey.provider, answer, browser)
    assert journey.elsewhere.times("token") == 0


async def test_a_state_serves_once(journey: Journey) -> None:
    await journey.back()
    with pytest.raises(SignInRefusal):
        await journey.back()
    assert journey.elsewhere.times("token") == 1


async def test_a_state_that_failed_once_is_spent(journey: Journey) -> None:
    with pytest.raises(SignInRefusal):
        await journey.back(code="")
    with pytest.raises(SignInRefusal):
        await journey.back()


@pytest.mark.parametrize(("minutes", "lives"), [(9, True), (11, False)])
async def test_a_sign_in_lasts_ten_minutes(
    journey: Journey, fresh_database: FreshDatabase, minutes: int, *, lives: bool
) -> None:
    attempts(fresh_database, f"update login_attempt set created_at = now() - interval '{minutes} minutes'")
    if lives:
        await journey.back()
        return
    with pytest.raises(SignInRefusal):
        await journey.back()


async def test_a_departure_sweeps_those_that_are_over(journey: Journey, fresh_database: FreshDatabase) -> None:
    attempts(fresh_database, "update login_attempt set created_at = now() - interval '11 minutes'")
    await depart(journey.database, journey.provider, "/")
    assert attempts(fresh_database, "select count(*) from login_attempt") == [(1,)]


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "autre"},
        {"nonce": None},
        {"iss": "https://ailleurs.exemple"},
        {"aud": "autre"},
        {"exp": int(time.time()) - 60},
        # A day: these words are read when the tests are collected, a good while before the last of them runs.
        {"iat": int(time.time()) + 86_400},
    ],
    ids=range(6),
)
async def test_a_bad_token_opens_nothing(
    journey: Journey, fresh_database: FreshDatabase, claims: dict[str, object]
) -> None:
    journey.answered(**claims)
    with pytest.raises(SignInRefusal):
        await journey.back()
    assert attempts(fresh_database, "select count(*) from web_session") == [(0,)]
    assert attempts(fresh_database, "select count(*) from person") == [(0,)]


async def test_the_token_of_another_sign_in_is_refused(database: Database) -> None:
    one, other = [await left(database) for _ in range(2)]
    one.elsewhere.tokens = other.elsewhere.tokens
    with pytest.raises(SignInRefusal):
        await one.back()


@pytest.mark.parametrize(
    ("tokens", "status"),
    [({}, 200), ({"id_token": None}, 200), ({"id_token": 12}, 200), ({"error": "invalid_grant"}, 400)],
    ids=range(4),
)
async def test_an_exchange_without_a_token_is_refused(journey: Journey, tokens: object, status: int) -> None:
    journey.elsewhere.tokens = tokens
    journey.elsewhere.status = status
    with pytest.raises(SignInRefusal):
        await journey.back()


async def test_a_provider_that_fails_meanwhile_is_a_silence(journey: Journey) -> None:
    journey.elsewhere.status = 503
    with pytest.raises(ProviderSilentRefusal):
        await journey.back()


async def test_a_key_taken_into_use_meanwhile_is_found(journey: Journey) -> None:
    journey.elsewhere.keys = {"keys": []}
    await journey.provider.keys_for("")
    journey.elsewhere.keys = {"keys": [KEY.as_dict(private=False)]}
    journey.provider.keys_read_at -= 31
    await journey.back()


async def test_a_person_is_the_subject_and_not_the_address(database: Database, fresh_database: FreshDatabase) -> None:
    first = await (await left(database)).back()
    other = await left(database)
    other.answered(sub="autre")
    second = await other.back()
    assert first.person.email == second.person.email
    assert first.person.person_id != second.person.person_id
    assert attempts(fresh_database, "select count(*) from person") == [(2,)]


async def test_a_person_keeps_their_identifier_when_name_and_address_change(database: Database) -> None:
    first = await (await left(database)).back()
    again = await left(database)
    again.answered(name="Nadège Coursac-Breuil", email="autre@exemple.fr")
    second = await again.back()
    assert second.person.person_id == first.person.person_id
    assert second.person.name == "Nadège Coursac-Breuil"


async def test_the_same_subject_of_another_issuer_is_somebody_else(database: Database) -> None:
    first = await (await left(database)).back()
    issuer = "https://ailleurs.exemple"
    there = await left(database, Elsewhere(document={**DOCUMENT, "issuer": issuer}), replace(CLIENT, issuer=issuer))
    there.answered(iss=issuer)
    second = await there.back(iss=issuer)
    assert second.person.person_id != first.person.person_id


def test_a_secret_is_kept_as_a_digest_of_32_bytes() -> None:
    assert len(hashed("x")) == 32


@pytest.mark.parametrize("path", ["/", "/commune/1", "/bureau/1?tri=nom&page=2", "/commune/1?mots=Œuf", "/./x"])
def test_a_path_of_ours_is_gone_back_to(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "elsewhere",
    [
        "",
        "commune/1",
        "https://ailleurs.exemple",
        "//ailleurs.exemple",
        "///ailleurs.exemple",
        "/\\ailleurs.exemple",
        "\\\\ailleurs.exemple",
        "/\t/ailleurs.exemple",
        "/\n/ailleurs.exemple",
        "/commune\r\nSet-Cookie: bocage=x",
        " //ailleurs.exemple",
        "javascript:alert(1)",
        "data:text/html,x",
        "/auth/sortie",
        "/auth/entree",
        "/commune/\x00",
        "/" + "x" * 3000,
    ],
)
def test_any_other_address_is_the_front_door(elsewhere: str) -> None:
    assert local_path(elsewhere) == "/"
