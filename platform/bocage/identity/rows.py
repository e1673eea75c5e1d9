"""The tables of people and sessions, without a tenant: only `bocage_identity` reads them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, LargeBinary
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class PersonRow(Base):
    """Somebody bound to (issuer, subject); the address is shown and never trusted."""

    __tablename__ = "person"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    issuer: Mapped[str]
    subject: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    theme: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    signed_in_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class PersonPlaceRow(Base):
    """Where to look for a person's rights; the rights themselves are in each tenant's own rows."""

    __tablename__ = "person_place"

    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    tenant_id: Mapped[int] = mapped_column(primary_key=True)


class SessionRow(Base):
    """A browser signed in; the cookie's value is kept only as its SHA-256."""

    __tablename__ = "web_session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[UUID]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    seen_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    idle_seconds: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    authenticated_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    level: Mapped[str]
    provider_session: Mapped[str | None]
    csrf_secret: Mapped[bytes] = mapped_column(LargeBinary)
    flash: Mapped[dict[str, Any] | None] = mapped_column(JSONB)


class AttemptRow(Base):
    """A sign-in between our page and the provider's: ten minutes, one use, one browser."""

    __tablename__ = "login_attempt"

    state_hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    browser_hash: Mapped[bytes] = mapped_column(LargeBinary)
    nonce: Mapped[str]
    verifier: Mapped[str]
    return_to: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
