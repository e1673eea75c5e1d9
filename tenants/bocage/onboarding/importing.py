"""A file on its way in: sent, looked at, repaired line by line, confirmed once, or given up."""

import asyncio
import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.governance.journal import Deed, Work
from bocage.imports.choices import ASIDE, NO_CHOICE, Choice
from bocage.imports.verdict import LineVerdict, Verdict
from bocage.onboarding import imports, words
from bocage.onboarding.desk import Desk, reading_desk, writing_desk
from bocage.onboarding.enrol import Enrolment, Written, enrol
from bocage.onboarding.imports import CHANGED_MEANWHILE, Import, Status
from bocage.onboarding.known import Known
from bocage.onboarding.reading import Sheet, read_sheet, verdict_on
from bocage.onboarding.refusals import OnboardingRefusal, StaleRefusal
from bocage.onboarding.register import known_for
from bocage.tenancy import TenantId
from bocage.web.french import civil_day

OVER: Final = "Cet import est terminé : envoyez de nouveau le fichier pour en faire un autre."
NO_SUCH_REPAIR: Final = "Cette ligne a changé depuis que la page s’est affichée : la voici à jour. Rien n’est écrit."


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """An import with its file read and judged as of now."""

    batch: Import
    sheet: Sheet
    verdict: Verdict
    known: Known


async def preview(desk: Desk, file_name: str, content: bytes) -> UUID:
    """Keep a file that can be read, and return its name; nothing of it is written in the communes."""
    sheet = await asyncio.to_thread(read_sheet, content, {})
    async with writing_desk(desk) as work:
        known = await known_for(work.connection, desk.syndicate, sheet.entries)
        verdict = await asyncio.to_thread(verdict_on, sheet, known)
        return await keep_file(work, desk, file_name, content, verdict)


async def keep_file(work: Work, desk: Desk, file_name: str, content: bytes, verdict: Verdict) -> UUID:
    """Keep a file that was judged, with its line of journal."""
    import_id = uuid7()
    sent = {
        "import_id": import_id,
        "file_name": file_name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "content": content,
        "counts": verdict.counts(),
        "created_at": desk.now,
    }
    await imports.kept(work.connection, desk.syndicate, sent, desk.actor)
    told = words.for_journal(verdict.counts())
    await work.record(deed("import.previewed", import_id, file_name, told))
    return import_id


async def bring_in(desk: Desk, file_name: str, content: bytes) -> Verdict:
    """Read, judge and write a file in one go, for who asked not to be shown it first."""
    sheet = await asyncio.to_thread(read_sheet, content, {})
    async with writing_desk(desk) as work:
        known = await known_for(work.connection, desk.syndicate, sheet.entries)
        verdict = await asyncio.to_thread(verdict_on, sheet, known)
        import_id = await keep_file(work, desk, file_name, content, verdict)
        batch = await imports.found(work.connection, desk.syndicate, import_id)
        found = Dossier(batch=batch, sheet=sheet, verdict=verdict, known=known)
        await close(work, desk, found, await enrol(work.connection, enrolment(desk, verdict, known)))
    return verdict


async def tried(desk: Desk, content: bytes) -> Verdict:
    """Judge a file without keeping it."""
    sheet = await asyncio.to_thread(read_sheet, content, {})
    async with reading_desk(desk) as connection:
        known = await known_for(connection, desk.syndicate, sheet.entries)
    return await asyncio.to_thread(verdict_on, sheet, known)


def deed(verb: str, import_id: UUID, file_name: str, after: Mapping[str, Any] | None = None) -> Deed:
    """The syndicate's line of journal on an import."""
    return Deed(verb=verb, object_kind="import", object_id=str(import_id), object_label=file_name, after=after)


async def look(desk: Desk, import_id: UUID) -> Dossier:
    """Read and judge an import again, as the communes are now."""
    async with reading_desk(desk) as connection:
        return await dossier(connection, desk.syndicate, import_id)


async def dossier(connection: AsyncConnection, syndicate: TenantId, import_id: UUID) -> Dossier:
    """Read and judge an import in a transaction under way."""
    batch = await imports.found(connection, syndicate, import_id)
    content = await imports.content(connection, syndicate, import_id)
    sheet = await asyncio.to_thread(read_sheet, content, batch.choices)
    known = await known_for(connection, syndicate, sheet.entries)
    return Dossier(batch=batch, sheet=sheet, verdict=await asyncio.to_thread(verdict_on, sheet, known), known=known)


async def repair(desk: Desk, import_id: UUID, number: int, key: str) -> LineVerdict:
    """Accept a repair that the verdict proposes for a line; return the line as it is then."""
    async with writing_desk(desk) as work:
        before = await open_dossier(work, desk, import_id)
        line = line_of(before.verdict, number)
        wanted = [one for finding in line.refusals for one in finding.repairs if one.key == key]
        if not wanted:
            raise StaleRefusal(NO_SUCH_REPAIR)
        choice = before.batch.choices.get(number, NO_CHOICE).with_repair(wanted[0])
        await keep(work, desk, before.batch, {**before.batch.choices, number: choice})
    return line_of((await look(desk, import_id)).verdict, number)


