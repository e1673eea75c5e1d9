"""Finding a commune of the register by what a person types: a name, an INSEE code, a SIREN, a postal code."""

from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Row, Select, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.rows import DepartmentRow, EpciRow, RegisterRow
from bocage.communes.spelling import spelled

INSEE_LENGTH: Final = 5
SIREN_LENGTH: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCommune:
    """A commune of the register as a list shows it."""

    insee: str
    name: str
    department: str
    department_name: str
    siren: str | None
    epci_siren: str | None
    epci_name: str | None
    population: int | None
    postal_codes: tuple[str, ...]


COLUMNS: Final = (
    RegisterRow.insee,
    RegisterRow.name,
    RegisterRow.department,
    DepartmentRow.name.label("department_name"),
    RegisterRow.siren,
    RegisterRow.epci_siren,
    EpciRow.name.label("epci_name"),
    RegisterRow.population,
    RegisterRow.postal_codes,
)
FOUND: Final = (
    select(*COLUMNS)
    .join(DepartmentRow, DepartmentRow.code == RegisterRow.department)
    .outerjoin(EpciRow, EpciRow.siren == RegisterRow.epci_siren)
)


async def search(
    connection: AsyncConnection,
    words: str,
    *,
    department: str | None = None,
    limit: int = 20,
) -> tuple[FoundCommune, ...]:
    """Return the communes that answer to the words, the nearest first; none for words that say nothing."""
    query = query_for(words)
    if query is None:
        return ()
    if department is not None:
        query = query.where(RegisterRow.department == department)
    return tuple(found(row) for row in await connection.execute(query.limit(limit)))


async def commune_of(connection: AsyncConnection, insee: str) -> FoundCommune | None:
    """Return one commune by its code."""
    row = (await connection.execute(FOUND.where(RegisterRow.insee == insee))).one_or_none()
    return None if row is None else found(row)


def query_for(words: str) -> Select[*tuple[Any, ...]] | None:
    """Choose the question by the shape of what was typed."""
    compact = "".join(words.split()).upper()
    if compact.isdigit() and len(compact) == SIREN_LENGTH:
        return FOUND.where(RegisterRow.siren == compact)
    if len(compact) == INSEE_LENGTH and compact[1:2].isalnum() and compact[2:].isdigit():
        return FOUND.where(
            or_(
                RegisterRow.insee == compact,
                RegisterRow.postal_codes.contains([compact]),
                RegisterRow.former_codes.contains([compact]),
            ),
        ).order_by(RegisterRow.insee != compact, RegisterRow.spelled)
    name = spelled(words)
    return named(name) if name else None


def named(name: str) -> Select[*tuple[Any, ...]]:
    """Every word must be in the name; the very name comes first, then those that begin so, then the largest."""
    every = [RegisterRow.spelled.contains(word, autoescape=True) for word in name.split()]
    rank: ColumnElement[int] = case(
        (RegisterRow.spelled == name, 0),
        (RegisterRow.spelled.startswith(name, autoescape=True), 1),
        else_=2,
    )
    return FOUND.where(*every).order_by(rank, func.coalesce(RegisterRow.population, 0).desc(), RegisterRow.spelled)


def found(row: Row[*tuple[Any, ...]]) -> FoundCommune:
    """Turn a row into what crosses."""
    values = row._mapping  # noqa: SLF001 -- SQLAlchemy's public name for it
    return FoundCommune(**{**values, "postal_codes": tuple(values["postal_codes"])})
