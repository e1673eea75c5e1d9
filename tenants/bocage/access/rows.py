"""The tables of members and of those who are invited."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary
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


class InvitationRow(Base):
    """A role offered: waiting until it is accepted, revoked or over; the link's secret is kept only as its SHA-256."""

    __tablename__ = "invitation"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    invitation_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    email: Mapped[str]
    role: Mapped[str]
    code_hash: Mapped[bytes] = mapped_column(LargeBinary)
    invited_by: Mapped[str]
    at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    ends_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    revoked_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    accepted_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    person_id: Mapped[UUID | None]
