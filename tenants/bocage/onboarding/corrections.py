"""A commune's file corrected by hand, unless somebody corrected it meanwhile."""

from collections.abc import Mapping, Sequence
from typing import Final

from bocage.governance.journal import Work
from bocage.imports.cells import cleaned
from bocage.imports.verdict import Change, Value
from bocage.onboarding.by_hand import Done, commune_of, deed, judged
from bocage.onboarding.commune_writing import Rewriting, at, change
from bocage.onboarding.desk import Desk, widen, writing_desk
from bocage.onboarding.enrol import driver
from bocage.onboarding.known import Attached
from bocage.onboarding.refusals import StaleRefusal
from bocage.onboarding.stored import NAMES
from bocage.tenancy import TenantId

EDITABLE: Final = tuple(name for name in NAMES if name != "nom")


class OlderFormRefusal(StaleRefusal):
    """The form is older than the file it corrects; `changes` hold what is stored and what was typed."""

    def __init__(self, name: str, changes: Sequence[Change]) -> None:
        """Show both values of each field that differs."""
        told = ", ".join(f"{one.column} (enregistré « {one.before or ''} », saisi « {one.after} »)" for one in changes)
        both = f" À comparer : {told}." if changes else ""
        super().__init__(f"{name} a été corrigée depuis l’ouverture de cette page ; rien n’est enregistré.{both}")
        self.changes = tuple(changes)


async def correct(desk: Desk, tenant: TenantId, version: int, typed: Mapping[str, str]) -> Done:
    """Replace what is stored by what was typed, by column; an empty text empties, an absent column stays.

    Raises TypedRefusal when something cannot be stored, OlderFormRefusal when `version` is no longer the file's.
    """
    async with writing_desk(desk) as work:
        done = await commune_of(work.connection, desk, tenant, here=True)
        asked = {"insee": done.insee} | {column: text for column, text in typed.items() if column in EDITABLE}
        line, known = await judged(work.connection, desk, asked, accepts_outside=True)
        held = known.attached[done.insee]
        values = corrected(held.values, line.values, asked)
        changes = differences(held.values, values)
        if held.version != version:
            raise OlderFormRefusal(held.name, changes)
        if changes:
            await rewritten(work, desk, held, values)
    return done


def corrected(
    stored: Mapping[str, Value],
    read: Mapping[str, Value],
    typed: Mapping[str, str],
) -> dict[str, Value]:
    """Put what was read over what is stored, and take out what was emptied."""
    emptied = {column for column, text in typed.items() if not cleaned(text)}
    return {column: value for column, value in {**stored, **read}.items() if column not in emptied}


def differences(before: Mapping[str, Value], after: Mapping[str, Value]) -> tuple[Change, ...]:
    """List what changes; an emptied column changes into an empty text."""
    return tuple(
        Change(column=column, before=before.get(column), after=after.get(column, ""))
        for column in NAMES
        if before.get(column) != after.get(column)
    )


async def rewritten(work: Work, desk: Desk, held: Attached, values: Mapping[str, Value]) -> None:
    """Write all that is stored of a commune, with a line in its journal and one in the syndicate's."""
    changes = differences(held.values, values)
    done = Done(tenant_id=TenantId(held.tenant_id), insee=held.insee, name=held.name)
    before = {one.column: one.before for one in changes}
    said = deed("commune.corrected", done, before, {one.column: one.after for one in changes})
    raw = await driver(work.connection)
    after = Rewriting(version=held.version, values=values)
    cursor = await change(raw, held.tenant_id, after, desk.actor, said)
    await at(raw, desk.syndicate)
    await widen(work.connection, desk, writable=desk.syndicate)
    if cursor.rowcount != 1:
        raise OlderFormRefusal(held.name, changes)
    await work.record(said)
