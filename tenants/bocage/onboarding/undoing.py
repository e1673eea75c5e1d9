"""A whole import taken back, while nothing else was built on it."""

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.rows import CommuneRow
from bocage.governance.journal import Work
from bocage.imports.verdict import Action
from bocage.onboarding import imports
from bocage.onboarding.attachments import end_links
from bocage.onboarding.by_hand import Done, told_there
from bocage.onboarding.by_hand import deed as commune_deed
from bocage.onboarding.desk import Desk, writing_desk
from bocage.onboarding.importing import deed
from bocage.onboarding.imports import Import, Status
from bocage.onboarding.members import among
from bocage.onboarding.refusals import OnboardingRefusal
from bocage.onboarding.rows import ImportRow
from bocage.tenancy import TenantId
from bocage.tenancy.rows import TenantRow

BUILT_ON: Final = (
    "Cet import ne peut plus être annulé : {names} a été corrigée depuis. Rien n’est changé ; "
    "retirez ou corrigez les communes une par une."
)
UPDATED: Final = (
    "Cet import a mis à jour des communes déjà rattachées : il ne s’annule pas en bloc. Rien n’est changé ; "
    "corrigez-les une par une, leur journal garde les anciennes valeurs."
)


async def undo(desk: Desk, import_id: UUID) -> Import:
    """Take out the communes that an import brought in; refuse when one of them was corrected since."""
    async with writing_desk(desk) as work:
        batch = await imports.found(work.connection, desk.syndicate, import_id)
        if batch.status is not Status.CONFIRMED:
            return batch
        outcome = await outcome_of(work.connection, desk, import_id)
        brought = [one for one in outcome if one["action"] != Action.UPDATE]
        if len(brought) != len(outcome):
            raise OnboardingRefusal(UPDATED)
        names = await untouched(work.connection, brought)
        await end_links(work, desk, names)
        await tell(work, desk, batch, brought, names)
    return batch


async def outcome_of(connection: AsyncConnection, desk: Desk, import_id: UUID) -> list[dict[str, Any]]:
    """Return what the import did, commune by commune."""
    asked = select(ImportRow.outcome).where(*imports.named(desk.syndicate, import_id))
    told: list[dict[str, Any]] = (await connection.execute(asked)).scalar_one()
    return told


async def untouched(connection: AsyncConnection, brought: Sequence[dict[str, Any]]) -> dict[int, str]:
    """Return the names of the communes by number, or refuse when one is no longer as the import left it."""
    numbers = [one["tenant_id"] for one in brought]
    rows = await connection.execute(
        select(CommuneRow.tenant_id, TenantRow.name, CommuneRow.version)
        .join(TenantRow, TenantRow.tenant_id == CommuneRow.tenant_id)
        .where(CommuneRow.tenant_id == among(numbers)),
    )
    found = {row.tenant_id: (row.name, row.version) for row in rows}
    moved = [found[one["tenant_id"]][0] for one in brought if found[one["tenant_id"]][1] != one["version"]]
    if moved:
        raise OnboardingRefusal(BUILT_ON.format(names=moved[0]))
    return {number: name for number, (name, _) in found.items()}


async def tell(
    work: Work,
    desk: Desk,
    batch: Import,
    brought: Sequence[dict[str, Any]],
    names: dict[int, str],
) -> None:
    """Leave a line in each commune and one in the syndicate."""
    gone = [
        Done(tenant_id=TenantId(one["tenant_id"]), insee=one["insee"], name=names[one["tenant_id"]]) for one in brought
    ]
    await told_there(work, desk, [(one.tenant_id, commune_deed("commune.detached", one)) for one in gone])
    await imports.change(work.connection, desk.syndicate, batch, {"status": Status.UNDONE})
    await work.record(deed("import.undone", batch.import_id, batch.file_name, {"communes retirées": len(gone)}))
