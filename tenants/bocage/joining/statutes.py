"""The statutes of a syndicate as they are kept, changed, and remembered by the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert as insert_or_replace
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.governance.journal import Deed, Work
from bocage.governance.rows import JournalRow
from bocage.joining.changing import MOVED, MovedRefusal
from bocage.joining.rows import RulesRow
from bocage.joining.statutes_form import differing
from bocage.joining.stored import to_json
from bocage.joining.surroundings import statutes
from bocage.joining.syndicate import Syndicate
from bocage.tenancy import TenantId

MOST: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A change of the statutes, in the words of the form."""

    at: datetime
    actor_name: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def lines(self) -> tuple[tuple[str, str, str], ...]:
        """What changed: label, before, after."""
        return tuple((label, str(self.before.get(label, "")), str(value)) for label, value in self.after.items())


async def version_of(connection: AsyncConnection, tenant: TenantId) -> int:
    """The version of the statutes; 0 while none were entered."""
    return await connection.scalar(select(RulesRow.version).where(RulesRow.tenant_id == tenant)) or 0


async def keep_statutes(work: Work, rules: Syndicate, seen: int | None = None) -> None:
    """Keep the statutes of the syndicate being written; `seen` is the version that was before the eyes."""
    before = (await statutes(work.connection, work.tenant)).syndicate
    row = {"tenant_id": work.tenant, "rules": to_json(rules)}
    kept = insert_or_replace(RulesRow).values(row)
    unmoved = None if seen is None else RulesRow.version == seen
    changed = kept.on_conflict_do_update(
        index_elements=["tenant_id"],
        set_={"rules": kept.excluded.rules, "version": RulesRow.version + 1},
        where=unmoved,
    )
    if await work.connection.scalar(changed.returning(RulesRow.version)) is None:
        raise MovedRefusal(MOVED)
    lines = differing(before, rules)
    await work.record(
        Deed(
            verb="statutes.changed",
            object_kind="statutes",
            object_id=str(work.tenant),
            object_label=rules.name,
            before={label: old for label, old, _ in lines},
            after={label: new for label, _, new in lines},
        )
    )


async def history_of(connection: AsyncConnection, tenant: TenantId) -> tuple[Remembered, ...]:
    """Every change of the statutes, the last first."""
    asked = (
        select(JournalRow.at, JournalRow.actor_name, JournalRow.before, JournalRow.after)
        .where(JournalRow.tenant_id == tenant, JournalRow.verb == "statutes.changed")
        .order_by(JournalRow.at.desc())
        .limit(MOST)
    )
    rows = await connection.execute(asked)
    return tuple(
        Remembered(at=row.at, actor_name=row.actor_name, before=row.before or {}, after=row.after or {}) for row in rows
    )
