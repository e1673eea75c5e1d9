"""Communes put into a wave, or taken out of one: each in its own tenant, with its line of journal."""

from collections.abc import Collection

from sqlalchemy import insert, select, text, update

from bocage.communes.rows import CommuneRow
from bocage.database.engine import scope_statement
from bocage.database.roles import Role
from bocage.governance.journal import Work, journal_rows
from bocage.governance.rows import JournalRow
from bocage.onboarding.by_hand import Done, deed
from bocage.onboarding.desk import Desk, widen
from bocage.tenancy import TenantId
from bocage.tenancy.rows import TenantLinkRow, TenantRow


async def assign(work: Work, desk: Desk, tenants: Collection[int], wave: str | None) -> int:
    """Put communes of a syndicate into a wave, in a transaction of its desk; return how many changed.

    A tenant that is not attached today is left alone: the syndicate's own links say which are.
    """
    asked = (
        select(CommuneRow.tenant_id, CommuneRow.insee, CommuneRow.wave, TenantRow.name)
        .join(TenantRow, TenantRow.tenant_id == CommuneRow.tenant_id)
        .join(TenantLinkRow, TenantLinkRow.child_id == CommuneRow.tenant_id)
        .where(TenantLinkRow.tenant_id == desk.syndicate, TenantLinkRow.until.is_(None))
        .where(CommuneRow.tenant_id.in_(tenants), CommuneRow.wave.is_distinct_from(wave))
    )
    moved = (await work.connection.execute(asked)).all()
    for row in moved:
        done = Done(tenant_id=TenantId(row.tenant_id), insee=row.insee, name=row.name)
        await moved_one(work, desk, done, (row.wave, wave))
    await widen(work.connection, desk, writable=desk.syndicate)
    return len(moved)


async def moved_one(work: Work, desk: Desk, done: Done, waves: tuple[str | None, str | None]) -> None:
    """Write one commune's wave."""
    before, after = waves
    await work.connection.exec_driver_sql(scope_statement(Role.CONSOLE, [done.tenant_id], done.tenant_id))
    changed = update(CommuneRow).where(CommuneRow.tenant_id == done.tenant_id)
    stamped = {"version": CommuneRow.version + 1, "updated_at": text("clock_timestamp()")}
    await work.connection.execute(changed.values(wave=after, **stamped))
    said = deed("commune.corrected", done, {"vague": before}, {"vague": after or ""})
    await work.connection.execute(insert(JournalRow), journal_rows(done.tenant_id, desk.actor, [said]))


async def named_so(work: Work, wave: str) -> tuple[int, ...]:
    """The communes in sight that are in a wave."""
    return tuple(await work.connection.scalars(select(CommuneRow.tenant_id).where(CommuneRow.wave == wave)))
