"""« Statuts et règles »: what rules the syndicate, each change shown on the paths before it is kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.response import Response

from bocage.database.engine import Database
from bocage.governance.journal import writing
from bocage.joining import statutes_form as form
from bocage.joining.changing import MovedRefusal
from bocage.joining.context import Context
from bocage.joining.doors import SYNDICATES
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.rule_effects import Effects, effects_of
from bocage.joining.rule_form import rule_lines
from bocage.joining.spot import address_of
from bocage.joining.statutes import Remembered, history_of, keep_statutes, version_of
from bocage.joining.surroundings import statutes
from bocage.joining.syndicate import Syndicate
from bocage.joining.typed import Typed, version_in
from bocage.tenancy import Visit, reading
from bocage.web.flash import Message, redirect_with
from bocage.web.french import civil_day
from bocage.web.guard import AnyRequest
from bocage.web.page import page

HERE: Final = "/bureau/{place:uuid}/statuts"
READS: Final[dict[str, Any]] = {"permission": "path.follow", "kinds": SYNDICATES}
WRITES: Final[dict[str, Any]] = {"permission": "statutes.write", "kinds": SYNDICATES}
UNCHANGED: Final = "Rien ne change : les statuts sont déjà ainsi."


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """The statutes and the rules as they are kept, and what was changed before."""

    context: Context
    version: int
    history: tuple[Remembered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What the form shows: what was typed, why it is refused, or what it would change."""

    typed: Mapping[str, str]
    refusal: JoiningRefusal | None = None
    effects: Effects | None = None
    lines: tuple[tuple[str, str, str], ...] = ()


async def read(database: Database, visit: Visit) -> Held:
    """What is kept."""
    tenant = visit.place.tenant_id
    async with reading(database, visit) as connection:
        return Held(
            context=await statutes(connection, tenant),
            version=await version_of(connection, tenant),
            history=await history_of(connection, tenant),
        )


@get(HERE, opt=READS)
async def show(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[str]:
    """The statutes, the rules, the form."""
    held = await read(database, visit)
    return await statutes_page(request, visit, held, Shown(typed=form.values(held.context.syndicate)))


@post(HERE, opt={**WRITES, "verb": "statutes.changed"}, status_code=303)
async def save(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[Any]:
    """Show what the form would change, then keep it."""
    held = await read(database, visit)
    typed = {name: str(value) for name, value in (await request.form()).items()}
    try:
        after = form.with_typed(held.context.syndicate, Typed(typed))
        if typed.get("confirme") != "1":
            return await previewed(request, visit, held, (typed, after))
        async with writing(database, visit) as work:
            await keep_statutes(work, after, version_in(typed))
    except JoiningRefusal as refusal:
        return await statutes_page(request, visit, held, Shown(typed=typed, refusal=refusal))
    return await redirect_with(
        request, f"/bureau/{visit.place.uid}/statuts", Message(sentence="Les statuts sont à jour.")
    )


async def previewed(
    request: AnyRequest, visit: Visit, held: Held, wanted: tuple[Mapping[str, str], Syndicate]
) -> Response[str]:
    """Show what other statutes would change on the paths."""
    typed, after = wanted
    lines = form.differing(held.context.syndicate, after)
    if not lines:
        raise JoiningRefusal(UNCHANGED)
    async with reading(request.app.state.database, visit) as connection:
        today = civil_day(datetime.now(UTC))
        effects = await effects_of(connection, visit, lambda context: replace(context, syndicate=after), today)
    return await statutes_page(request, visit, held, Shown(typed=typed, effects=effects, lines=lines))


async def statutes_page(request: AnyRequest, visit: Visit, held: Held, shown: Shown) -> Response[str]:
    """Show the page; when somebody else wrote meanwhile, both values stand side by side."""
    refusal, kept = shown.refusal, form.values(held.context.syndicate)
    faults = (refusal.beside("forme"),) if refusal else ()
    moved = isinstance(refusal, MovedRefusal)
    words = form.in_words(held.context.syndicate)
    fresh = {
        name: f"Enregistré : « {words[name]} »" for name in kept if moved and kept[name] != shown.typed.get(name, "")
    }
    values: dict[str, Any] = {
        "visit": visit,
        "held": held,
        "shown": shown,
        "fields": form.FIELDS,
        "typed": shown.typed,
        "faults": faults,
        "errors": {**fresh, **dict(faults)},
        "rules": rule_lines(held.context.parameters, civil_day(datetime.now(UTC))),
        "at": address_of,
        "here": f"/bureau/{visit.place.uid}/statuts",
        "may_write": visit.may("statutes.write"),
    }
    return await page(request, "joining/statutes.html", status=422 if refusal else 200, **values)


ROUTES: Final = (show, save)
