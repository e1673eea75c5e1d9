"""Preparing a brand, putting one on; nothing is replaced, so that the former one can always come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, insert, select
from uuid_utils.compat import uuid7

from bocage.brand.kept import brand_of, worn_version
from bocage.brand.logo import Logo
from bocage.brand.rows import BrandRow, WornRow
from bocage.governance.journal import Deed, Work

HOUSE: Final = "couleurs de Bocage"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What somebody prepares: None is the house's own green, or no logo."""

    band: str | None
    logo: Logo | None


async def propose(work: Work, place_name: str, wanted: Wanted) -> int:
    """Keep a version, which nothing wears yet; return its number."""
    asked = select(func.coalesce(func.max(BrandRow.version), 0) + 1).where(BrandRow.tenant_id == work.tenant)
    version: int = (await work.connection.execute(asked)).scalar_one()
    row = {
        "tenant_id": work.tenant,
        "version": version,
        "band": wanted.band,
        "logo": wanted.logo.content if wanted.logo else None,
        "logo_type": wanted.logo.media_type if wanted.logo else None,
        "made_by": work.actor.actor_id,
        "made_by_name": work.actor.name,
    }
    await work.connection.execute(insert(BrandRow).values(row))
    after = {"couleur": wanted.band or HOUSE, "logo": "oui" if wanted.logo else "non"}
    await work.record(deed_of("brand.proposed", version, place_name, after=after))
    return version


async def wear(work: Work, place_name: str, version: int | None) -> int | None:
    """Put a version on, None for the house's own look; return the one that was worn before."""
    if version is not None:
        await brand_of(work.connection, work.tenant, version)
    before = await worn_version(work.connection, work.tenant)
    row = {
        "tenant_id": work.tenant,
        "worn_id": uuid7(),
        "version": version,
        "worn_by": work.actor.actor_id,
        "worn_by_name": work.actor.name,
    }
    await work.connection.execute(insert(WornRow).values(row))
    told = {"before": {"version": before or HOUSE}, "after": {"version": version or HOUSE}}
    await work.record(deed_of("brand.worn", version, place_name, **told))
    return before


def deed_of(verb: str, version: int | None, place_name: str, **values: Mapping[str, object]) -> Deed:
    """What the journal says."""
    return Deed(
        verb=verb,
        object_kind="brand",
        object_id=str(version or 0),
        object_label=place_name,
        before=values.get("before"),
        after=values.get("after"),
    )
