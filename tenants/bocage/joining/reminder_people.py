"""Who is written to: whoever holds the role in the commune, else the shared DSI or the mairie's own address."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.access.rights import in_force
from bocage.access.rows import MemberRow
from bocage.communes.rows import ContactRow
from bocage.joining.audience import ROLES, Audience
from bocage.joining.reminder_letters import Recipient
from bocage.joining.summary import PathLine
from bocage.tenancy import TenantId
from bocage.tenancy.rows import TenantRow
from bocage.web.french import of

MAIRIE: Final = ""
"""The key, among roles, of a mairie's own address."""
BY_THE_MAIRIE: Final = frozenset({Audience.MAIRIE, Audience.MAIRE, Audience.LES_DEUX})
People = Mapping[tuple[int, str], Sequence[Recipient]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressed:
    """Who is written to, and whether they act at the syndicate’s own door."""

    recipients: tuple[Recipient, ...]
    shared: bool = False


async def people_of(connection: AsyncConnection, host: TenantId, lines: Collection[PathLine]) -> People:
    """Who holds each role today in the communes of some paths and at the syndicate, and the address of each mairie."""
    tenants = {line.kept.tenant_id for line in lines} | {host}
    members = (
        select(MemberRow.tenant_id, MemberRow.role, MemberRow.name, MemberRow.email)
        .where(MemberRow.tenant_id.in_(tenants), *in_force())
        .order_by(MemberRow.name)
    )
    contacts = (
        select(ContactRow.tenant_id, ContactRow.name, ContactRow.email, TenantRow.name.label("place"))
        .join(TenantRow, TenantRow.tenant_id == ContactRow.tenant_id)
        .where(ContactRow.tenant_id.in_(tenants), ContactRow.email.is_not(None))
    )
    found: dict[tuple[int, str], list[Recipient]] = {}
    for row in await connection.execute(members):
        found.setdefault((row.tenant_id, row.role), []).append(Recipient(name=row.name, address=row.email))
    for tenant, name, email, place in await connection.execute(contacts):
        one = Recipient(name=name or f"mairie {of(place)}", address=email or "")
        found.setdefault((tenant, MAIRIE), []).append(one)
    return found


def addressed(line: PathLine, host: TenantId, people: People) -> Addressed:
    """Choose who is written to about a path; nobody when no address is known."""
    hand, tenant = line.summary.hand, line.kept.tenant_id
    if hand is None:
        return Addressed(recipients=())
    own = [one for role in ROLES.get(hand, ()) for one in people.get((tenant, role), ())]
    if hand is Audience.DSI and not own:
        return Addressed(recipients=tuple(people.get((host, "dsi"), ())), shared=True)
    mairie = people.get((tenant, MAIRIE), ()) if hand in BY_THE_MAIRIE else ()
    return Addressed(recipients=tuple(dict.fromkeys(own or mairie)))
