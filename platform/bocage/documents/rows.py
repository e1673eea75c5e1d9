"""The table of documents."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, FetchedValue, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class DocumentRow(Base):
    """One version of a document; inserted and read, never changed. The server computes its size and its digest."""

    __tablename__ = "document"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    about_kind: Mapped[str]
    about_id: Mapped[str]
    label: Mapped[str]
    file_name: Mapped[str]
    media_type: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    size: Mapped[int] = mapped_column(server_default=FetchedValue())
    sha256: Mapped[str] = mapped_column(server_default=FetchedValue())
    held_by: Mapped[str]
    signature: Mapped[str]
    deposited_by: Mapped[UUID | None]
    deposited_by_name: Mapped[str]
    deposited_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    kept_until: Mapped[date | None]
