"""Every commune of a portfolio in one question, with its point: what a desk filters, sorts, counts and draws."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.rows import CommuneRow, EpciRow, RegisterRow
from bocage.tenancy import TenantId
from bocage.tenancy.rows import TenantLinkRow, TenantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune:
    """A commune of a portfolio; `point` is its centre in degrees, longitude first, None when the register has none."""

    tenant_id: int
    uid: UUID
    name: str
    insee: str
    spelled: str
    epci_siren: str | None
    epci_name: str | None
    population: int | None
    wave: str | None
    since: date
    host_id: int | None
    longitude: float | None
    latitude: float | None

    @property
    def point(self) -> tuple[float, float] | None:
        """Where it is drawn."""
        return None if self.longitude is None or self.latitude is None else (self.longitude, self.latitude)


READ: Final = (
    TenantRow.tenant_id,
    TenantRow.uid,
    TenantRow.name,
    TenantRow.host_id,
    CommuneRow.insee,
    CommuneRow.spelled,
    CommuneRow.epci_siren,
    EpciRow.name.label("epci_name"),
    CommuneRow.municipal_population.label("population"),
    CommuneRow.wave,
    TenantLinkRow.since,
    RegisterRow.longitude,
    RegisterRow.latitude,
)


async def every_commune(connection: AsyncConnection, parents: Collection[TenantId]) -> tuple[Commune, ...]:
    """Read the communes attached to some parents today, by name."""
    query = (
        select(*READ)
        .select_from(TenantLinkRow)
        .join(TenantRow, TenantRow.tenant_id == TenantLinkRow.child_id)
        .join(CommuneRow, CommuneRow.tenant_id == TenantLinkRow.child_id)
        .outerjoin(EpciRow, EpciRow.siren == CommuneRow.epci_siren)
        .outerjoin(RegisterRow, RegisterRow.insee == CommuneRow.insee)
        .where(TenantLinkRow.tenant_id.in_(parents), TenantLinkRow.until.is_(None))
        .order_by(CommuneRow.spelled, CommuneRow.insee)
    )
    return tuple(Commune(**row) for row in (await connection.execute(query)).mappings())
