"""« Couleurs et logo » : prepare, look at it on the real band, put it on, take it back; and what browsers load."""

from typing import Any, Final

from litestar import get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Response

from bocage.brand.colour import ratio_words
from bocage.brand.form import AWAITED, Typed, typed_in, wanted_from
from bocage.brand.kept import brand_of, brand_worn, brands, logo_at
from bocage.brand.refusals import BrandRefusal, ColourRefusal
from bocage.brand.wearing import propose, wear
from bocage.brand.worn import LIVERIES, wearer_of
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import writing
from bocage.tenancy import Kind, NotFoundRefusal, TenantId, Visit, reading
from bocage.tenancy.ports import Livery
from bocage.web.flash import Message, redirect_with
from bocage.web.guard import AnyRequest
from bocage.web.page import page
from bocage.web.upload import form_received

PAGE: Final = "/marque/{place:uuid}"
WRITES: Final[dict[str, Any]] = {"permission": "brand.write", "kinds": frozenset({Kind.SYNDICATE})}
SEES: Final = {"permission": "home.read"}
A_YEAR: Final = {"Cache-Control": "private, max-age=31536000, immutable"}
"""A version never changes; the address says which one, and whose eyes it is for."""
SHEET: Final = ":root{{--band:{band};--band-line:color-mix(in srgb,{band} 50%,#fff);--on-band:#fff}}\n"


@get(PAGE, opt=WRITES)
async def brand_page(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[str]:
    """The form, over what is worn."""
    return await form_page(request, visit, database, None, None)


async def form_page(
    request: AnyRequest, visit: Visit, database: Database, typed: Typed | None, fault: BrandRefusal | None
) -> Response[str]:
    """Show the form; after a refusal with what was typed and the way out."""
    async with reading(database, visit) as connection:
        worn = await brand_worn(connection, visit.place.tenant_id)
        prepared = await brands(connection, visit.place.tenant_id)
    typed = typed or Typed(colour=(worn.band if worn else None) or "")
    values: dict[str, Any] = {
        "here": f"/marque/{visit.place.uid}",
        "worn": worn,
        "prepared": prepared,
        "colour": typed.colour,
        "faults": () if fault is None else ((fault.field, fault.sentence),),
        "nearest": fault.nearest if isinstance(fault, ColourRefusal) else "",
    }
    return await page(request, "brand/brand.html", status=422 if fault else 200, **values)


@post(PAGE, opt={**WRITES, "verb": "brand.proposed"}, status_code=303, request_max_body_size=None)
async def prepare(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[Any]:
    """Keep a version, then show it on the real band; what cannot be worn comes back with its reason."""
    typed = Typed()
    try:
        typed = typed_in(await form_received(request, AWAITED))
        async with writing(database, visit) as work:
            version = await propose(work, visit.place.name, await wanted_from(work, typed))
    except BrandRefusal as fault:
        return await form_page(request, visit, database, typed, fault)
    return Redirect(f"/marque/{visit.place.uid}/{version}", status_code=303)


@get(PAGE + "/{version:int}", opt=WRITES)
async def preview(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    version: FromPath[int],
) -> Response[str]:
    """The page wears the version, for whoever looks at it and nobody else."""
    async with reading(database, visit) as connection:
        shown = await brand_of(connection, visit.place.tenant_id, version)
        worn = await brand_worn(connection, visit.place.tenant_id)
    request.state.livery = Livery(version=version, logo_words=visit.place.name if shown.has_logo else None)
    values: dict[str, Any] = {
        "here": f"/marque/{visit.place.uid}",
        "shown": shown,
        "is_worn": worn == shown,
        "ratio": ratio_words(shown.band) if shown.band else "",
    }
    return await page(request, "brand/preview.html", **values)


@post(PAGE + "/{version:int}/porter", opt={**WRITES, "verb": "brand.worn"}, status_code=303)
async def put_on(
    request: AnyRequest,
    visit: NamedDependency[Visit],
    database: NamedDependency[Database],
    version: FromPath[int],
) -> Redirect:
    """Put a version on every page."""
    return await dressed(request, visit, database, version)


@post(PAGE + "/quitter", opt={**WRITES, "verb": "brand.worn"}, status_code=303)
async def take_off(request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]) -> Redirect:
    """Go back to the house's own look."""
    return await dressed(request, visit, database, None)


async def dressed(request: AnyRequest, visit: Visit, database: Database, version: int | None) -> Redirect:
    """Change what the pages wear, and offer the former back."""
    async with writing(database, visit) as work:
        former = await wear(work, visit.place.name, version)
    LIVERIES.forget(database)
    here = f"/marque/{visit.place.uid}"
    undo = f"{here}/quitter" if former is None else f"{here}/{former}/porter"
    worn = "Les pages portent ces couleurs" if version else "Les pages portent les couleurs de Bocage"
    sentence = f"{worn}, au syndicat et dans ses communes."
    return await redirect_with(request, here, Message(sentence=sentence, undo_action=undo))


@get(PAGE + "/{version:int}/couleurs.css", opt=SEES)
async def sheet(
    visit: NamedDependency[Visit], database: NamedDependency[Database], version: FromPath[int]
) -> Response[str]:
    """The colours of a version of the syndicate of a place."""
    syndicate = await syndicate_of(database, visit)
    async with database.transaction(Role.APP, readable=[syndicate]) as connection:
        found = await brand_of(connection, syndicate, version)
    return Response(SHEET.format(band=found.band) if found.band else "", media_type="text/css", headers=A_YEAR)


@get(PAGE + "/{version:int}/logo", opt=SEES)
async def logo(
    visit: NamedDependency[Visit], database: NamedDependency[Database], version: FromPath[int]
) -> Response[bytes]:
    """The logo of a version of the syndicate of a place."""
    syndicate = await syndicate_of(database, visit)
    async with database.transaction(Role.APP, readable=[syndicate]) as connection:
        found = await logo_at(connection, syndicate, version)
    return Response(found.content, media_type=found.media_type, headers=A_YEAR)


async def syndicate_of(database: Database, visit: Visit) -> TenantId:
    """Whose brand the place wears, or refuse as for any page that is not there."""
    found = await wearer_of(database, visit.place)
    if found is None:
        raise NotFoundRefusal
    return found


ROUTES: Final = (brand_page, prepare, preview, put_on, take_off, sheet, logo)
