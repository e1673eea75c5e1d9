"""The columns of the file and those of the tables, in one place."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select

from bocage.communes.rows import CommuneRow, ContactRow
from bocage.imports.verdict import Value

COMMUNE: Final[Mapping[str, str]] = {
    "siren": "siren",
    "siret": "siret",
    "epci_siren": "epci_siren",
    "population_municipale": "municipal_population",
    "population_dgf": "dgf_population",
    "densite": "density",
    "vague": "wave",
    "remarques": "remarks",
}
CONTACT: Final[Mapping[str, str]] = {
    "contact_nom": "name",
    "contact_fonction": "function",
    "contact_email": "email",
    "contact_telephone": "telephone",
}
FROM_COMMUNE: Final = select(
    CommuneRow.tenant_id,
    CommuneRow.version,
    *(getattr(CommuneRow, stored).label(column) for column, stored in COMMUNE.items()),
)
FROM_CONTACT: Final = select(
    ContactRow.tenant_id,
    *(getattr(ContactRow, stored).label(column) for column, stored in CONTACT.items()),
)
NAMES: Final = ("nom", *COMMUNE, *CONTACT)


def commune_values(values: Mapping[str, Value]) -> list[Value | None]:
    """Return the values of the commune's table, in its order."""
    return [values.get(column) for column in COMMUNE]


def contact_values(values: Mapping[str, Value]) -> list[Value | None]:
    """Return the values of the contact's table, in its order."""
    return [values.get(column) for column in CONTACT]
