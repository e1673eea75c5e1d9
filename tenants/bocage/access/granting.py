"""Giving a role to a person in a tenant."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from uuid_utils.compat import uuid7

from bocage.access.roles import role_of
from bocage.access.rows import MemberRow
from bocage.database.engine import Database
from bocage.governance.journal import Actor, Deed, Work
from bocage.identity.people import point_to
from bocage.tenancy import Person, Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """A role given to a person at a place between two dates; `given_by` completes « Donné par : … »."""

    person: Person
    place: Place
    role: str
    given_by: str
    since: date
    until: date | None = None
    lot: str | None = None


async def grant(database: Database, actor: Actor, given: Grant) -> UUID | None:
    """Give the role, with its line in the tenant's journal; None when the person holds it already."""
    place = given.place
    held = select(MemberRow.member_id).where(
        MemberRow.tenant_id == place.tenant_id,
        MemberRow.person_id == given.person.person_id,
        MemberRow.role == given.role,
    )
    member_id = uuid7()
    async with database.transaction(place.database_role, writable=place.tenant_id) as connection:
        if await connection.scalar(held) is not None:
            return None
        await connection.execute(insert(MemberRow).values(row_of(given, member_id)))
        await Work(connection, actor, place.tenant_id).record(deed_of(given))
    await point_to(database, given.person.person_id, place.tenant_id)
    return member_id


def row_of(given: Grant, member_id: UUID) -> dict[str, object]:
    """The member's row."""
    return {
        "tenant_id": given.place.tenant_id,
        "member_id": member_id,
        "person_id": given.person.person_id,
        "name": given.person.name,
        "email": given.person.email,
        "role": given.role,
        "lot": given.lot,
        "given_by": given.given_by,
        "since": given.since,
        "until": given.until,
    }


def deed_of(given: Grant) -> Deed:
    """What the journal says of it."""
    return Deed(
        verb="access.given",
        object_kind="person",
        object_id=str(given.person.person_id),
        object_label=given.person.name,
        after={"rôle": role_of(given.role).title},
    )
