"""The form of one step: what is kept, what is typed, what is refused beside its field."""

from collections.abc import Mapping
from typing import Any, Final

from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.joining.changing import MovedRefusal
from bocage.joining.doors import PATH
from bocage.joining.facts import is_entered
from bocage.joining.path_page import allowed_steps
from bocage.joining.path_words import step_label
from bocage.joining.piece_form import piece_form
from bocage.joining.pieces import by_step, pieces_of
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.spot import Spot, spot_at
from bocage.joining.step_form import BY_THE_COMMUNE, StepForm, form_of, has_form
from bocage.joining.steps import STEPS
from bocage.joining.tables import REPRISE
from bocage.tenancy import NotFoundRefusal, NotPermittedRefusal, reading
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.page import page

Faults = tuple[tuple[str, str], ...]
ADDRESS: Final = "/etapes/{step:str}"
FOR_THE_SYNDICATE: Final = (
    "Cette étape revient au syndicat : votre rôle renseigne les actes et les pièces de la commune. "
    "Le chargé d’affaires peut l’entrer."
)


def form_at(spot: Spot, step: str) -> StepForm:
    """The form of a step for the person, or the refusal."""
    if not has_form(spot.kept, step):
        raise NotFoundRefusal
    may_all = spot.visit.may("path.follow")
    if not may_all and step not in BY_THE_COMMUNE:
        raise NotPermittedRefusal(FOR_THE_SYNDICATE)
    return form_of(spot.kept, spot.context, step)


async def edit(request: AnyRequest, spot: NamedDependency[Spot], step: FromPath[str]) -> Response[str]:
    """What is kept of a step, to fill or to correct."""
    form = form_at(spot, step)
    return await form_page(request, spot, form, form.values(spot.kept.facts), ())


async def save(request: AnyRequest, spot: NamedDependency[Spot], step: FromPath[str]) -> Response[Any]:
    """Enter a step; what is refused comes back with what was typed."""
    form = form_at(spot, step)
    typed = {name: str(value) for name, value in (await request.form()).items()}
    try:
        asked = spot.asked(step, typed, kind=kind_of(spot, step, typed))
        kept = await spot.enter(asked, lambda situation: form.enter(situation, typed))
    except MovedRefusal as refusal:
        return await moved(request, spot, form, typed, refusal)
    except JoiningRefusal as refusal:
        return await form_page(request, spot, form, typed, fault_of(form, refusal))
    return await redirect_with(request, spot.here, said(spot, step, kept.version))


def kind_of(spot: Spot, step: str, typed: Mapping[str, str]) -> str:
    """Name the kind of entry."""
    if not is_entered(spot.kept.facts, step):
        return "entree"
    return "retrait" if typed.get("nature") == "retrait" and STEPS[step].act else "correction"


def fault_of(form: StepForm, refusal: JoiningRefusal) -> Faults:
    """A refusal beside its field; that of the rules beside the first."""
    return (refusal.beside(form.first),)


def said(spot: Spot, step: str, version: int) -> Message:
    """What was done, and the way to undo it; nothing to undo when nothing was changed."""
    label = step_label(spot.kept.path, step)
    if version == spot.kept.version:
        return Message(sentence=f"{label} : rien n’a changé.", state="info")
    return Message(
        sentence=f"{label} : c’est enregistré.",
        undo_action=f"{spot.here}/annuler",
        undo_fields={"version": str(version)},
    )


async def moved(
    request: AnyRequest, spot: Spot, form: StepForm, typed: Mapping[str, str], refusal: MovedRefusal
) -> Response[str]:
    """Show the form again over what somebody else has just entered, both values side by side."""
    named = {name: value for name, value in request.path_params.items() if name in {"path", "commune"}}
    fresh = await spot_at(spot.database, spot.visit, named)
    return await form_page(request, fresh, form, typed, ((form.first, refusal.sentence),))


async def form_page(
    request: AnyRequest, spot: Spot, form: StepForm, typed: Mapping[str, str], faults: Faults
) -> Response[str]:
    """Show the form; after a refusal it carries the version of now, so that sending it again is a choice."""
    async with reading(spot.database, spot.visit) as connection:
        pieces = by_step(await pieces_of(connection, spot.kept)).get(form.step, ())
    stored = form.values(spot.kept.facts)
    others = (
        {} if not faults else {name: value for name, value in stored.items() if value and value != typed.get(name, "")}
    )
    values: dict[str, Any] = {
        "spot": spot,
        "form": form,
        "typed": typed,
        "errors": {**{name: f"Enregistré : « {value} »" for name, value in others.items()}, **dict(faults)},
        "faults": faults,
        "label": step_label(spot.kept.path, form.step),
        "missing": next((one for one in spot.state.missing if one.step == form.step), None),
        "needs_document": STEPS[form.step].document,
        "pieces": pieces,
        "piece_form": piece_form(form.step, spot.kept, request.query_params.get("remplacer", ""), pieces),
        "known": form.step in allowed_steps(spot) or form.step in REPRISE,
    }
    return await page(request, "joining/step.html", status=422 if faults else 200, **values)


ROUTES: Final = (
    *PATH.shows(edit, "path.write", ADDRESS),
    *PATH.takes(save, "path.write", "path.entered", ADDRESS),
)
