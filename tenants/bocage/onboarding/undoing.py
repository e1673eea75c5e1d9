"""The communes of a whole import taken back, while none was corrected."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.rows import CommuneRow
from bocage.database.among import among
from bocage.governance.journal import Work
from bocage.imports.importer import Outcome
from bocage.imports.verdict import Action
from bocage.onboarding.attachments import end_links
from bocage.onboarding.by_hand import Done, deed, told_there
from bocage.onboarding.desk import Desk
from bocage.onboarding.refusals import OnboardingRefusal
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


async def take_out(work: Work, desk: Desk, outcome: Sequence[Outcome]) -> int:
    """Take out the communes that an import brought in; refuse when one of them was corrected since."""
    brought = [one for one in outcome if one["action"] != Action.UPDATE]
    if len(brought) != len(outcome):
        raise OnboardingRefusal(UPDATED)
    names = await untouched(work.connection, brought)
    await end_links(work, desk, names)
    gone = [
        Done(tenant_id=TenantId(one["tenant_id"]), insee=one["insee"], name=names[one["tenant_id"]]) for one in brought
    ]
    await told_there(work, desk, [(one.tenant_id, deed("commune.detached", one)) for one in gone])
    return len(gone)


async def untouched(connection: AsyncConnection, brought: Sequence[Outcome]) -> dict[int, str]:
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
