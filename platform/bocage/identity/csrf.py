"""Forged requests: a form is ours when it carries its session's token and the browser says it comes from our pages."""

import hmac
from typing import Any, Final

from litestar import Request

from bocage.identity.current import session_of
from bocage.tenancy import NotPermittedRefusal

FIELD: Final = "csrf_token"
OURS: Final = frozenset({"same-origin", "none"})
SENTENCE: Final = (
    "Ce formulaire ne vient pas d’une page ouverte par votre session. Rechargez la page, puis recommencez : "
    "rien n’a été enregistré."
)


async def refuse_forged(request: Request[Any, Any, Any], public_url: str) -> None:
    """Refuse a writing request that another site, or another session, may have made."""
    if not comes_from_us(request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site"), public_url):
        raise NotPermittedRefusal(SENTENCE)
    session = session_of(request.scope)
    if session is None:
        return
    given = request.query_params.get(FIELD) or (await request.form()).get(FIELD)
    if not isinstance(given, str) or not hmac.compare_digest(given.encode(), session.csrf_token.encode()):
        raise NotPermittedRefusal(SENTENCE)


def comes_from_us(origin: str | None, site: str | None, public_url: str) -> bool:
    """Judge by `Origin`, then by `Sec-Fetch-Site`; a browser sends at least one with a form, so neither is a refusal."""
    if origin is not None:
        return origin == public_url
    return site in OURS
