"""The tables of this part."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class BrandRow(Base):
    """A colour and a logo prepared together; never changed. None is the house's own green, or no logo."""

    __tablename__ = "brand"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True)
    band: Mapped[str | None]
    logo: Mapped[bytes | None] = mapped_column(LargeBinary)
    logo_type: Mapped[str | None]
    made_by: Mapped[UUID | None]
    made_by_name: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class WornRow(Base):
    """A version put on, at an instant; the last one is worn. None is the house's own look."""

    __tablename__ = "brand_worn"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    worn_id: Mapped[UUID] = mapped_column(primary_key=True)
    version: Mapped[int | None]
    worn_by: Mapped[UUID | None]
    worn_by_name: Mapped[str]
    worn_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
