"""The pages of what the syndicate does to a path beside its steps."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.joining.deed_forms import DEEDS, DeedForm
from bocage.joining.doors import PATH
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.spot import Spot
from bocage.joining.state import state_of
from bocage.joining.statuses import Missing
from bocage.joining.typed import Typed
from bocage.tenancy import NotFoundRefusal
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.page import page

ADDRESS: Final = "/suite/{deed:str}"


def deed_at(deed: str) -> DeedForm:
    """The form of an address."""
    if deed not in DEEDS:
        raise NotFoundRefusal
    return DEEDS[deed]


async def ask(request: AnyRequest, spot: NamedDependency[Spot], deed: FromPath[str]) -> Response[str]:
    """Say what a deed does, and ask what it needs."""
    return await deed_page(request, spot, deed_at(deed), {}, None)


async def do(request: AnyRequest, spot: NamedDependency[Spot], deed: FromPath[str]) -> Response[Any]:
    """Do it, or say why not."""
    form, typed = deed_at(deed), {name: str(value) for name, value in (await request.form()).items()}
    try:
        asked = replace(spot.asked(form.step, typed, form.kind, form.verb), stage=form.stage)
        kept = await spot.enter(asked, lambda situation: form.enter(situation, Typed(typed)))
    except JoiningRefusal as refusal:
        return await deed_page(request, spot, form, typed, refusal)
    undo = {"version": str(kept.version)}
    message = Message(sentence=f"{form.title} : c’est fait.", undo_action=f"{spot.here}/annuler", undo_fields=undo)
    return await redirect_with(request, spot.here, message)


async def deed_page(
    request: AnyRequest, spot: Spot, form: DeedForm, typed: Mapping[str, str], refusal: JoiningRefusal | None
) -> Response[str]:
    """Show the form; a refusal stands beside its field, or above when there is none."""
    first = form.fields[0].name if form.fields else "contenu"
    faults = (refusal.beside(first),) if refusal else ()
    values: dict[str, Any] = {
        "spot": spot,
        "form": form,
        "typed": typed,
        "faults": faults,
        "errors": dict(faults),
        "blocking": blocking_of(spot, form),
        "others": [one for one in DEEDS.values() if one is not form and one.offered(spot)],
    }
    return await page(request, "joining/deed.html", status=422 if refusal else 200, **values)


def blocking_of(spot: Spot, form: DeedForm) -> tuple[Missing, ...]:
    """What closes the stage that a deed opens or prepares."""
    if form.stage is not None:
        walked = replace(spot.kept.path, stage=form.stage)
        return state_of(walked, spot.kept.facts, spot.context, spot.today).blocking
    return spot.state.blocking if form.key == "ouverture" else ()


ROUTES: Final = (
    *PATH.shows(ask, "path.follow", ADDRESS),
    *PATH.takes(do, "path.follow", "path.stage_opened", ADDRESS),
)
