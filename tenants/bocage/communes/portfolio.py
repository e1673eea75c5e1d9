"""The communes of a syndicate, page by page and by the identifiers of addresses."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.rows import CommuneRow, ContactRow, EpciRow
from bocage.communes.spelling import spelled
from bocage.database.engine import Database
from bocage.tenancy import TenantId, Visit, reading
from bocage.tenancy.rows import TenantLinkRow, TenantRow

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioLine:
    """One commune."""

    uid: UUID
    name: str
    insee: str
    epci_name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """A page of communes: `matching` answer the words, out of `total`."""

    lines: tuple[PortfolioLine, ...]
    matching: int
    total: int


def attached(parent: TenantId) -> Select[Any]:
    """The communes attached to a parent today, before any filter."""
    return (
        select()
        .select_from(TenantLinkRow)
        .join(TenantRow, TenantRow.tenant_id == TenantLinkRow.child_id)
        .join(CommuneRow, CommuneRow.tenant_id == TenantLinkRow.child_id)
        .outerjoin(ContactRow, ContactRow.tenant_id == TenantLinkRow.child_id)
        .outerjoin(EpciRow, EpciRow.siren == CommuneRow.epci_siren)
        .where(TenantLinkRow.tenant_id == parent, TenantLinkRow.until.is_(None))
    )


async def portfolio(connection: AsyncConnection, parent: TenantId, words: str, number: int = 1) -> Portfolio:
    """Read one page in two queries, whatever the number of communes; pages start at 1."""
    wanted = answering(words)
    counts = (func.count().filter(wanted).label("matching"), func.count().label("total"))
    counted = (await connection.execute(attached(parent).add_columns(*counts))).one()
    page = attached(parent).add_columns(*LINE).where(wanted).order_by(*ORDER)
    lines = await connection.execute(page.limit(PER_PAGE).offset((number - 1) * PER_PAGE))
    return Portfolio(
        lines=tuple(PortfolioLine(**line) for line in lines.mappings()), matching=counted.matching, total=counted.total
    )


LINE: Final = (TenantRow.uid, TenantRow.name, CommuneRow.insee, EpciRow.name.label("epci_name"))
ORDER: Final = (CommuneRow.spelled, CommuneRow.insee)
"""By name, then by code, so that two pages never show the same line."""


def answering(words: str) -> ColumnElement[bool]:
    """Seek words in the name, or the beginning of the code."""
    if not words.strip():
        return true()
    every = [CommuneRow.spelled.contains(word, autoescape=True) for word in spelled(words).split()]
    code = CommuneRow.insee.startswith("".join(words.split()).upper(), autoescape=True)
    return or_(and_(*every) if every else false(), code)


async def tenant_of(connection: AsyncConnection, parent: TenantId, uid: UUID) -> TenantId | None:
    """The tenant behind an identifier of an address, if it is attached to this parent today."""
    query = select(TenantLinkRow.child_id).join(TenantRow, TenantRow.tenant_id == TenantLinkRow.child_id)
    here = query.where(TenantLinkRow.tenant_id == parent, TenantLinkRow.until.is_(None), TenantRow.uid == uid)
    tenant = await connection.scalar(here)
    return None if tenant is None else TenantId(tenant)


async def host_tenant_of(database: Database, visit: Visit, uid: UUID) -> TenantId | None:
    """The tenant behind an identifier, attached to the visit's place now or before.

    A commune that left is out of the visit's scope: the place's own links say which tenants to look among.
    """
    links = select(TenantLinkRow.child_id).where(TenantLinkRow.tenant_id == visit.place.tenant_id)
    async with reading(database, visit) as connection:
        children = (await connection.scalars(links)).all()
    async with database.transaction(visit.database_role, readable=children) as connection:
        tenant = await connection.scalar(select(TenantRow.tenant_id).where(TenantRow.uid == uid))
    return None if tenant is None else TenantId(tenant)
