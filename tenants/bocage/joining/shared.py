"""What several paths share and their syndicate keeps: procedures of the members, markets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Generic, TypeVar
from uuid import UUID

import msgspec
from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.governance.journal import Deed, Work
from bocage.joining.changing import MOVED, MovedRefusal
from bocage.joining.markets import Market
from bocage.joining.members import Procedure
from bocage.joining.rows import MarketRow, ProcedureRow
from bocage.joining.stored import to_json
from bocage.joining.typed import version_in
from bocage.tenancy import NotFoundRefusal, TenantId

Thing = TypeVar("Thing", Procedure, Market)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf(Generic[Thing]):
    """Where one kind of thing is kept, and how the journal names one."""

    kind: type[Thing]
    row: Any
    key: str
    value: str
    verb: str
    name: str


PROCEDURES: Final = Shelf(
    kind=Procedure, row=ProcedureRow, key="procedure_id", value="procedure", verb="procedure.changed", name="subject"
)
MARKETS: Final = Shelf(
    kind=Market, row=MarketRow, key="market_id", value="market", verb="market.changed", name="number"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared(Generic[Thing]):
    """One thing that is kept; `version` moves at each change."""

    thing_id: UUID
    thing: Thing
    version: int


def at(shelf: Shelf[Thing], tenant: TenantId, thing_id: UUID | None = None) -> list[ColumnElement[bool]]:
    """Where one thing of a tenant is, or all."""
    own: list[ColumnElement[bool]] = [shelf.row.tenant_id == tenant]
    return own if thing_id is None else [*own, getattr(shelf.row, shelf.key) == thing_id]


async def all_of(connection: AsyncConnection, shelf: Shelf[Thing], tenant: TenantId) -> tuple[Shared[Thing], ...]:
    """Everything on a shelf of a tenant, newest first."""
    found = await rows(connection, shelf, at(shelf, tenant))
    return tuple(shared_of(shelf, row) for row in found)


async def one_of(connection: AsyncConnection, shelf: Shelf[Thing], tenant: TenantId, thing_id: UUID) -> Shared[Thing]:
    """One thing, or the refusal of an address that does not exist."""
    found = await rows(connection, shelf, at(shelf, tenant, thing_id))
    if not found:
        raise NotFoundRefusal
    return shared_of(shelf, found[0])


async def rows(
    connection: AsyncConnection, shelf: Shelf[Thing], where: list[ColumnElement[bool]]
) -> list[Mapping[str, Any]]:
    """Read a shelf."""
    columns = (getattr(shelf.row, shelf.key), getattr(shelf.row, shelf.value), shelf.row.version)
    asked = select(*columns).where(*where).order_by(shelf.row.created_at.desc())
    return [dict(row) for row in (await connection.execute(asked)).mappings()]


def shared_of(shelf: Shelf[Thing], row: Mapping[str, Any]) -> Shared[Thing]:
    """Turn a row into a thing."""
    thing = msgspec.convert(row[shelf.value], shelf.kind)
    return Shared(thing_id=row[shelf.key], thing=thing, version=row["version"])


async def add(work: Work, shelf: Shelf[Thing], thing: Thing) -> UUID:
    """Keep a new thing of the tenant being written."""
    thing_id = uuid7()
    row = {"tenant_id": work.tenant, shelf.key: thing_id, shelf.value: to_json(thing)}
    await work.connection.execute(insert(shelf.row), [row])
    await work.record(deed_of(shelf, thing_id, thing))
    return thing_id


async def replace_with(work: Work, shelf: Shelf[Thing], held: Shared[Thing], thing: Thing) -> None:
    """Change a thing as it was shown, or say that somebody changed it meanwhile."""
    wanted = [*at(shelf, work.tenant, held.thing_id), shelf.row.version == held.version]
    changed = update(shelf.row).where(*wanted).values(**{shelf.value: to_json(thing), "version": held.version + 1})
    if (await work.connection.execute(changed)).rowcount != 1:
        raise MovedRefusal(MOVED)
    await work.record(deed_of(shelf, held.thing_id, thing))


def deed_of(shelf: Shelf[Thing], thing_id: UUID, thing: Thing) -> Deed:
    """A line of journal about a thing."""
    return Deed(
        verb=shelf.verb, object_kind=shelf.value, object_id=str(thing_id), object_label=getattr(thing, shelf.name)
    )


def sent_version(held: Shared[Thing], typed: Mapping[str, str]) -> Shared[Thing]:
    """The thing as the form showed it; a form without its version is older than everything."""
    return replace(held, version=version_in(typed))
