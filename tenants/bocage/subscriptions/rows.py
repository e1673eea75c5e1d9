"""The tables of subscriptions."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime
from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class SubscriptionRow(Base):
    """A period of a module at a place; several may follow each other, one is open at a time."""

    __tablename__ = "subscription"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    subscription_id: Mapped[UUID] = mapped_column(primary_key=True)
    module: Mapped[str]
    stage: Mapped[str]
    perimeter: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    suspended_on: Mapped[date | None]
    suspended_until: Mapped[date | None]
    voided_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    deliberation: Mapped[str]
    path_id: Mapped[UUID | None]
    version: Mapped[int]


class ModuleRequestRow(Base):
    """A module that a place asks its syndicate for, until it is subscribed to or the request is taken back."""

    __tablename__ = "module_request"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[UUID] = mapped_column(primary_key=True)
    module: Mapped[str]
    asked_on: Mapped[date]
    asked_by: Mapped[str]
    closed_on: Mapped[date | None]


class SubscribedModuleRow(Base):
    """A module that some place once subscribed to: its title outlives its installation."""

    __tablename__ = "subscribed_module"

    slug: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
