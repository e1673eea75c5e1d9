"""The table of members."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime
from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class MemberRow(Base):
    """What a person is in a tenant; name and address are copied here, so that a tenant never reads people at large."""

    __tablename__ = "member"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID]
    name: Mapped[str]
    email: Mapped[str]
    role: Mapped[str]
    lot: Mapped[str | None]
    given_by: Mapped[str]
    since: Mapped[date]
    until: Mapped[date | None]
    cut_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    cut_by: Mapped[str | None]
