"""What a verdict needs, read in a few questions whatever the number of lines."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.rows import DepartmentRow, EpciRow, RegisterRow
from bocage.communes.spelling import spelled
from bocage.database.among import among_texts, array_of
from bocage.imports.entries import Entry
from bocage.onboarding.known import Attached, Commune, Epci, Known
from bocage.onboarding.members import counts_by_department, links_of, members
from bocage.onboarding.names import neighbours
from bocage.onboarding.wanted import Wanted, in_doubt, wanted_by
from bocage.tenancy import TenantId

MAJORITY: Final = 2
SIZEABLE: Final = 10
COMMUNE: Final = select(
    RegisterRow.insee,
    RegisterRow.name,
    RegisterRow.department,
    RegisterRow.siren,
    RegisterRow.epci_siren,
    RegisterRow.population,
    RegisterRow.postal_codes,
    RegisterRow.former_codes,
)


async def known_for(connection: AsyncConnection, syndicate: TenantId, entries: Sequence[Entry]) -> Known:
    """Read what the verdict on these lines needs; the transaction reads every commune the syndicate ever had."""
    asked = wanted_by(entries)
    links = await links_of(connection, syndicate)
    counts = await counts_by_department(connection, [link.child_id for link in links if link.present])
    communes = await register(connection, RegisterRow.insee == among_texts(asked.codes))
    doubtful = wanted_by(in_doubt(entries, communes))
    if doubtful.lines:
        communes |= await around(connection, doubtful, home_of(counts, communes))
    home = home_of(counts, communes)
    held = await members(connection, links, {*communes, *asked.codes}, doubtful.sirens)
    at_home = [commune for commune in communes.values() if doubtful.lines and commune.department in home]
    return Known(
        communes=communes,
        epcis=await epcis(connection, {*asked.epcis, *(one.epci_siren for one in communes.values() if one.epci_siren)}),
        departments=await departments(connection),
        near=neighbours(at_home),
        home=home,
        **by_what_is_said(communes.values()),
        **by_presence(held),
    )


async def register(connection: AsyncConnection, condition: ColumnElement[bool]) -> dict[str, Commune]:
    """Read communes of the register by code."""
    rows = await connection.execute(COMMUNE.where(condition))
    return {
        row[0]: Commune(
            insee=row[0],
            name=row[1],
            department=row[2],
            siren=row[3],
            epci_siren=row[4],
            population=row[5],
            postal_codes=tuple(row[6]),
            former_codes=tuple(row[7]),
        )
        for row in rows
    }


async def around(connection: AsyncConnection, asked: Wanted, home: Collection[str]) -> dict[str, Commune]:
    """Read what may explain lines in doubt: homonyms, owners of a SIREN, mergers, postal codes, and all of home."""
    return await register(
        connection,
        or_(
            RegisterRow.spelled == among_texts(asked.names),
            RegisterRow.siren == among_texts(asked.sirens),
            RegisterRow.former_codes.overlap(array_of(asked.codes)),
            RegisterRow.postal_codes.overlap(array_of(asked.codes)),
            RegisterRow.department == among_texts(home),
        ),
    )


def home_of(counts: Mapping[str, int], communes: Mapping[str, Commune]) -> frozenset[str]:
    """Say which departments are home, from the communes already here, else from those of the file.

    One must hold half of them, otherwise the syndicate is of no department; those that hold a tenth are home with it.
    """
    counted = Counter(counts) or Counter(commune.department for commune in communes.values())
    total = counted.total()
    if not any(count * MAJORITY >= total for count in counted.values()):
        return frozenset()
    return frozenset(key for key, count in counted.items() if count * SIZEABLE >= total)


async def epcis(connection: AsyncConnection, sirens: Collection[str]) -> dict[str, Epci]:
    """Read the intercommunalities of these SIRENs."""
    rows = await connection.execute(select(EpciRow.siren, EpciRow.name).where(EpciRow.siren == among_texts(sirens)))
    return {row[0]: Epci(siren=row[0], name=row[1]) for row in rows}


async def departments(connection: AsyncConnection) -> dict[str, str]:
    """Read the names of departments."""
    rows = await connection.execute(select(DepartmentRow.code, DepartmentRow.name))
    return {row[0]: row[1] for row in rows}


def by_what_is_said(communes: Collection[Commune]) -> dict[str, Any]:
    """Index communes by everything that a line may say of them."""
    return {
        "names": grouped((spelled(commune.name), commune.insee) for commune in communes),
        "postal": grouped((postal, commune.insee) for commune in communes for postal in commune.postal_codes),
        "successors": {ended: commune.insee for commune in communes for ended in commune.former_codes},
        "siren_owners": {commune.siren: commune.insee for commune in communes if commune.siren},
    }


def by_presence(held: Sequence[tuple[Attached, bool]]) -> dict[str, Any]:
    """Index the communes of the syndicate: those that are here, those that left, who holds which SIREN."""
    here = {one.insee: one for one, present in held if present}
    return {
        "attached": here,
        "former": {one.insee: one for one, present in held if not present and one.insee not in here},
        "siren_holders": {str(one.values["siren"]): one for one in here.values() if "siren" in one.values},
    }


def grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Gather values by key."""
    gathered: dict[str, tuple[str, ...]] = {}
    for key, value in pairs:
        gathered[key] = (*gathered.get(key, ()), value)
    return gathered
