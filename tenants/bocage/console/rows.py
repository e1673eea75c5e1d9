"""The table of this part."""

from datetime import date
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class WaveRow(Base):
    """A wave; `version` grows at each change, so that an old form is recognised."""

    __tablename__ = "wave"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    wave_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    opens_on: Mapped[date | None]
    version: Mapped[int]
