"""What was typed for one commune, judged as a line of a file."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.governance.journal import Deed, Work, journal_rows
from bocage.governance.rows import JournalRow
from bocage.imports.cells import cleaned
from bocage.imports.entries import Entry
from bocage.imports.rejects import plain
from bocage.imports.verdict import Finding, LineVerdict
from bocage.onboarding.commune_writing import at
from bocage.onboarding.desk import Desk
from bocage.onboarding.enrol import driver
from bocage.onboarding.judge import judge
from bocage.onboarding.known import Known
from bocage.onboarding.refusals import OnboardingRefusal
from bocage.onboarding.register import known_for
from bocage.onboarding.ways_out import OUTSIDE
from bocage.tenancy import NotFoundRefusal, TenantId
from bocage.tenancy.rows import TenantLinkRow, TenantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """The commune that something was done to."""

    tenant_id: TenantId
    insee: str
    name: str


class TypedRefusal(OnboardingRefusal):
    """What was typed cannot be stored; `findings` say why, each with its column."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Make one text of all the reasons."""
        super().__init__(" ".join(plain(f"{one.title}. {one.why}") for one in findings))
        self.findings = tuple(findings)


async def judged(
    connection: AsyncConnection,
    desk: Desk,
    typed: Mapping[str, str],
    *,
    accepts_outside: bool,
) -> tuple[LineVerdict, Known]:
    """Judge what was typed, or refuse with every reason."""
    cells = {column: text for column, cell in typed.items() if (text := cleaned(cell))}
    entry = Entry(number=1, cells=cells, accepted=frozenset({OUTSIDE} if accepts_outside else ()))
    known = await known_for(connection, desk.syndicate, [entry])
    (line,) = judge([entry], known)
    if line.refusals:
        raise TypedRefusal(line.refusals)
    return line, known


async def commune_of(connection: AsyncConnection, desk: Desk, tenant: TenantId, *, here: bool) -> Done:
    """Name a commune of the syndicate, one that is here or one that left; refuse as for a page that is not there."""
    presence = TenantLinkRow.until.is_(None) if here else TenantLinkRow.until.is_not(None)
    asked = (
        select(TenantLinkRow.code, TenantRow.name)
        .join(TenantRow, TenantRow.tenant_id == TenantLinkRow.child_id)
        .where(TenantLinkRow.tenant_id == desk.syndicate, TenantLinkRow.child_id == tenant, presence)
        .order_by(TenantLinkRow.since.desc())
        .limit(1)
    )
    row = (await connection.execute(asked)).one_or_none()
    if row is None:
        raise NotFoundRefusal
    return Done(tenant_id=tenant, insee=row.code, name=row.name)


def deed(
    verb: str, done: Done, before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None
) -> Deed:
    """A line of journal about a commune."""
    return Deed(
        verb=verb,
        object_kind="commune",
        object_id=done.insee,
        object_label=done.name,
        before=before,
        after=after,
    )


async def told_there(work: Work, desk: Desk, tenants: Iterable[tuple[TenantId, Deed]]) -> None:
    """Leave a line in the journals of communes, then come back to the syndicate."""
    raw = await driver(work.connection)
    for tenant, said in tenants:
        await at(raw, tenant)
        await work.connection.execute(insert(JournalRow), journal_rows(tenant, desk.actor, [said]))
    await at(raw, desk.syndicate)
