"""The pages of the demonstration's provider: in demonstration mode only, for requests of this machine only."""

import binascii
from base64 import b64decode
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import urlencode

from litestar import get, post
from litestar.response import Redirect, Response

from bocage.identity.demonstration import PASSWORD, PATH, Asked, DemonstrationProvider
from bocage.tenancy import NotFoundRefusal
from bocage.web.guard import AnyRequest
from bocage.web.page import page

WRONG: Final = "Ce nom et ce mot de passe ne vont pas ensemble. Choisissez une personne dans la liste."
FIELDS: Final = (
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
)
OPEN: Final = {"open_to": "anyone"}


def provider_of(request: AnyRequest) -> DemonstrationProvider:
    """The provider, when the demonstration runs and somebody of this machine asks."""
    provider: DemonstrationProvider | None = request.app.state.demonstration_provider
    host = request.client.host if request.client else ""
    if provider is None or not is_this_machine(host):
        raise NotFoundRefusal
    return provider


def is_this_machine(host: str) -> bool:
    """Tell whether an address is a loopback one."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


@get(f"{PATH}/.well-known/openid-configuration", opt=OPEN, media_type="application/json")
async def document(request: AnyRequest) -> dict[str, Any]:
    """Describe the provider."""
    return provider_of(request).document()


@get(f"{PATH}/keys", opt=OPEN, media_type="application/json")
async def keys(request: AnyRequest) -> dict[str, Any]:
    """Give the public key."""
    return provider_of(request).key_set()


@get(f"{PATH}/authorize", opt=OPEN)
async def authorize(request: AnyRequest) -> Response[str]:
    """Show who may come in."""
    return await people_page(request, asked_by(request.query_params), wrong=False)


@post(f"{PATH}/authorize", opt={**OPEN, "verb": "session.opened"}, status_code=303)
async def recognise(request: AnyRequest) -> Response[Any]:
    """Check a person and send them back with a code."""
    form = await request.form()
    asked = asked_by(form)
    provider = provider_of(request)
    if provider.fault_of(asked):
        return await people_page(request, asked, wrong=True)
    person = provider.recognised(str(form.get("name", "")), str(form.get("password", "")))
    if person is None:
        return await people_page(request, asked, wrong=True)
    answer = {"code": provider.code_for(person, asked), "state": asked.state, "iss": provider.issuer}
    return Redirect(f"{asked.redirect_uri}?{urlencode(answer)}", status_code=303)


@post(
    f"{PATH}/token",
    opt={**OPEN, "verb": "session.opened", "machine": True},
    status_code=200,
    media_type="application/json",
)
async def token(request: AnyRequest) -> Response[dict[str, Any]]:
    """Exchange a code for an ID token; every refusal is the same."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    provider = provider_of(request)
    if not provider.knows_client(*basic_credentials(request.headers.get("Authorization", ""))):
        return Response({"error": "invalid_client"}, status_code=401)
    tokens = provider.tokens_for(form.get("code", ""), form.get("redirect_uri", ""), form.get("code_verifier", ""))
    return Response({"error": "invalid_grant"}, status_code=400) if tokens is None else Response(tokens)


@get(f"{PATH}/end", opt=OPEN)
async def end(request: AnyRequest) -> Redirect:
    """End the provider's session, of which it keeps none, and send back to our own page."""
    provider = provider_of(request)
    return Redirect(f"{origin(provider)}/auth/parti", status_code=303)


async def people_page(request: AnyRequest, asked: Asked, *, wrong: bool) -> Response[str]:
    """Show the people of the demonstration; a request that is not ours says only that it is not."""
    provider = provider_of(request)
    fault = provider.fault_of(asked)
    return await page(
        request,
        "demonstration/people.html",
        status=400 if fault else (403 if wrong else 200),
        people=() if fault else tuple(provider.people.values()),
        asked={name: getattr(asked, name) for name in FIELDS},
        password=PASSWORD,
        error=WRONG if wrong and not fault else "",
        fault=fault or "",
    )


def asked_by(values: Any) -> Asked:  # noqa: ANN401 -- a query or a form, two types of the framework
    """Read an authorization request from an address or a form."""
    return Asked(**{name: str(values.get(name, "")) for name in FIELDS})


def basic_credentials(header: str) -> tuple[str, str]:
    """Read HTTP Basic; what is not is nobody."""
    try:
        name, _, password = b64decode(header.removeprefix("Basic "), validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return name, password


def origin(provider: DemonstrationProvider) -> str:
    """Our own origin, below which the provider stands."""
    return provider.address.removesuffix(PATH)


ROUTES: Final = (document, keys, authorize, recognise, token, end)
