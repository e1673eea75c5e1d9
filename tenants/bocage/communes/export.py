"""The communes of a syndicate as the rows of communes.csv, so that what goes out comes back in."""

from collections.abc import Collection
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.portfolio import ORDER, attached
from bocage.communes.rows import CommuneRow, ContactRow
from bocage.database.among import among
from bocage.tenancy import TenantId
from bocage.tenancy.rows import TenantRow

COLUMNS: Final = {
    "insee": CommuneRow.insee,
    "nom": TenantRow.name,
    "siren": CommuneRow.siren,
    "siret": CommuneRow.siret,
    "epci_siren": CommuneRow.epci_siren,
    "population_municipale": CommuneRow.municipal_population,
    "population_dgf": CommuneRow.dgf_population,
    "densite": CommuneRow.density,
    "contact_nom": ContactRow.name,
    "contact_fonction": ContactRow.function,
    "contact_email": ContactRow.email,
    "contact_telephone": ContactRow.telephone,
    "vague": CommuneRow.wave,
    "remarques": CommuneRow.remarks,
}
HEADINGS: Final = tuple(COLUMNS)


async def commune_rows(
    connection: AsyncConnection, parent: TenantId, only: Collection[int]
) -> tuple[tuple[object, ...], ...]:
    """Read those of the communes attached today, by name."""
    query = attached(parent).add_columns(*COLUMNS.values()).where(TenantRow.tenant_id == among(only)).order_by(*ORDER)
    return tuple(tuple(row) for row in await connection.execute(query))
