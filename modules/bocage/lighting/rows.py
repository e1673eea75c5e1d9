"""The tables of the inventory, as queries name them."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, column_property, mapped_column

from bocage.database.rows import Base


class CabinetRow(Base):
    """A cabinet; `same` is its identifier without case or spaces, `originals` what the file said of it."""

    __tablename__ = "lighting_cabinet"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    cabinet_id: Mapped[UUID] = mapped_column(primary_key=True)
    identifier: Mapped[str]
    same: Mapped[str]
    prm: Mapped[str | None]
    subscribed_kva: Mapped[Decimal | None]
    metering: Mapped[str | None]
    control: Mapped[str | None]
    voltage: Mapped[str | None]
    programme: Mapped[str | None]
    longitude: Mapped[float | None]
    latitude: Mapped[float | None]
    read_as: Mapped[str | None]
    precision: Mapped[str]
    originals: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]


class PointRow(Base):
    """A light point, or `quantity` alike under one row; `drawn_watts` is what all of them draw, computed by the database."""

    __tablename__ = "lighting_point"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    point_id: Mapped[UUID] = mapped_column(primary_key=True)
    identifier: Mapped[str]
    same: Mapped[str]
    cabinet_id: Mapped[UUID | None]
    circuit: Mapped[str | None]
    support: Mapped[str | None]
    support_kind: Mapped[str | None]
    height_m: Mapped[Decimal | None]
    lamp: Mapped[str | None]
    power_watts: Mapped[Decimal | None] = mapped_column()
    gear_watts: Mapped[Decimal | None] = mapped_column()
    absorbed_watts: Mapped[Decimal | None] = mapped_column()
    quantity: Mapped[int] = mapped_column()
    flux_lumens: Mapped[Decimal | None]
    ulr_percent: Mapped[Decimal | None]
    cct_kelvins: Mapped[Decimal | None]
    cie3: Mapped[Decimal | None]
    category: Mapped[str | None]
    zone: Mapped[str | None]
    lantern_since: Mapped[str | None]
    lamp_since: Mapped[str | None]
    state: Mapped[str]
    regime: Mapped[str | None]
    longitude: Mapped[float | None]
    latitude: Mapped[float | None]
    read_as: Mapped[str | None]
    precision: Mapped[str]
    originals: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]

    drawn_watts: Mapped[Decimal | None] = column_property(
        func.coalesce(absorbed_watts, power_watts + func.coalesce(gear_watts, 0)) * quantity
    )


class ChangeRow(Base):
    """What was done to a cabinet or a point, by whom, from what."""

    __tablename__ = "lighting_change"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    change_id: Mapped[UUID] = mapped_column(primary_key=True)
    object_id: Mapped[UUID]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor_name: Mapped[str]
    source: Mapped[str]
    deed: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
