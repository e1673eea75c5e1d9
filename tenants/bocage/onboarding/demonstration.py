"""The demonstration department: real communes, an invented syndicate, brought in by the very road of a real file."""

import csv
import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.rows import DepartmentRow, RegisterRow
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor
from bocage.onboarding.desk import Desk
from bocage.onboarding.importing import bring_in
from bocage.onboarding.portfolios import Founding, found
from bocage.onboarding.syndicates import slug, syndicates
from bocage.tenancy import Kind, Refusal, TenantId
from bocage.tenancy.rows import TenantLinkRow
from bocage.web.french import civil_day

SYSTEM: Final = Actor(actor_id=None, name="Bocage, mise en place de la démonstration", request_id="demonstration")
HEADINGS: Final = (
    "insee",
    "contact_nom",
    "contact_fonction",
    "contact_email",
    "contact_telephone",
    "vague",
    "remarques",
)
FIRST_NAMES: Final = (
    "Agnès",
    "Bruno",
    "Claire",
    "Denis",
    "Élise",
    "Farid",
    "Gaëlle",
    "Hugo",
    "Irène",
    "Jules",
    "Lucie",
)
LAST_NAMES: Final = (
    "Arnoux",
    "Besset",
    "Chaumeil",
    "Dumoulin",
    "Épinat",
    "Faverge",
    "Granjon",
    "Hostein",
    "Jacquemond",
)
WAVE: Final = "Vague 3"
"""The last one: the communes that have begun are put into the waves before it."""
WITHOUT_CONTACT: Final = 13
"""Every thirteenth commune has nobody to call, so that the desk has something to say."""


async def load(database_url: str, department: str) -> None:
    """Create the syndicate and bring its communes in, once; what was stopped in between is completed."""
    database = Database(database_url, pool_size=2)
    try:
        async with database.transaction(Role.CONSOLE) as connection:
            name = await department_name(connection, department)
            codes = await codes_of(connection, department)
        syndicate = await syndicate_of(database, f"Syndicat des territoires {name}")
        if syndicate is not None:
            desk = Desk(database=database, syndicate=syndicate, actor=SYSTEM, now=datetime.now(UTC))
            await bring_in(desk, "communes.csv", file_of(codes))
    finally:
        await database.close()


load.title = "Département de démonstration"  # type: ignore[attr-defined]  # read by `bocage up`


async def department_name(connection: AsyncConnection, code: str) -> str:
    """The department's name as the syndicate bears it, « de la Loire » or « (Ain) »."""
    name = await connection.scalar(select(DepartmentRow.name).where(DepartmentRow.code == code))
    if name is None:
        raise Refusal(f"Le département « {code} » n’existe pas : donnez son numéro, par exemple 42.")
    return "de la Loire" if name == "Loire" else f"({name})"


async def codes_of(connection: AsyncConnection, department: str) -> Sequence[str]:
    """The department's communes, by code."""
    query = select(RegisterRow.insee).where(RegisterRow.department == department).order_by(RegisterRow.insee)
    return (await connection.scalars(query)).all()


async def syndicate_of(database: Database, name: str) -> TenantId | None:
    """Return the syndicate that waits for its communes, created when there is none; None when nothing is to be done."""
    known = await syndicates(database)
    if not known:
        founding = Founding(kind=Kind.SYNDICATE, name=name, children={}, since=civil_day(datetime.now(UTC)))
        return (await found(database, SYSTEM, founding)).tenant_id
    own = known.get(slug(name))
    if own is None:
        return None
    async with database.transaction(Role.CONSOLE, readable=[own]) as connection:
        ever = await connection.scalar(select(TenantLinkRow.child_id).where(TenantLinkRow.tenant_id == own).limit(1))
    return own if ever is None else None


def file_of(codes: Sequence[str]) -> bytes:
    """Write communes.csv as a syndicate would send it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(line(number, code) for number, code in enumerate(codes))
    return text.getvalue().encode()


def line(number: int, code: str) -> tuple[str, ...]:
    """One commune, with an invented person to call; the numbers are those kept for fiction."""
    if number % WITHOUT_CONTACT == WITHOUT_CONTACT - 1:
        return (code, "", "", "", "", WAVE, "")
    first, last = FIRST_NAMES[number % len(FIRST_NAMES)], LAST_NAMES[number // 3 % len(LAST_NAMES)]
    function = "Secrétaire de mairie" if number % 3 else "Maire"
    return (
        code,
        f"{first} {last}",
        function,
        f"mairie-{code}@exemple.fr",
        f"04 65 71 {number // 100:02} {number % 100:02}",
        WAVE,
        "",
    )
