"""The communes of a syndicate, as its desk lists them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, any_, false, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.rows import CommuneRow, ContactRow, EpciRow
from bocage.communes.spelling import spelled
from bocage.database.engine import Database
from bocage.tenancy import TenantId, Visit, reading
from bocage.tenancy.rows import TenantLinkRow, TenantRow

PER_PAGE: Final = 50
SORTS: Final[dict[str, ColumnElement[Any]]] = {
    "nom": CommuneRow.spelled.expression,
    "insee": CommuneRow.insee.expression,
    "population": CommuneRow.municipal_population.expression,
    "epci": func.lower(EpciRow.name),
    "vague": func.lower(CommuneRow.wave),
    "depuis": TenantLinkRow.since.expression,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioFilter:
    """What the desk is asked to show; `sort` is a key of SORTS."""

    words: str = ""
    epci: str = ""
    wave: str = ""
    sort: str = "nom"
    descending: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioLine:
    """One commune of the desk."""

    uid: UUID
    name: str
    insee: str
    epci_name: str | None
    population: int | None
    wave: str | None
    contact_name: str | None
    contact_function: str | None
    contact_telephone: str | None
    contact_email: str | None
    since: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """A page of the desk: `matching` communes answer the filter, out of `total`."""

    lines: tuple[PortfolioLine, ...]
    matching: int
    total: int
    population: int
    without_contact: int
    epcis: tuple[tuple[str, str], ...]
    waves: tuple[str, ...]


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


async def portfolio(
    connection: AsyncConnection,
    parent: TenantId,
    asked: PortfolioFilter,
    number: int = 1,
) -> Portfolio:
    """Read one page of the desk in two queries, whatever the number of communes; pages start at 1."""
    wanted = and_(*conditions(asked))
    counted = (await connection.execute(counting(parent, wanted))).one()
    lines = await connection.execute(
        attached(parent)
        .add_columns(*LINE)
        .where(wanted)
        .order_by(*order(asked))
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE),
    )
    return Portfolio(
        lines=tuple(PortfolioLine(**line) for line in lines.mappings()),
        matching=counted.matching,
        total=counted.total,
        population=counted.population,
        without_contact=counted.without_contact,
        epcis=tuple(sorted(((siren, name) for siren, name in counted.epcis), key=lambda pair: spelled(pair[1]))),
        waves=tuple(sorted(counted.waves or ())),
    )


LINE: Final = (
    TenantRow.uid,
    TenantRow.name,
    CommuneRow.insee,
    EpciRow.name.label("epci_name"),
    CommuneRow.municipal_population.label("population"),
    CommuneRow.wave,
    ContactRow.name.label("contact_name"),
    ContactRow.function.label("contact_function"),
    ContactRow.telephone.label("contact_telephone"),
    ContactRow.email.label("contact_email"),
    TenantLinkRow.since,
)


def counting(parent: TenantId, wanted: ColumnElement[bool]) -> Select[Any]:
    """The counts, and the intercommunalities named once each: naming them commune by commune would sort a thousand."""
    found = attached(parent).add_columns(*counts(wanted)).cte("found")
    named = select(func.jsonb_build_array(EpciRow.siren, EpciRow.name)).where(EpciRow.siren == any_(found.c.sirens))
    return select(found, func.array(named.scalar_subquery()).label("epcis"))


def counts(wanted: ColumnElement[bool]) -> tuple[ColumnElement[Any], ...]:
    """What the sentence under the title and the filters need."""
    return (
        func.count().filter(wanted).label("matching"),
        func.count().label("total"),
        func.coalesce(func.sum(CommuneRow.municipal_population), 0).label("population"),
        func.count().filter(ContactRow.name.is_(None)).label("without_contact"),
        func.array_agg(func.distinct(CommuneRow.epci_siren)).label("sirens"),
        func.array_agg(func.distinct(CommuneRow.wave)).filter(CommuneRow.wave.is_not(None)).label("waves"),
    )


def conditions(asked: PortfolioFilter) -> list[ColumnElement[bool]]:
    """What the filter asks; words are sought in the name and the code."""
    asks: list[ColumnElement[bool]] = [~false()]
    if asked.epci:
        asks.append(CommuneRow.epci_siren == asked.epci)
    if asked.wave:
        asks.append(CommuneRow.wave == asked.wave)
    if asked.words.strip():
        every = [CommuneRow.spelled.contains(word, autoescape=True) for word in spelled(asked.words).split()]
        code = CommuneRow.insee.startswith("".join(asked.words.split()).upper(), autoescape=True)
        asks.append(or_(and_(*every) if every else false(), code))
    return asks


def order(asked: PortfolioFilter) -> tuple[ColumnElement[Any], ...]:
    """The sort asked, then the name, so that two pages never show the same line."""
    column = SORTS.get(asked.sort, SORTS["nom"])
    first = column.desc().nulls_last() if asked.descending else column.asc().nulls_last()
    return (first, CommuneRow.spelled.expression, CommuneRow.insee.expression)


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
