"""The waves of a syndicate: their list, one wave, the communes put into one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from litestar import get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect, Response

from bocage.console.desk_reading import overview_of
from bocage.console.wave_writing import WaveRefusal, alter, make, put_into, remove, typed_of
from bocage.console.waves import Wave, WaveStanding, standing_of, standings, wave_at, waves_of
from bocage.database.engine import Database
from bocage.onboarding.desk import desk_of
from bocage.tenancy import Kind, Refusal, Visit, reading
from bocage.tenancy.refusal import ConflictRefusal
from bocage.web.address import local
from bocage.web.flash import Message, redirect_with
from bocage.web.french import civil_day, plural
from bocage.web.guard import AnyRequest
from bocage.web.page import page

HERE: Final = "/bureau/{place:uuid}/vagues"
SYNDICATES: Final = frozenset({Kind.SYNDICATE})
READS: Final[dict[str, Any]] = {"permission": "communes.read", "kinds": SYNDICATES}
WRITES: Final[dict[str, Any]] = {"permission": "communes.write", "kinds": SYNDICATES}
NOTHING_CHOSEN: Final = "Aucune commune n’est cochée. Cochez celles à mettre dans la vague, puis recommencez."


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveSpot:
    """A wave in front of somebody."""

    visit: Visit
    database: Database
    wave: Wave

    @property
    def here(self) -> str:
        """The address of the wave."""
        return f"{at(self.visit)}/{self.wave.wave_id}"

    async def standing(self) -> WaveStanding:
        """How the wave stands today."""
        today = civil_day(datetime.now(UTC))
        return standing_of(self.wave, (await overview_of(self.database, self.visit, today)).lines, today)


async def wave_spot(
    visit: NamedDependency[Visit], database: NamedDependency[Database], wave_id: FromPath[UUID]
) -> WaveSpot:
    """Find the wave of the address, or refuse as for an address that does not exist."""
    async with reading(database, visit) as connection:
        wave = await wave_at(connection, visit.place.tenant_id, wave_id)
    return WaveSpot(visit=visit, database=database, wave=wave)


ONE: Final = {"spot": Provide(wave_spot)}


@get(HERE, opt=READS)
async def waves(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[str]:
    """Every wave, and how many of its communes stand where."""
    return await listed(request, visit, database)


@post(HERE, opt={**WRITES, "verb": "wave.created"}, status_code=303)
async def create(
    request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]
) -> Response[Any]:
    """Make a wave."""
    form = await typed_form(request)
    try:
        typed = typed_of(form)
        wave_id = await make(desk_of(database, visit, datetime.now(UTC)), typed)
    except WaveRefusal as refusal:
        return await listed(request, visit, database, refusal, form)
    return await redirect_with(
        request, f"{at(visit)}/{wave_id}", Message(sentence=f"La vague « {typed.name} » existe.")
    )


@get(HERE + "/{wave_id:uuid}", opt=READS, dependencies=ONE)
async def one(request: AnyRequest, spot: NamedDependency[WaveSpot]) -> Response[str]:
    """One wave and its communes."""
    return await shown(request, spot)


@post(HERE + "/{wave_id:uuid}", opt={**WRITES, "verb": "wave.changed"}, dependencies=ONE, status_code=303)
async def edit(request: AnyRequest, spot: NamedDependency[WaveSpot]) -> Response[Any]:
    """Change a wave."""
    form = await typed_form(request)
    try:
        typed = typed_of(form)
        await alter(desk_of(spot.database, spot.visit, datetime.now(UTC)), as_sent(spot.wave, form), typed)
    except (WaveRefusal, ConflictRefusal) as refusal:
        return await shown(request, spot, refusal, form)
    return await redirect_with(request, spot.here, Message(sentence="La vague est enregistrée."))


@get(HERE + "/{wave_id:uuid}/supprimer", opt=WRITES, dependencies=ONE)
async def ask_removal(request: AnyRequest, spot: NamedDependency[WaveSpot]) -> Response[str]:
    """Say what removing a wave does."""
    values: dict[str, Any] = {"visit": spot.visit, "standing": await spot.standing(), "base": at(spot.visit)}
    return await page(request, "console/wave_removal.html", **values)


@post(HERE + "/{wave_id:uuid}/supprimer", opt={**WRITES, "verb": "wave.removed"}, dependencies=ONE, status_code=303)
async def take_away(request: AnyRequest, spot: NamedDependency[WaveSpot]) -> Redirect:
    """Remove a wave."""
    left = await remove(desk_of(spot.database, spot.visit, datetime.now(UTC)), spot.wave)
    communes = plural(left, "commune n’est plus dans une vague", "communes ne sont plus dans une vague")
    message = Message(sentence=f"« {spot.wave.name} » est supprimée. {communes}.")
    return await redirect_with(request, at(spot.visit), message)


@post(HERE + "/communes", opt={**WRITES, "verb": "wave.assigned"}, status_code=303)
async def assign(request: AnyRequest, visit: NamedDependency[Visit], database: NamedDependency[Database]) -> Redirect:
    """Put the communes chosen on the desk into a wave, or out of theirs."""
    form = await request.form()
    chosen, name = set(form.getall("chosen_commune", [])), str(form.get("vague_choisie", ""))
    if not chosen:
        raise Refusal(NOTHING_CHOSEN)
    lines = (await overview_of(database, visit, civil_day(datetime.now(UTC)))).lines
    tenants = [line.commune.tenant_id for line in lines if str(line.commune.uid) in chosen]
    moved = await put_into(desk_of(database, visit, datetime.now(UTC)), tenants, name.strip() or None)
    where = f"dans « {name} »" if name.strip() else "hors de toute vague"
    back = local(str(form.get("back", "")), f"/bureau/{visit.place.uid}")
    return await redirect_with(
        request, back, Message(sentence=f"{plural(moved, 'commune mise', 'communes mises')} {where}.")
    )


def at(visit: Visit) -> str:
    """The address of the waves."""
    return f"/bureau/{visit.place.uid}/vagues"


async def typed_form(request: AnyRequest) -> dict[str, str]:
    """What was typed, by field."""
    return {name: str(value) for name, value in (await request.form()).items()}


def as_sent(wave: Wave, form: Mapping[str, str]) -> Wave:
    """The wave as the form showed it; a form without its version is older than everything."""
    version = form.get("version", "")
    return replace(wave, version=int(version[:9]) if version.isdecimal() else 0)


async def listed(
    request: AnyRequest,
    visit: Visit,
    database: Database,
    refusal: WaveRefusal | None = None,
    typed: Mapping[str, str] | None = None,
) -> Response[str]:
    """Show the list; after a refusal, with what was typed."""
    today = civil_day(datetime.now(UTC))
    lines = (await overview_of(database, visit, today)).lines
    async with reading(database, visit) as connection:
        found = standings(await waves_of(connection, visit.place.tenant_id), lines, today)
    values: dict[str, Any] = {"visit": visit, "found": found, "base": at(visit), "typed": typed or {}}
    return await page(
        request, "console/waves.html", status=422 if refusal else 200, faults=faults_of(refusal), **values
    )


async def shown(
    request: AnyRequest, spot: WaveSpot, refusal: Refusal | None = None, typed: Mapping[str, str] | None = None
) -> Response[str]:
    """Show one wave; after a refusal, with what was typed."""
    wave, standing = spot.wave, await spot.standing()
    stored = {"nom": wave.name, "date": wave.opens_on.isoformat() if wave.opens_on else ""}
    told: dict[str, Any] = {"typed": {**stored, **(typed or {})}, "faults": faults_of(refusal)}
    values: dict[str, Any] = {"visit": spot.visit, "standing": standing, "base": at(spot.visit), **told}
    return await page(request, "console/wave.html", status=refusal.status if refusal else 200, **values)


def faults_of(refusal: Refusal | None) -> tuple[tuple[str, str], ...]:
    """A refusal beside its field."""
    return () if refusal is None else (refusal.beside("nom"),)


ROUTES: Final = (waves, create, one, edit, ask_removal, take_away, assign)
