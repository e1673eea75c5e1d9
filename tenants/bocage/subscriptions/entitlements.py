"""The platform's question « subscribed to what », answered from the periods of each place."""

from collections.abc import Mapping
from datetime import date
from typing import Final

from sqlalchemy import select

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.subscriptions.periods import running
from bocage.subscriptions.rows import SubscribedModuleRow, SubscriptionRow
from bocage.tenancy import Place
from bocage.tenancy.stage import Stage


class Subscriptions:
    """Modules open by a period of today that is not suspended."""

    async def open_modules(self, database: Database, place: Place, today: date) -> Mapping[str, Stage]:
        """The modules open at a place, each with its stage."""
        query = running([place.tenant_id], today).add_columns(SubscriptionRow.module, SubscriptionRow.stage)
        async with database.transaction(place.database_role, readable=[place.tenant_id]) as connection:
            return {row.module: Stage(row.stage) for row in await connection.execute(query)}

    async def subscribed(self, database: Database) -> Mapping[str, str]:
        """Every module that some place has subscribed to, with its title."""
        query = select(SubscribedModuleRow.slug, SubscribedModuleRow.title)
        async with database.transaction(Role.APP) as connection:
            return {row.slug: row.title for row in await connection.execute(query)}


ENTITLEMENTS: Final = Subscriptions()
