"""The tables of this part, as queries name them; their JSON is written and read by `stored`."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class PathRow(Base):
    """A path and its facts; `summary` is what a desk shows, true on `summary_on` and computed again on another day."""

    __tablename__ = "joining_path"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    path_id: Mapped[UUID] = mapped_column(primary_key=True)
    host_id: Mapped[int]
    path: Mapped[dict[str, Any]] = mapped_column(JSONB)
    facts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    procedure_id: Mapped[UUID | None]
    market_id: Mapped[UUID | None]
    summary: Mapped[dict[str, Any]] = mapped_column(JSONB)
    summary_on: Mapped[date | None]
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    voided: Mapped[bool]


class PathEntryRow(Base):
    """One thing entered, inserted and never changed; `before` and `after` hold only what it changed."""

    __tablename__ = "path_entry"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[UUID] = mapped_column(primary_key=True)
    path_id: Mapped[UUID]
    step: Mapped[str]
    kind: Mapped[str]
    version: Mapped[int]
    before: Mapped[dict[str, Any]] = mapped_column(JSONB)
    after: Mapped[dict[str, Any]] = mapped_column(JSONB)
    actor_id: Mapped[UUID | None]
    actor_name: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ProcedureRow(Base):
    """A procedure of the members, to which paths point."""

    __tablename__ = "member_procedure"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    procedure_id: Mapped[UUID] = mapped_column(primary_key=True)
    procedure: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class MarketRow(Base):
    """A market of the syndicate, on which paths order."""

    __tablename__ = "market"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    market_id: Mapped[UUID] = mapped_column(primary_key=True)
    market: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class RulesRow(Base):
    """The statutes of a syndicate; the rules it dated itself are parameters of governance."""

    __tablename__ = "syndicate_rules"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    rules: Mapped[dict[str, Any]] = mapped_column(JSONB)
    version: Mapped[int]
