"""Inviting a colleague: a role offered by somebody who holds at least as much, and a link that is used once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.access.rights import in_force, permissions_at
from bocage.access.roles import role_of
from bocage.access.rows import InvitationRow, MemberRow
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor, Deed, Work, writing
from bocage.identity.secret import hashed, new_secret
from bocage.imports.contact_cells import email as read_email
from bocage.tenancy import Kind, NotFoundRefusal, TenantId, Visit
from bocage.tenancy.refusal import FieldRefusal
from bocage.web.french import within

LIFE: Final = timedelta(days=14)
OFFERED: Final[Mapping[Kind, tuple[str, ...]]] = {
    Kind.COMMUNE: ("secretaire", "agent_technique", "elu"),
    Kind.SYNDICATE: ("charge_affaires", "administrateur", "dsi", "dpo"),
}
"""The roles that somebody may be invited to; the mayor alone names a secretary who approves."""
LONGEST: Final = 120
NO_NAME: Final = "Le nom manque. Écrivez le prénom et le nom de votre collègue."
NO_ROLE: Final = "Ce rôle ne peut pas être donné par vous. Choisissez-en un de la liste."
WRONG_ADDRESS: Final = "« {typed} » n’est pas une adresse électronique. Écrivez-la comme prenom.nom@commune.fr."
HELD: Final = (
    "{name} a déjà un accès ici, comme {role}. Si son rôle change, coupez cet accès d’abord, puis recommencez."
)
WAITING: Final = "Une invitation attend déjà pour cette adresse et ce rôle. Retirez-la d’abord, puis recommencez."


class InvitationRefusal(FieldRefusal):
    """What was typed is no invitation; `field` names where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Whom is invited, to what."""

    name: str
    email: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """An invitation that waits."""

    invitation_id: UUID
    name: str
    email: str
    role: str
    invited_by: str
    at: datetime
    ends_at: datetime

    @property
    def role_title(self) -> str:
        """The role in words."""
        return role_of(self.role).title


def offered(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The roles that somebody may give: never one that permits what they may not do themselves."""
    return tuple(
        (key, role_of(key).title)
        for key in OFFERED.get(visit.place.kind, ())
        if permissions_at(role_of(key), visit.place.kind) <= visit.standing.permissions
    )


def typed_colleague(form: Mapping[str, str], visit: Visit) -> Colleague:
    """Read a form, or refuse with the field."""
    name, email = typed_name(form.get("nom", ""), form.get("adresse", ""))
    if form.get("role") not in dict(offered(visit)):
        raise InvitationRefusal("role", NO_ROLE)
    return Colleague(name=name, email=email, role=form["role"])


def typed_name(name: str, address: str) -> tuple[str, str]:
    """A name and an address as they are kept, or a refusal with the field."""
    whole, email = " ".join(name.split())[:LONGEST], read_email(address)
    if not whole:
        raise InvitationRefusal("nom", NO_NAME)
    if email is None:
        raise InvitationRefusal("adresse", WRONG_ADDRESS.format(typed=address[:60]))
    return whole, email


async def invite(database: Database, visit: Visit, colleague: Colleague, now: datetime) -> str:
    """Keep an invitation and its line of journal; return the code of the link, which is kept nowhere."""
    async with writing(database, visit, alone=Role.APP) as work:
        await refuse_member(work.connection, work.tenant, colleague)
        if await same(work, colleague, now):
            raise InvitationRefusal("adresse", WAITING)
        return await keep(work, colleague, visit.person.name, now)


async def invite_anew(database: Database, tenant: TenantId, actor: Actor, colleague: Colleague, by: str) -> str:
    """Invite from a terminal, where nobody sees what waits: an earlier link of the same person is taken back."""
    now = datetime.now(UTC)
    async with database.transaction(Role.APP, writable=tenant) as connection:
        work = Work(connection, actor, tenant)
        await refuse_member(connection, tenant, colleague)
        for one in await same(work, colleague, now):
            await take_back(work, one, now)
        return await keep(work, colleague, by, now)


