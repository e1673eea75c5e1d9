"""The tables of the journal and of dated parameters."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class JournalRow(Base):
    """One deed, in the journal of the tenant it touches; inserted and read, never changed."""

    __tablename__ = "journal_entry"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    verb: Mapped[str]
    object_kind: Mapped[str]
    object_id: Mapped[str]
    object_label: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    request_id: Mapped[str]


class ParameterRow(Base):
    """One value of a rule over a period; inserted and read, never changed."""

    __tablename__ = "parameter"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    parameter_id: Mapped[UUID] = mapped_column(primary_key=True)
    code: Mapped[str]
    value: Mapped[str]
    unit: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    article: Mapped[str]
    set_by: Mapped[UUID | None]
    set_by_name: Mapped[str]
    set_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
