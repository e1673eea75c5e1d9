"""« À approuver »: what waits for one's answer, with the record that each would sign."""

from typing import Any, Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.response import Response

from bocage.database.engine import Database
from bocage.joining.answers import Answering, AnswersRefusal, Pending, give, pending
from bocage.joining.path_words import PERIMETRES, STAGES, module_titles, named
from bocage.joining.spot import address_of
from bocage.joining.typed import FieldRefusal, Typed
from bocage.tenancy import Visit
from bocage.web.flash import Message, redirect_with
from bocage.web.french import plural
from bocage.web.guard import AnyRequest
from bocage.web.page import page

HERE: Final = "/a-approuver/{place:uuid}"
NO_ANSWER: Final = "La réponse manque. Choisissez l’accord, ou le refus avec son motif."
WORDS: Final[dict[str, Any]] = {
    "named": named,
    "titles": module_titles,
    "stages": STAGES,
    "perimetres": PERIMETRES,
    "at": address_of,
}


@get(HERE, opt={"permission": "path.answer"})
async def waiting(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
) -> Response[str]:
    """The list."""
    return await listed(request, visit, await pending(database, visit))


@post(HERE, opt={"permission": "path.answer", "verb": "path.approved"}, status_code=303)
async def answer(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
) -> Response[Any]:
    """Answer what was checked: all of it, or none."""
    form = await request.form()
    typed, chosen = {name: str(value) for name, value in form.items()}, tuple(map(str, form.getall("chosen", [])))
    try:
        answering = answering_of(Typed(typed), chosen)
        count = await give(database, visit, answering)
    except (AnswersRefusal, FieldRefusal) as refusal:
        return await listed(request, visit, await pending(database, visit), refusal, (typed, chosen))
    return await redirect_with(request, f"/a-approuver/{visit.place.uid}", said(count, yes=answering.yes))


def answering_of(typed: Typed, chosen: tuple[str, ...]) -> Answering:
    """Read the answer."""
    said_so = typed.text("answer")
    if said_so not in {"oui", "non"}:
        raise FieldRefusal("answer", NO_ANSWER)
    return Answering(chosen=chosen, yes=said_so == "oui", reason=typed.text("reason"), advice_on=typed.day("advice_on"))


def said(count: int, *, yes: bool) -> Message:
    """What was done."""
    if yes:
        return Message(sentence=f"{plural(count, 'accord donné', 'accords donnés')}.")
    return Message(sentence=f"{plural(count, 'refus enregistré', 'refus enregistrés')}, avec le motif.")


async def listed(
    request: AnyRequest,
    visit: Visit,
    lines: tuple[Pending, ...],
    refusal: AnswersRefusal | FieldRefusal | None = None,
    sent: tuple[dict[str, str], tuple[str, ...]] = ({}, ()),
) -> Response[str]:
    """Show the list; after a refusal, what was checked stays checked, on the record of now."""
    typed, chosen = sent
    checked = {key.rpartition(":")[0] for key in chosen}
    field = (refusal.field if refusal else "") or "reason"
    faults = tuple((field, one) for one in getattr(refusal, "faults", (refusal.sentence,))) if refusal else ()
    values: dict[str, Any] = {
        "visit": visit,
        "lines": [(one, one.key.rpartition(":")[0] in checked) for one in lines],
        "typed": typed,
        "faults": faults,
        "errors": dict(faults),
        "advice": any(one.needs_advice for one in lines),
        **WORDS,
    }
    return await page(request, "joining/approvals.html", status=422 if refusal else 200, **values)


ROUTES: Final = (waiting, answer)
