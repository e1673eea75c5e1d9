"""The tables of imports."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class ImportRow(Base):
    """A file sent, the choices made on its lines and what it did; it belongs to the place it was sent to.

    `progress` and `beaten_at` move while a long file is read or written, `judged` and `rejected` hold what was said of
    it, so that looking at it again judges nothing.
    """

    __tablename__ = "file_import"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    importer: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    choices: Mapped[dict[str, Any]] = mapped_column(JSONB)
    status: Mapped[str]
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    outcome: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    progress: Mapped[dict[str, Any]] = mapped_column(JSONB)
    beaten_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    judged: Mapped[dict[str, Any] | None] = mapped_column(JSONB)
    rejected: Mapped[bytes | None] = mapped_column(LargeBinary)
    created_by: Mapped[UUID | None]
    created_by_name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    confirmed_by: Mapped[UUID | None]
    confirmed_by_name: Mapped[str | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int]


class PageRow(Base):
    """A page of the verdict on a long file, as it is shown."""

    __tablename__ = "file_import_page"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    listing: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[int] = mapped_column(primary_key=True)
    lines: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
