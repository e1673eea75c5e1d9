"""Waves made, changed and removed; the communes that bear a name follow it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import delete, insert, select, update
from uuid_utils.compat import uuid7

from bocage.console.rows import WaveRow
from bocage.console.waves import Wave
from bocage.governance.journal import Deed, Work
from bocage.onboarding.desk import Desk, writing_desk
from bocage.onboarding.waves import assign, named_so
from bocage.tenancy.refusal import ConflictRefusal, FieldRefusal
from bocage.web.french import day

LONGEST: Final = 80
NO_NAME: Final = "Le nom manque. Donnez-en un court, comme « Vague 3 »."
TOO_LONG: Final = f"Le nom dépasse {LONGEST} signes. Raccourcissez-le."
TAKEN: Final = "Une vague porte déjà le nom « {name} ». Choisissez-en un autre."
NO_DAY: Final = "« {typed} » n’est pas une date. Choisissez-la dans le calendrier, ou écrivez 2026-12-01."
MOVED: Final = "Quelqu’un d’autre vient de changer cette vague : relisez-la, puis recommencez."


class WaveRefusal(FieldRefusal):
    """What was typed is no wave; `field` names where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A wave as it was typed."""

    name: str
    opens_on: date | None


def typed_of(form: Mapping[str, str]) -> Typed:
    """Read a form, or refuse with the field."""
    name, told = " ".join(form.get("nom", "").split()), form.get("date", "").strip()
    if not name or len(name) > LONGEST:
        raise WaveRefusal("nom", TOO_LONG if name else NO_NAME)
    try:
        return Typed(name=name, opens_on=date.fromisoformat(told) if told else None)
    except ValueError:
        raise WaveRefusal("date", NO_DAY.format(typed=told[:20])) from None


async def make(desk: Desk, typed: Typed) -> UUID:
    """Make a wave; communes that bear its name already are in it."""
    async with writing_desk(desk) as work:
        await refuse_taken(work, desk, typed.name, None)
        wave_id = uuid7()
        row = {"tenant_id": desk.syndicate, "wave_id": wave_id, "name": typed.name, "opens_on": typed.opens_on}
        await work.connection.execute(insert(WaveRow), [row])
        await work.record(deed("wave.created", wave_id, typed.name, after={"date": said(typed.opens_on)}))
    return wave_id


async def alter(desk: Desk, wave: Wave, typed: Typed) -> None:
    """Change a wave as it was shown; its communes follow its name."""
    async with writing_desk(desk) as work:
        await refuse_taken(work, desk, typed.name, wave.wave_id)
        wanted = update(WaveRow).where(
            WaveRow.tenant_id == desk.syndicate, WaveRow.wave_id == wave.wave_id, WaveRow.version == wave.version
        )
        values = {"name": typed.name, "opens_on": typed.opens_on, "version": wave.version + 1}
        if (await work.connection.execute(wanted.values(**values))).rowcount != 1:
            raise ConflictRefusal(MOVED)
        if typed.name != wave.name:
            await assign(work, desk, await named_so(work, wave.name), typed.name)
        before = {"nom": wave.name, "date": said(wave.opens_on)}
        after = {"nom": typed.name, "date": said(typed.opens_on)}
        await work.record(deed("wave.changed", wave.wave_id, typed.name, before, after))


async def remove(desk: Desk, wave: Wave) -> int:
    """Remove a wave; return how many communes left it."""
    async with writing_desk(desk) as work:
        left = await assign(work, desk, await named_so(work, wave.name), None)
        gone = delete(WaveRow).where(WaveRow.tenant_id == desk.syndicate, WaveRow.wave_id == wave.wave_id)
        await work.connection.execute(gone)
        await work.record(deed("wave.removed", wave.wave_id, wave.name, before={"communes": left}))
    return left


async def put_into(desk: Desk, tenants: Collection[int], wave: str | None) -> int:
    """Put communes into a wave, or out of theirs; return how many changed."""
    async with writing_desk(desk) as work:
        moved = await assign(work, desk, tenants, wave)
        if moved:
            await work.record(deed("wave.assigned", None, wave or "aucune vague", after={"communes": moved}))
    return moved


async def refuse_taken(work: Work, desk: Desk, name: str, own: UUID | None) -> None:
    """Refuse the name of another wave."""
    asked = select(WaveRow.wave_id).where(WaveRow.tenant_id == desk.syndicate, WaveRow.name == name)
    if (await work.connection.scalar(asked)) not in {None, own}:
        raise WaveRefusal("nom", TAKEN.format(name=name))


def said(opens_on: date | None) -> str:
    """A day of opening in words."""
    return day(opens_on) if opens_on else "sans date"


def deed(
    verb: str,
    wave_id: UUID | None,
    name: str,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> Deed:
    """A line of journal about a wave."""
    return Deed(
        verb=verb, object_kind="wave", object_id=str(wave_id or ""), object_label=name, before=before, after=after
    )
