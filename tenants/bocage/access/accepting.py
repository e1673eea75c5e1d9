"""Accepting an invitation: whoever holds its link and signs in with the address that was invited gets the role, once.

The link carries the number of its tenant, so that the question is asked there alone; without the secret it finds nothing.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.access.granting import Grant, deed_of, row_of
from bocage.access.rights import in_force
from bocage.access.roles import role_of
from bocage.access.rows import InvitationRow, MemberRow
from bocage.database.engine import UNLIMITED, Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor, Work
from bocage.identity.people import point_to
from bocage.identity.secret import hashed, is_secret
from bocage.tenancy import Kind, Person, Place, Refusal, TenantId
from bocage.tenancy.rows import TenantRow
from bocage.web.french import civil_day, within

GONE: Final = "Cette invitation n’existe pas, a déjà servi, a été retirée ou a pris fin. Demandez-en une autre à qui vous l’a envoyée."
HELD: Final = (
    "Vous avez déjà un accès à {place}, comme {role}. Demandez au secrétariat de le couper, puis acceptez de nouveau."
)
OTHER_ADDRESS: Final = (
    "Cette invitation est pour une autre adresse que la vôtre, {own}. Connectez-vous avec l’adresse invitée, "
    "ou demandez une invitation pour la vôtre."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """An invitation in front of whoever holds its link."""

    place: Place
    invitation_id: UUID
    email: str
    role: str
    invited_by: str

    @property
    def role_title(self) -> str:
        """The role in words."""
        return role_of(self.role).title


def parted(code: str) -> tuple[TenantId, str] | None:
    """The tenant and the secret of a code; None for what is no code of ours."""
    number, _, secret = code.strip().partition(".")
    if not (number.isascii() and number.isdecimal() and is_secret(secret)):
        return None
    tenant = int(number[:10])
    return (TenantId(tenant), secret) if 0 < tenant < UNLIMITED else None


async def offered_by(database: Database, code: str) -> Offered:
    """Find the invitation of a link, or refuse whatever is the reason."""
    found = parted(code)
    if found is None:
        raise Refusal(GONE)
    async with database.transaction(Role.APP, readable=[found[0]]) as connection:
        return await offered_at(connection, *found)


async def offered_at(connection: AsyncConnection, tenant: TenantId, secret: str) -> Offered:
    """Read an invitation that waits."""
    asked = (
        select(
            InvitationRow.invitation_id,
            InvitationRow.email,
            InvitationRow.role,
            InvitationRow.invited_by,
            TenantRow.uid,
            TenantRow.kind,
            TenantRow.name,
        )
        .join(TenantRow, TenantRow.tenant_id == InvitationRow.tenant_id)
        .where(InvitationRow.tenant_id == tenant, InvitationRow.code_hash == hashed(secret))
        .where(InvitationRow.revoked_at.is_(None), InvitationRow.accepted_at.is_(None))
        .where(InvitationRow.ends_at > datetime.now(UTC), TenantRow.closed_at.is_(None))
    )
    row = (await connection.execute(asked)).one_or_none()
    if row is None:
        raise Refusal(GONE)
    return Offered(
        place=Place(tenant_id=tenant, uid=row.uid, kind=Kind(row.kind), name=row.name),
        invitation_id=row.invitation_id,
        email=row.email,
        role=row.role,
        invited_by=row.invited_by,
    )


async def accept(database: Database, code: str, person: Person, request_id: str) -> Place:
    """Give the role to whoever is signed in, with its line in the place's journal; the link is used up."""
    offered, now = await offered_by(database, code), datetime.now(UTC)
    if person.email.strip().lower() != offered.email:
        raise Refusal(OTHER_ADDRESS.format(own=person.email))
    place = offered.place
    actor = Actor(actor_id=person.person_id, name=person.name, request_id=request_id)
    async with database.transaction(Role.APP, writable=place.tenant_id) as connection:
        await used_up(connection, offered, person, now)
        await settle(Work(connection, actor, place.tenant_id), granted(offered, person, now))
    await point_to(database, person.person_id, place.tenant_id)
    return place


async def used_up(connection: AsyncConnection, offered: Offered, person: Person, now: datetime) -> None:
    """Mark an invitation accepted, unless somebody was faster or it was taken back meanwhile."""
    here = update(InvitationRow).where(
        InvitationRow.tenant_id == offered.place.tenant_id,
        InvitationRow.invitation_id == offered.invitation_id,
        InvitationRow.revoked_at.is_(None),
        InvitationRow.accepted_at.is_(None),
    )
    if (await connection.execute(here.values(accepted_at=now, person_id=person.person_id))).rowcount != 1:
        raise Refusal(GONE)


def granted(offered: Offered, person: Person, now: datetime) -> Grant:
    """The role as it is given."""
    return Grant(
        person=person,
        place=offered.place,
        role=offered.role,
        given_by=f"{offered.invited_by}, par invitation",
        since=civil_day(now),
    )


async def settle(work: Work, given: Grant) -> None:
    """Write the role, or refuse whoever has an access here already; one that was cut is given anew."""
    held = select(MemberRow.role).where(
        MemberRow.tenant_id == given.place.tenant_id, MemberRow.person_id == given.person.person_id, *in_force()
    )
    role = await work.connection.scalar(held.limit(1))
    if role is not None:
        raise Refusal(HELD.format(place=given.place.name, role=within(role_of(role).title)))
    await work.connection.execute(insert(MemberRow), [row_of(given, uuid7())])
    await work.record(deed_of(given))
