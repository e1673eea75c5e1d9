"""The tables of tenants and of the links between them."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import DateTime
from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class TenantRow(Base):
    """A tenant; its own row is the first that belongs to it.

    `host_id` is the tenant that brought it in: links belong to the parent, so a child needs it to find its own.
    """

    __tablename__ = "tenant"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    uid: Mapped[UUID]
    kind: Mapped[str]
    name: Mapped[str]
    host_id: Mapped[int | None]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    closed_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class TenantLinkRow(Base):
    """A dated relation that belongs to the parent: this commune is brought in by this syndicate.

    `code` is the INSEE code (or the SIREN of an EPCI) under which the parent knows the child: one child a code at a
    time, which is what makes an import repeatable.
    """

    __tablename__ = "tenant_link"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    child_id: Mapped[int] = mapped_column(primary_key=True)
    since: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str]
    code: Mapped[str]
    until: Mapped[date | None]
