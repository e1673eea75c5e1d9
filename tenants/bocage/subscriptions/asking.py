"""A module asked for by a place: its syndicate sees the request and answers by opening the module."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Select, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.database.locks import hold
from bocage.governance.journal import Deed, Work
from bocage.subscriptions.refusals import SubscriptionRefusal
from bocage.subscriptions.rows import ModuleRequestRow
from bocage.subscriptions.subscribing import close_request
from bocage.tenancy.rows import TenantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A module that a place asks for."""

    uid: UUID
    place: str
    module: str
    asked_on: date
    asked_by: str


async def ask(work: Work, module: str, title: str, today: date) -> None:
    """Ask for a module; a second request changes nothing and is said so."""
    await hold(work.connection, "subscriptions", work.tenant)
    if any(wish.module == module for wish in await wishes(work.connection, [work.tenant])):
        raise SubscriptionRefusal(f"Le module « {title} » est déjà demandé. Le syndicat a votre demande.")
    row = {"tenant_id": work.tenant, "request_id": uuid7(), "module": module, "asked_on": today}
    await work.connection.execute(insert(ModuleRequestRow).values(**row, asked_by=work.actor.name))
    await work.record(deed("module.asked", module, title))


async def take_back(work: Work, module: str, title: str, today: date) -> None:
    """Take a request back."""
    if not await close_request(work, module, today):
        raise SubscriptionRefusal(f"Le module « {title} » n’est pas demandé. Rien n’est changé.")
    await work.record(deed("module.request_withdrawn", module, title))


def deed(verb: str, module: str, title: str) -> Deed:
    """A line of the place's journal."""
    return Deed(verb=verb, object_kind="module", object_id=module, object_label=title)


async def wishes(connection: AsyncConnection, tenants: Collection[int]) -> tuple[Wish, ...]:
    """The open requests of some places, the oldest first."""
    rows = await connection.execute(open_requests(tenants))
    return tuple(Wish(**row) for row in rows.mappings())


def open_requests(tenants: Collection[int]) -> Select[UUID, str, str, date, str]:
    """The query of them."""
    return (
        select(
            TenantRow.uid,
            TenantRow.name.label("place"),
            ModuleRequestRow.module,
            ModuleRequestRow.asked_on,
            ModuleRequestRow.asked_by,
        )
        .join(TenantRow, TenantRow.tenant_id == ModuleRequestRow.tenant_id)
        .where(ModuleRequestRow.tenant_id.in_(tenants), ModuleRequestRow.closed_on.is_(None))
        .order_by(ModuleRequestRow.asked_on, TenantRow.name)
    )
