"""One dated rule: what it was, what it would change from a day on, by which article."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Response

from bocage.database.engine import Database
from bocage.governance.journal import writing
from bocage.governance.parameters import Period, parameters_of, set_parameter
from bocage.joining import rule_form as form
from bocage.joining.context import Context
from bocage.joining.parameters import Key, Parameter
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.rule_effects import Effects, effects_of
from bocage.joining.spot import address_of
from bocage.joining.statute_routes import HERE, READS, WRITES
from bocage.joining.surroundings import statutes
from bocage.joining.typed import Typed
from bocage.tenancy import NotFoundRefusal, Visit, reading
from bocage.web.flash import Message, redirect_with
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest
from bocage.web.page import page

ONE: Final = HERE + "/regles/{rule:str}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A rule as it holds today, and every value that the syndicate gave it."""

    context: Context
    parameter: Parameter
    history: tuple[Period, ...]


async def read(database: Database, visit: Visit, rule: str) -> Held:
    """The rule of an address."""
    if rule not in set(Key):
        raise NotFoundRefusal
    key, today = Key(rule), civil_day(datetime.now(UTC))
    async with reading(database, visit) as connection:
        context = await statutes(connection, visit.place.tenant_id)
        periods = await parameters_of(connection, visit.place.tenant_id)
    return Held(context=context, parameter=context.parameters.on(today, key), history=form.history_of(periods, key))


@get(ONE, opt=READS)
async def show(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database], rule: FromPath[str]
) -> Response[str]:
    """The rule and its form."""
    return await rule_page(request, visit, await read(database, visit, rule), {}, None)


@post(ONE, opt={**WRITES, "verb": "parameter.set"}, status_code=303)
async def save(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database], rule: FromPath[str]
) -> Response[Any]:
    """Show what the value would change, then keep it from its day on."""
    held = await read(database, visit, rule)
    typed = {name: str(value) for name, value in (await request.form()).items()}
    try:
        after = form.parameter_typed(held.parameter, Typed(typed))
    except JoiningRefusal as refusal:
        return await rule_page(request, visit, held, typed, refusal)
    if typed.get("confirme") != "1":
        return await rule_page(request, visit, held, typed, await seen(database, visit, after))
    async with writing(database, visit) as work:
        await set_parameter(work, form.period_of(after))
    return await redirect_with(request, f"/bureau/{visit.place.uid}/statuts", Message(sentence="La règle est fixée."))


async def seen(database: Database, visit: Visit, after: Parameter) -> Effects:
    """What a value changes on the paths."""

    def otherwise(context: Context) -> Context:
        return replace(context, parameters=context.parameters.with_values([after]))

    async with reading(database, visit) as connection:
        return await effects_of(connection, visit, otherwise, civil_day(datetime.now(UTC)))


async def rule_page(
    request: AnyRequest, visit: Visit, held: Held, typed: Mapping[str, str], found: JoiningRefusal | Effects | None
) -> Response[str]:
    """Show the rule, with what is refused or what would change."""
    refusal = found if isinstance(found, JoiningRefusal) else None
    faults = (refusal.beside("value"),) if refusal else ()
    values: dict[str, Any] = {
        "visit": visit,
        "held": held,
        "title": form.TITLES[held.parameter.key],
        "said": form.in_words(held.parameter),
        "fields": form.fields_of(held.parameter.unit),
        "typed": typed,
        "faults": faults,
        "errors": dict(faults),
        "effects": None if refusal else found,
        "at": address_of,
        "here": f"/bureau/{visit.place.uid}/statuts",
        "may_write": visit.may("statutes.write"),
    }
    return await page(request, "joining/rule.html", status=422 if refusal else 200, **values)


ROUTES: Final = (show, save)
