"""People as the tenants' floor may ask of them: who they are, and in which tenants to look."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert
from uuid_utils.compat import uuid7

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.identity.demonstration import PATH
from bocage.identity.rows import PersonPlaceRow, PersonRow


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody announced before their first sign-in, bound to (issuer, subject)."""

    issuer: str
    subject: str
    name: str
    email: str


async def announce(database: Database, known: KnownPerson) -> UUID:
    """Create the person, or find them; return their identifier."""
    told = {"name": known.name, "email": known.email}
    kept = (
        insert(PersonRow)
        .values(person_id=uuid7(), issuer=known.issuer, subject=known.subject, theme="auto", **told)
        .on_conflict_do_update(index_elements=["issuer", "subject"], set_=told)
        .returning(PersonRow.person_id)
    )
    async with database.transaction(Role.IDENTITY) as connection:
        person_id: UUID = (await connection.execute(kept)).scalar_one()
    return person_id


async def follow_demonstration(database: Database, issuer: str) -> None:
    """Bind the demonstration's people to the address of its provider today, which changes with the port."""
    here = update(PersonRow).where(PersonRow.issuer.endswith(PATH)).values(issuer=issuer)
    async with database.transaction(Role.IDENTITY) as connection:
        await connection.execute(here)


async def places_of(database: Database, person_id: UUID) -> tuple[int, ...]:
    """Tenants in which a person may have rights."""
    query = select(PersonPlaceRow.tenant_id).where(PersonPlaceRow.person_id == person_id)
    async with database.transaction(Role.IDENTITY) as connection:
        return tuple((await connection.scalars(query)).all())


async def point_to(database: Database, person_id: UUID, tenant_id: int) -> None:
    """Remember to look for a person's rights in a tenant; it grants none."""
    row = insert(PersonPlaceRow).values(person_id=person_id, tenant_id=tenant_id).on_conflict_do_nothing()
    async with database.transaction(Role.IDENTITY) as connection:
        await connection.execute(row)


async def forget(database: Database, person_id: UUID, tenant_id: int) -> None:
    """Stop looking in a tenant."""
    gone = delete(PersonPlaceRow).where(PersonPlaceRow.person_id == person_id, PersonPlaceRow.tenant_id == tenant_id)
    async with database.transaction(Role.IDENTITY) as connection:
        await connection.execute(gone)


async def last_sign_ins(database: Database, people: Collection[UUID]) -> dict[UUID, datetime | None]:
    """When each person last signed in; people never seen are absent or None."""
    query = select(PersonRow.person_id, PersonRow.signed_in_at).where(PersonRow.person_id.in_(people))
    async with database.transaction(Role.IDENTITY) as connection:
        return {row.person_id: row.signed_in_at for row in await connection.execute(query)}
