"""What a file of the inventory is judged against."""

from collections.abc import Sequence

from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.catalogue.discovery import directory
from bocage.imports.entries import Entry
from bocage.imports.importer import Dock
from bocage.lighting.inventory import Inventory
from bocage.lighting.stored import CABINET_NAMES, POINT_NAMES, cabinets_of, held, points_of
from bocage.tenancy import NotFoundRefusal
from bocage.web.french import civil_day


async def known(connection: AsyncConnection, dock: Dock, _: Sequence[Entry]) -> Inventory:
    """Read the commune and its whole inventory, in three questions."""
    here = await directory().whereabouts(connection, dock.tenant)
    if here is None:
        raise NotFoundRefusal
    return Inventory(
        insee=here.insee,
        name=here.name,
        today=civil_day(dock.now),
        centre=here.centre,
        spacing_km=here.spacing_km,
        points=await held(connection, points_of(dock.tenant), POINT_NAMES),
        cabinets=await held(connection, cabinets_of(dock.tenant), CABINET_NAMES),
    )
