"""A commune's own file: its identity, each value with where it comes from, and whom to call."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.portfolio import tenant_of
from bocage.communes.rows import CommuneRow, ContactRow, DepartmentRow, EpciRow, RegisterRow
from bocage.database.engine import Database
from bocage.tenancy import NotFoundRefusal, TenantId, Visit, reading
from bocage.tenancy.rows import TenantRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CommuneFile:
    """What is known of a commune; `register_…` are the register's own values, for comparison."""

    tenant_id: TenantId
    name: str
    insee: str
    siren: str | None
    siret: str | None
    epci_siren: str | None
    epci_name: str | None
    department: str
    department_name: str | None
    municipal_population: int | None
    register_population: int | None
    dgf_population: int | None
    density: str | None
    wave: str | None
    remarks: str | None
    postal_codes: tuple[str, ...]
    contact_name: str | None
    contact_function: str | None
    contact_email: str | None
    contact_telephone: str | None
    version: int
    updated_at: datetime


READ: Final = (
    CommuneRow.tenant_id,
    TenantRow.name,
    CommuneRow.insee,
    CommuneRow.siren,
    CommuneRow.siret,
    CommuneRow.epci_siren,
    EpciRow.name.label("epci_name"),
    CommuneRow.department,
    DepartmentRow.name.label("department_name"),
    CommuneRow.municipal_population,
    RegisterRow.population.label("register_population"),
    CommuneRow.dgf_population,
    CommuneRow.density,
    CommuneRow.wave,
    CommuneRow.remarks,
    RegisterRow.postal_codes,
    ContactRow.name.label("contact_name"),
    ContactRow.function.label("contact_function"),
    ContactRow.email.label("contact_email"),
    ContactRow.telephone.label("contact_telephone"),
    CommuneRow.version,
    CommuneRow.updated_at,
)
"""The fields of the file, by their names."""


async def file_at(database: Database, visit: Visit, commune: UUID) -> CommuneFile:
    """Read the file of a commune attached today, or refuse as for an address that does not exist."""
    async with reading(database, visit) as connection:
        tenant = await tenant_of(connection, visit.place.tenant_id, commune)
        file = None if tenant is None else await commune_file(connection, tenant)
    if file is None:
        raise NotFoundRefusal
    return file


async def commune_file(connection: AsyncConnection, tenant_id: TenantId) -> CommuneFile | None:
    """Read the file; None when the tenant is no commune or is out of scope."""
    query = (
        select(*READ)
        .join(TenantRow, TenantRow.tenant_id == CommuneRow.tenant_id)
        .outerjoin(ContactRow, ContactRow.tenant_id == CommuneRow.tenant_id)
        .outerjoin(RegisterRow, RegisterRow.insee == CommuneRow.insee)
        .outerjoin(EpciRow, EpciRow.siren == CommuneRow.epci_siren)
        .outerjoin(DepartmentRow, DepartmentRow.code == CommuneRow.department)
        .where(CommuneRow.tenant_id == tenant_id)
    )
    row = (await connection.execute(query)).mappings().one_or_none()
    if row is None:
        return None
    return CommuneFile(**{**row, "postal_codes": tuple(row["postal_codes"] or ())})
