"""The communes of a syndicate as the rows of communes.csv, so that what goes out comes back in."""

from collections.abc import Collection
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.portfolio import PortfolioFilter, attached, conditions, order
from bocage.communes.rows import CommuneRow, ContactRow
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


async def exported(
    connection: AsyncConnection,
    parent: TenantId,
    asked: PortfolioFilter,
    only: Collection[int] | None = None,
) -> tuple[tuple[object, ...], ...]:
    """Read every commune that answers the filter, in the order asked; `only` keeps those tenants among them."""
    query = attached(parent).add_columns(*COLUMNS.values()).where(*conditions(asked)).order_by(*order(asked))
    if only is not None:
        query = query.where(TenantRow.tenant_id.in_(only))
    return tuple(tuple(row) for row in await connection.execute(query))
