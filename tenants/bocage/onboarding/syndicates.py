"""Which syndicate a command speaks of."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select, text

from bocage.communes.spelling import spelled
from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.onboarding.refusals import OnboardingRefusal
from bocage.tenancy import Kind, TenantId
from bocage.tenancy.rows import TenantRow

NONE: Final = "Aucun syndicat n’est encore créé : créez-en un avec « bocage found », puis recommencez."
SEVERAL: Final = "Dites quel syndicat avec --syndicate : {slugs}."
UNKNOWN: Final = "Aucun syndicat ne s’appelle « {slug} » : choisissez parmi {slugs}."
LAST: Final = text("select coalesce(pg_sequence_last_value('tenant_number'), 0)")


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
    """Return every syndicate by slug: a command is the operator's, whose scope is every tenant."""
    async with database.transaction(Role.CONSOLE) as connection:
        last = int((await connection.execute(LAST)).scalar_one())
    asked = select(TenantRow.tenant_id, TenantRow.name).where(
        TenantRow.kind == Kind.SYNDICATE,
        TenantRow.closed_at.is_(None),
    )
    async with database.transaction(Role.CONSOLE, readable=range(1, last + 1)) as connection:
        rows = (await connection.execute(asked.order_by(TenantRow.tenant_id))).all()
    return {slug(row.name): TenantId(row.tenant_id) for row in rows}
