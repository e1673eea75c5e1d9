"""Dated parameters: a tenant's own values of the rules, each with its period and its article, never changed in place.

The defaults are data of the part that owns the rules; here is what a tenant decided otherwise. On a day, the period
that holds is the one that began last; of two that began the same day, the one set last corrects the other.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Select, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils.compat import uuid7

from bocage.governance.journal import Deed, Work
from bocage.governance.rows import ParameterRow
from bocage.tenancy.place import TenantId
from bocage.tenancy.refusal import Refusal

WITHOUT_ARTICLE: Final = (
    "Cette règle s’écarte du défaut : dites par quel texte (article des statuts, délibération et sa date)."
)
WITHOUT_VALUE: Final = "La règle n’a pas de valeur : écrivez-la, ou gardez celle d’avant."
BACKWARDS: Final = "La règle finirait avant de commencer : corrigez l’une des deux dates."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPeriod:
    """A value to set from a day on; `value` is text that the owner of the rule reads, `valid_to` is included."""

    code: str
    value: str
    unit: str
    valid_from: date
    article: str
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A value as it was set, and by whom."""

    parameter_id: UUID
    code: str
    value: str
    unit: str
    valid_from: date
    valid_to: date | None
    article: str
    set_by_name: str
    set_at: datetime

    def holds_on(self, day: date) -> bool:
        """Whether the period contains a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


COLUMNS: Final = (
    ParameterRow.parameter_id,
    ParameterRow.code,
    ParameterRow.value,
    ParameterRow.unit,
    ParameterRow.valid_from,
    ParameterRow.valid_to,
    ParameterRow.article,
    ParameterRow.set_by_name,
    ParameterRow.set_at,
)


def holding(periods: Iterable[Period], day: date) -> dict[str, Period]:
    """By code, the period that holds on a day."""
    valid = sorted((one for one in periods if one.holds_on(day)), key=lambda one: (one.valid_from, one.set_at))
    return {one.code: one for one in valid}


async def parameters_at(connection: AsyncConnection, tenant: TenantId, day: date) -> dict[str, Period]:
    """What a tenant decided otherwise than the defaults, as it held on a day; by code."""
    return holding(await read(connection, periods_query(tenant).where(ParameterRow.valid_from <= day)), day)


async def parameters_of(connection: AsyncConnection, tenant: TenantId) -> tuple[Period, ...]:
    """Every period a tenant ever set, corrected ones too, in the order they begin then were set."""
    return await read(connection, periods_query(tenant))


async def set_parameter(work: Work, wanted: NewPeriod) -> Period:
    """Begin a period, with its line in the journal: what held before and what holds from its first day."""
    refuse_unfit(wanted)
    before = (await parameters_at(work.connection, work.tenant, wanted.valid_from)).get(wanted.code)
    asked = insert(ParameterRow).values(row_of(work, wanted)).returning(*COLUMNS)
    period = Period(**(await work.connection.execute(asked)).mappings().one())
    await work.record(deed_of(before, period))
    return period


def refuse_unfit(wanted: NewPeriod) -> None:
    """Refuse a period that nobody could explain later."""
    if not wanted.value.strip():
        raise Refusal(WITHOUT_VALUE)
    if not wanted.article.strip():
        raise Refusal(WITHOUT_ARTICLE)
    if wanted.valid_to is not None and wanted.valid_to < wanted.valid_from:
        raise Refusal(BACKWARDS)


def periods_query(tenant: TenantId) -> Select[*tuple[Any, ...]]:
    """The periods of a tenant."""
    order = (ParameterRow.code, ParameterRow.valid_from, ParameterRow.set_at)
    return select(*COLUMNS).where(ParameterRow.tenant_id == tenant).order_by(*order)


async def read(connection: AsyncConnection, query: Select[*tuple[Any, ...]]) -> tuple[Period, ...]:
    """Run it."""
    return tuple(Period(**row) for row in (await connection.execute(query)).mappings())


def row_of(work: Work, wanted: NewPeriod) -> dict[str, Any]:
    """The row of a period."""
    return {
        "tenant_id": work.tenant,
        "parameter_id": uuid7(),
        "code": wanted.code,
        "value": wanted.value.strip(),
        "unit": wanted.unit,
        "valid_from": wanted.valid_from,
        "valid_to": wanted.valid_to,
        "article": wanted.article.strip(),
        "set_by": work.actor.actor_id,
        "set_by_name": work.actor.name,
    }


def deed_of(before: Period | None, after: Period) -> Deed:
    """What the journal says of it."""
    return Deed(
        verb="parameter.set",
        object_kind="parameter",
        object_id=str(after.parameter_id),
        object_label=after.code,
        before=None if before is None else told(before),
        after=told(after),
    )


def told(period: Period) -> dict[str, str]:
    """A period in words."""
    until = {} if period.valid_to is None else {"jusqu’au": period.valid_to.isoformat()}
    return {
        "valeur": period.value,
        "unité": period.unit,
        "à partir du": period.valid_from.isoformat(),
        **until,
        "texte": period.article,
    }