async def keep(work: Work, colleague: Colleague, by: str, now: datetime) -> str:
    """Write an invitation; return the code of its link."""
    secret, invitation_id = new_secret(), uuid7()
    row = {
        "tenant_id": work.tenant,
        "invitation_id": invitation_id,
        "name": colleague.name,
        "email": colleague.email,
        "role": colleague.role,
        "code_hash": hashed(secret),
        "invited_by": by,
        "at": now,
        "ends_at": now + LIFE,
    }
    await work.connection.execute(insert(InvitationRow), [row])
    await work.record(deed("access.invited", str(invitation_id), colleague))
    return f"{work.tenant}.{secret}"


async def refuse_member(connection: AsyncConnection, tenant: TenantId, colleague: Colleague) -> None:
    """Refuse somebody who has an access here: two roles at one place count as the first."""
    held = select(MemberRow.name, MemberRow.role).where(
        MemberRow.tenant_id == tenant, func.lower(MemberRow.email) == colleague.email, *in_force()
    )
    row = (await connection.execute(held.limit(1))).one_or_none()
    if row is not None:
        raise InvitationRefusal("adresse", HELD.format(name=row.name, role=within(role_of(row.role).title)))


async def waiting_here(database: Database, visit: Visit) -> tuple[Invitation, ...]:
    """The invitations to the place of a visit; the role of a syndicate reads none, so as not to read its communes'."""
    here = visit.place.tenant_id
    async with database.transaction(Role.APP, readable=[here]) as connection:
        return await waiting(connection, here, datetime.now(UTC))


async def same(work: Work, colleague: Colleague, now: datetime) -> list[Invitation]:
    """The invitations of this address to this role that wait already."""
    found = await waiting(work.connection, work.tenant, now)
    return [one for one in found if (one.email, one.role) == (colleague.email, colleague.role)]


async def waiting(connection: AsyncConnection, tenant: TenantId, now: datetime) -> tuple[Invitation, ...]:
    """The invitations of a tenant that nobody accepted yet, by name."""
    columns = [getattr(InvitationRow, name) for name in Invitation.__dataclass_fields__]
    asked = (
        select(*columns)
        .where(InvitationRow.tenant_id == tenant, InvitationRow.ends_at > now)
        .where(InvitationRow.revoked_at.is_(None), InvitationRow.accepted_at.is_(None))
        .order_by(InvitationRow.name)
    )
    return tuple(Invitation(**row) for row in (await connection.execute(asked)).mappings())


async def revoke(database: Database, visit: Visit, invitation_id: UUID, now: datetime) -> str:
    """Take an invitation back: its link opens nothing any more; return whose it was."""
    tenant = visit.place.tenant_id
    async with writing(database, visit, alone=Role.APP) as work:
        found = {one.invitation_id: one for one in await waiting(work.connection, tenant, now)}
        if invitation_id not in found:
            raise NotFoundRefusal
        await take_back(work, found[invitation_id], now)
    return found[invitation_id].name


async def take_back(work: Work, one: Invitation, now: datetime) -> None:
    """Close a link that waits."""
    here = update(InvitationRow).where(
        InvitationRow.tenant_id == work.tenant, InvitationRow.invitation_id == one.invitation_id
    )
    await work.connection.execute(here.values(revoked_at=now))
    colleague = Colleague(name=one.name, email=one.email, role=one.role)
    await work.record(deed("access.uninvited", str(one.invitation_id), colleague))


def deed(verb: str, invitation_id: str, colleague: Colleague) -> Deed:
    """A line of journal about an invitation."""
    return Deed(
        verb=verb,
        object_kind="invitation",
        object_id=invitation_id,
        object_label=colleague.name,
        after={"rôle": role_of(colleague.role).title, "adresse": colleague.email},
    )