async def repair_alike(desk: Desk, import_id: UUID, rule: str) -> int:
    """Accept the one repair of every line that this rule refuses; return how many lines it changed."""
    async with writing_desk(desk) as work:
        before = await open_dossier(work, desk, import_id)
        choices = dict(before.batch.choices)
        alike = [(line, one) for line in before.verdict.refused for one in line.refusals if one.is_alone(rule)]
        for line, finding in alike:
            choices[line.number] = choices.get(line.number, NO_CHOICE).with_repair(finding.repairs[0])
        await keep(work, desk, before.batch, choices)
    return len(alike)


async def leave_aside(desk: Desk, import_id: UUID, number: int) -> None:
    """Leave a line out of the import."""
    await choose(desk, import_id, number, ASIDE)


async def take_back(desk: Desk, import_id: UUID, number: int) -> None:
    """Forget every choice made on a line."""
    await choose(desk, import_id, number, NO_CHOICE)


async def choose(desk: Desk, import_id: UUID, number: int, choice: Choice) -> None:
    """Put one choice in place of those made on a line."""
    async with writing_desk(desk) as work:
        before = await open_dossier(work, desk, import_id)
        line_of(before.verdict, number)
        await keep(work, desk, before.batch, {**before.batch.choices, number: choice})


async def open_dossier(work: Work, desk: Desk, import_id: UUID) -> Dossier:
    """Read an import that is still open, or refuse."""
    found = await dossier(work.connection, desk.syndicate, import_id)
    if found.batch.status is not Status.PREVIEWED:
        raise OnboardingRefusal(OVER)
    return found


def line_of(verdict: Verdict, number: int) -> LineVerdict:
    """Return a line by its number, or refuse."""
    line = next((line for line in verdict.lines if line.number == number), None)
    if line is None:
        raise StaleRefusal(CHANGED_MEANWHILE)
    return line


async def keep(work: Work, desk: Desk, batch: Import, choices: Mapping[int, Choice]) -> None:
    """Keep choices, with what changed in the journal."""
    told = {f"ligne {number}": words.choice(one) for number, one in choices.items() if batch.choices.get(number) != one}
    await imports.choose(work.connection, desk.syndicate, batch, choices)
    await work.record(deed("import.repaired", batch.import_id, batch.file_name, told))


async def abandon(desk: Desk, import_id: UUID) -> None:
    """Give an import up; it stays in the list."""
    async with writing_desk(desk) as work:
        batch = await imports.found(work.connection, desk.syndicate, import_id)
        if batch.status is Status.PREVIEWED:
            await imports.change(work.connection, desk.syndicate, batch, {"status": Status.ABANDONED})
            await work.record(deed("import.abandoned", import_id, batch.file_name))


async def confirm(desk: Desk, import_id: UUID, fingerprint: str) -> Verdict | None:
    """Write what was shown, once; None when it is already written.

    The verdict is made again under the lock: when it is no longer the one that was shown, nothing is written and
    PlanChangedRefusal is raised.
    """
    async with writing_desk(desk) as work:
        found = await dossier(work.connection, desk.syndicate, import_id)
        if found.batch.status is Status.CONFIRMED:
            return None
        if found.batch.status is not Status.PREVIEWED:
            raise OnboardingRefusal(OVER)
        if found.verdict.fingerprint != fingerprint:
            raise PlanChangedRefusal
        outcome = await enrol(work.connection, enrolment(desk, found.verdict, found.known))
        await close(work, desk, found, outcome)
    return found.verdict


class PlanChangedRefusal(StaleRefusal):
    """The communes or the choices changed since the verdict that was confirmed."""

    def __init__(self) -> None:
        """Say the one sentence."""
        super().__init__(
            "Les communes ont changé depuis l’essai à blanc : voici le verdict à jour. Rien n’est écrit, relisez-le puis confirmez.",
        )


def enrolment(desk: Desk, verdict: Verdict, known: Known) -> Enrolment:
    """Say what is to be written."""
    return Enrolment(
        syndicate=desk.syndicate,
        actor=desk.actor,
        today=today(desk),
        lines=verdict.written,
        known=known,
    )


def today(desk: Desk) -> date:
    """The civil day at the desk."""
    return civil_day(desk.now)


async def close(work: Work, desk: Desk, found: Dossier, outcome: tuple[Written, ...]) -> None:
    """Keep what was done with the import, and one line for the whole of it in the syndicate's journal."""
    counts = found.verdict.counts()
    done = {
        "status": Status.CONFIRMED,
        "counts": counts,
        "outcome": [asdict(one) for one in outcome],
        "confirmed_by": desk.actor.actor_id,
        "confirmed_by_name": desk.actor.name,
        "confirmed_at": desk.now,
    }
    await imports.change(work.connection, desk.syndicate, found.batch, done)
    await work.record(deed("import.confirmed", found.batch.import_id, found.batch.file_name, words.for_journal(counts)))
