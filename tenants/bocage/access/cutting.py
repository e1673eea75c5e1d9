"""Cutting an access, and giving it back: at once, whatever the identity provider does."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, or_, select, update

from bocage.access.rows import MemberRow
from bocage.database.engine import Database
from bocage.governance.journal import Deed, writing
from bocage.identity.people import forget, places_of, point_to
from bocage.identity.sessions import end_sessions
from bocage.tenancy import NotFoundRefusal, Refusal, TenantId, Visit, reading
from bocage.tenancy.rows import TenantRow

ONESELF: Final = "Vous ne pouvez pas couper votre propre accès : demandez-le à une autre personne qui gère les accès."


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """Whose access was cut or given back, and where."""

    name: str
    where: str


async def cut(database: Database, visit: Visit, member_id: UUID) -> Cut:
    """Cut one access: the next request is refused, and a person left without any place is signed out."""
    member = await member_of(database, visit, member_id)
    if member.person_id == visit.person.person_id:
        raise Refusal(ONESELF)
    changed = {"cut_at": func.now(), "cut_by": visit.person.name}
    await change(database, visit, member, changed, "access.cut")
    await forget(database, member.person_id, member.tenant_id)
    if not await places_of(database, member.person_id):
        await end_sessions(database, member.person_id)
    return Cut(name=member.name, where=member.place)


async def restore(database: Database, visit: Visit, member_id: UUID) -> Cut:
    """Give back an access that was cut, as it was."""
    member = await member_of(database, visit, member_id)
    await change(database, visit, member, {"cut_at": None, "cut_by": None}, "access.restored")
    await point_to(database, member.person_id, member.tenant_id)
    return Cut(name=member.name, where=member.place)


async def member_of(database: Database, visit: Visit, member_id: UUID) -> Any:  # noqa: ANN401 -- a row of this package
    """Find a member that this visit may change; another's does not exist."""
    query = (
        select(
            MemberRow.tenant_id,
            MemberRow.member_id,
            MemberRow.person_id,
            MemberRow.name,
            MemberRow.role,
            MemberRow.cut_at,
            TenantRow.name.label("place"),
        )
        .join(TenantRow, TenantRow.tenant_id == MemberRow.tenant_id)
        .where(MemberRow.tenant_id.in_(visit.scope.writable & visit.governed), MemberRow.member_id == member_id)
    )
    async with reading(database, visit) as connection:
        row = (await connection.execute(query)).one_or_none()
    if row is None:
        raise NotFoundRefusal
    return row


async def change(
    database: Database,
    visit: Visit,
    member: Any,  # noqa: ANN401 -- a row of this package
    values: dict[str, Any],
    verb: str,
) -> None:
    """Write the change with its line in the journal; done twice, it is done once."""
    is_cut = verb == "access.cut"
    state = MemberRow.cut_at.is_(None) if is_cut else MemberRow.cut_at.is_not(None)
    changing = update(MemberRow).where(MemberRow.tenant_id == member.tenant_id, MemberRow.member_id == member.member_id)
    async with writing(database, visit, at=TenantId(member.tenant_id)) as work:
        await work.connection.execute(changing.where(or_(state)).values(values))
        await work.record(
            Deed(
                verb=verb,
                object_kind="person",
                object_id=str(member.person_id),
                object_label=member.name,
                before={"accès": "ouvert" if is_cut else "coupé"},
                after={"accès": "coupé" if is_cut else "ouvert"},
            ),
        )
