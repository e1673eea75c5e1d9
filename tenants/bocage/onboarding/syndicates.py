"""Which syndicate a command speaks of, or which other place above communes."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.communes.spelling import spelled
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.onboarding.refusals import OnboardingRefusal
from bocage.tenancy import Kind, TenantId
from bocage.tenancy.rows import TenantRow

NONE: Final = "Aucun syndicat n’est encore créé : créez-en un avec « bocage found », puis recommencez."
SEVERAL: Final = "Dites quel syndicat avec --syndicate : {slugs}."
UNKNOWN: Final = "Aucun syndicat ne s’appelle « {slug} » : choisissez parmi {slugs}."
NO_PLACE: Final = "Aucun syndicat, EPCI ni exploitant ne s’appelle « {slug} » : choisissez parmi {slugs}."
LAST: Final = text("select coalesce(pg_sequence_last_value('tenant_number'), 0)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Portfolio:
    """A place above communes."""

    tenant_id: TenantId
    kind: Kind


def slug(name: str) -> str:
    """« Syndicat des territoires de la Loire » is « syndicat-des-territoires-de-la-loire »."""
    return spelled(name).replace(" ", "-")


async def syndicate_named(database: Database, wanted: str | None) -> TenantId:
    """Return the syndicate of this slug, or the only one there is; refuse with the list otherwise."""
    found = await syndicates(database)
    if not found:
        raise OnboardingRefusal(NONE)
    slugs = ", ".join(sorted(found))
    if wanted is None and len(found) > 1:
        raise OnboardingRefusal(SEVERAL.format(slugs=slugs))
    if wanted is not None and slug(wanted) not in found:
        raise OnboardingRefusal(UNKNOWN.format(slug=wanted, slugs=slugs))
    return found[slug(wanted)] if wanted is not None else next(iter(found.values()))


async def syndicates(database: Database) -> Mapping[str, TenantId]:
    """Return every syndicate by slug."""
    found = await portfolios(database)
    return {name: one.tenant_id for name, one in found.items() if one.kind is Kind.SYNDICATE}


async def portfolio_named(database: Database, wanted: str | None) -> Portfolio:
    """Return the place above communes of this slug, or the only syndicate there is; refuse with the list otherwise."""
    if wanted is None:
        return Portfolio(tenant_id=await syndicate_named(database, None), kind=Kind.SYNDICATE)
    found = await portfolios(database)
    if slug(wanted) not in found:
        raise OnboardingRefusal(NO_PLACE.format(slug=wanted, slugs=", ".join(sorted(found))) if found else NONE)
    return found[slug(wanted)]


async def portfolios(database: Database) -> Mapping[str, Portfolio]:
    """Return every syndicate, EPCI and operator by slug."""
    asked = select(TenantRow.tenant_id, TenantRow.kind, TenantRow.name).where(
        TenantRow.kind != Kind.COMMUNE, TenantRow.closed_at.is_(None)
    )
    async with everything(database) as connection:
        rows = (await connection.execute(asked.order_by(TenantRow.tenant_id))).all()
    return {slug(row.name): Portfolio(tenant_id=TenantId(row.tenant_id), kind=Kind(row.kind)) for row in rows}


@asynccontextmanager
async def everything(database: Database) -> AsyncIterator[AsyncConnection]:
    """Open a transaction that reads every tenant: a command is the operator's."""
    async with database.transaction(Role.CONSOLE) as connection:
        last = int((await connection.execute(LAST)).scalar_one())
    async with database.transaction(Role.CONSOLE, readable=range(1, last + 1)) as connection:
        yield connection
