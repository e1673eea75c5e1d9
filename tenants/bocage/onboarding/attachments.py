"""One commune by hand: attached, taken out, brought back."""

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import update

from bocage.governance.journal import Work
from bocage.imports.verdict import Action, LineVerdict
from bocage.onboarding.by_hand import Done, commune_of, deed, judged, told_there
from bocage.onboarding.desk import Desk, writing_desk
from bocage.onboarding.enrol import Enrolment, enrol
from bocage.onboarding.known import Known
from bocage.onboarding.refusals import OnboardingRefusal
from bocage.tenancy import TenantId
from bocage.tenancy.rows import TenantLinkRow
from bocage.web.french import civil_day

ALREADY_HERE: Final = "{name} est déjà rattachée : ouvrez sa fiche pour la corriger. Rien n’est changé."
OTHER_HERE: Final = (
    "{name} est de nouveau rattachée sous un autre dossier : retirez celui-ci d’abord. Rien n’est changé."
)


async def attach_one(desk: Desk, typed: Mapping[str, str], *, accepts_outside: bool = False) -> Done:
    """Attach one commune from what was typed, by column of the file: `insee`, or `nom`, and whatever else is known.

    Raises TypedRefusal with its findings when something typed cannot be stored.
    """
    async with writing_desk(desk) as work:
        line, known = await judged(work.connection, desk, typed, accepts_outside=accepts_outside)
        if line.action in {Action.UPDATE, Action.IDENTICAL}:
            raise OnboardingRefusal(ALREADY_HERE.format(name=line.name))
        return await attached(work, desk, line, known)


async def detach(desk: Desk, tenant: TenantId) -> Done:
    """Take a commune out of the syndicate as of today; nothing of it is erased, and it can come back."""
    async with writing_desk(desk) as work:
        done = await commune_of(work.connection, desk, tenant, here=True)
        await end_links(work, desk, [tenant])
        await work.record(deed("commune.detached", done))
        await told_there(work, desk, [(tenant, deed("commune.detached", done))])
    return done


async def reattach(desk: Desk, tenant: TenantId) -> Done:
    """Bring a commune that left back to its own file."""
    async with writing_desk(desk) as work:
        gone = await commune_of(work.connection, desk, tenant, here=False)
        line, known = await judged(work.connection, desk, {"insee": gone.insee}, accepts_outside=True)
        if line.action is not Action.REATTACH or line.ref != tenant:
            raise OnboardingRefusal(OTHER_HERE.format(name=gone.name))
        return await attached(work, desk, line, known)


async def attached(work: Work, desk: Desk, line: LineVerdict, known: Known) -> Done:
    """Write one commune and the syndicate's own line about it."""
    today = civil_day(desk.now)
    enrolment = Enrolment(syndicate=desk.syndicate, actor=desk.actor, today=today, lines=[line], known=known)
    (written,) = await enrol(work.connection, enrolment)
    done = Done(tenant_id=TenantId(written.tenant_id), insee=written.insee, name=line.name)
    await work.record(deed("commune.attached", done))
    return done


async def end_links(work: Work, desk: Desk, tenants: Iterable[int]) -> None:
    """End the links of communes today."""
    ended = update(TenantLinkRow).where(
        TenantLinkRow.tenant_id == desk.syndicate,
        TenantLinkRow.child_id.in_(list(tenants)),
        TenantLinkRow.until.is_(None),
    )
    await work.connection.execute(ended.values(until=civil_day(desk.now)))
