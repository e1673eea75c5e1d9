"""The table of imports."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class ImportRow(Base):
    """A file sent to the desk, the choices made on its lines and what it did; it belongs to the syndicate."""

    __tablename__ = "import_batch"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(primary_key=True)
    file_name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    choices: Mapped[dict[str, Any]] = mapped_column(JSONB)
    status: Mapped[str]
    counts: Mapped[dict[str, Any]] = mapped_column(JSONB)
    outcome: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    created_by: Mapped[UUID | None]
    created_by_name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    confirmed_by: Mapped[UUID | None]
    confirmed_by_name: Mapped[str | None]
    confirmed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    version: Mapped[int]
