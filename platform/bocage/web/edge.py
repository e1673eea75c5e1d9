"""The edge: refusals and accidents become pages here, once, whatever part raised them."""

from typing import Any, Final
from urllib.parse import quote, urlsplit

import structlog
from litestar.exceptions import HTTPException
from litestar.response import Redirect, Response

from bocage.tenancy import NotFoundRefusal, Refusal
from bocage.web.classification import READING
from bocage.web.guard import AnyRequest, SignInNeededError, request_id
from bocage.web.page import rendered
from bocage.web.request_name import short
from bocage.web.shell_of import shell_of

LOG: Final = structlog.get_logger("bocage.web")
TEMPLATES: Final = {403: "errors/403.html", 404: "errors/404.html", 500: "errors/500.html"}
SENTENCES: Final = {
    400: "L’adresse ou le formulaire reçu n’a pas la forme attendue. Revenez à la page précédente et recommencez.",
    405: "Cette adresse ne se demande pas de cette façon. Revenez à l’accueil.",
    413: "Le fichier dépasse 10 Mo. Gardez seulement les colonnes utiles, puis renvoyez-le.",
    429: "Trop de demandes en peu de temps. Attendez une minute, puis recommencez.",
}


def refused(request: AnyRequest, refusal: Refusal) -> Response[Any]:
    """Show a refusal in its own words."""
    return error_page(request, refusal.status, refusal.sentence)


def sign_in_needed(request: AnyRequest, _: SignInNeededError) -> Response[Any]:
    """Send a page to the sign-in and back; a form is told that its session has ended."""
    if request.method in READING:
        wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return Redirect(f"/auth/entree?retour={quote(wanted, safe='')}", status_code=303)
    came_from = urlsplit(request.headers.get("Referer", "")).path or "/"
    return Redirect(f"/auth/absent?retour={quote(came_from, safe='')}", status_code=303)


def http_error(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """Show what the framework refuses: an unknown address, a body too large, a value that is not one."""
    # A malformed identifier in an address is an address that does not exist.
    if error.status_code in {400, 404} and request.method in READING:
        return refused(request, NotFoundRefusal())
    sentence = SENTENCES.get(error.status_code, SENTENCES[400])
    return error_page(request, error.status_code, sentence)


def accident(request: AnyRequest, error: Exception) -> Response[Any]:
    """Show a fault of ours with the name to quote; the trace goes to the log and to nobody's screen."""
    LOG.error("accident", path=request.url.path, request=request_id(request), exc_info=error)
    return error_page(request, 500, "")


def error_page(request: AnyRequest, status: int, sentence: str) -> Response[Any]:
    """Render the page of a status."""
    template = TEMPLATES.get(status, "errors/refusal.html")
    reference = short(request_id(request))
    values = {"shell": shell_of(request, None), "sentence": sentence, "reference": reference}
    return rendered(request, template, values, status=status)
