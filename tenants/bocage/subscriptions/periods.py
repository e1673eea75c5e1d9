"""Reading periods."""

from collections.abc import Collection
from datetime import date
from typing import Any, Final

from sqlalchemy import Select, or_, select
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
    SubscriptionRow.suspended_until,
    SubscriptionRow.deliberation,
    SubscriptionRow.version,
    SubscriptionRow.path_id,
)


def kept(tenants: Collection[int]) -> Select[Any]:
    """The periods of some places, those begun by mistake left out, before any choice of columns."""
    here = SubscriptionRow.tenant_id.in_(tenants)
    return select().select_from(SubscriptionRow).where(here, SubscriptionRow.voided_at.is_(None))


def running(tenants: Collection[int], today: date) -> Select[Any]:
    """The periods of some places that open their module on a day: `Period.state` in the server's words."""
    return kept(tenants).where(
        SubscriptionRow.since <= today,
        or_(SubscriptionRow.until.is_(None), SubscriptionRow.until >= today),
        or_(
            SubscriptionRow.suspended_on.is_(None),
            SubscriptionRow.suspended_on > today,
            SubscriptionRow.suspended_until < today,
        ),
    )


async def periods_of(connection: AsyncConnection, tenant: int) -> tuple[Period, ...]:
    """Every period of a place, the oldest first."""
    query = kept([tenant]).add_columns(*FIELDS).order_by(SubscriptionRow.since)
    return tuple(period_of(row) for row in (await connection.execute(query)).mappings())


def period_of(row: Any) -> Period:  # noqa: ANN401 -- a row of this package
    """Read one row."""
    values = {column.key: row[column.key] for column in FIELDS}
    return Period(**{**values, "stage": Stage(row["stage"])})
