"""Reading periods."""

from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.subscriptions.period import Period
from bocage.subscriptions.rows import SubscriptionRow
from bocage.tenancy.stage import Stage

FIELDS: Final = (
    SubscriptionRow.subscription_id,
    SubscriptionRow.module,
    SubscriptionRow.stage,
    SubscriptionRow.perimeter,
    SubscriptionRow.since,
    SubscriptionRow.until,
    SubscriptionRow.suspended_on,
    SubscriptionRow.deliberation,
    SubscriptionRow.version,
    SubscriptionRow.path_id,
)


def kept(tenants: Collection[int]) -> Select[Any]:
    """The periods of some places, those begun by mistake left out, before any choice of columns."""
    here = SubscriptionRow.tenant_id.in_(tenants)
    return select().select_from(SubscriptionRow).where(here, SubscriptionRow.voided_at.is_(None))


async def periods_of(connection: AsyncConnection, tenant: int) -> tuple[Period, ...]:
    """Every period of a place, the oldest first."""
    query = kept([tenant]).add_columns(*FIELDS).order_by(SubscriptionRow.since)
    return tuple(period_of(row) for row in (await connection.execute(query)).mappings())


def period_of(row: Any) -> Period:  # noqa: ANN401 -- a row of this package
    """Read one row."""
    values = {column.key: row[column.key] for column in FIELDS}
    return Period(**{**values, "stage": Stage(row["stage"])})
