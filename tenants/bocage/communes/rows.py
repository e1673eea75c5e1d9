"""The tables of the register and of the communes that are tenants."""

from datetime import datetime

from sqlalchemy import DateTime, Text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from bocage.database.rows import Base


class DepartmentRow(Base):
    """A department of the register, by its code of two or three characters."""

    __tablename__ = "register_department"

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    spelled: Mapped[str]


class EpciRow(Base):
    """An intercommunality of the register, by its SIREN."""

    __tablename__ = "register_epci"

    siren: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]


class RegisterRow(Base):
    """A commune of the register, by its INSEE code; 94 have no SIREN, 98 no EPCI, 12 no point."""

    __tablename__ = "register_commune"

    insee: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    spelled: Mapped[str]
    department: Mapped[str]
    siren: Mapped[str | None]
    epci_siren: Mapped[str | None]
    population: Mapped[int | None]
    postal_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    former_codes: Mapped[list[str]] = mapped_column(ARRAY(Text))
    longitude: Mapped[float | None]
    latitude: Mapped[float | None]


class CommuneRow(Base):
    """A commune that is a tenant; `version` grows at each correction, so that an old form is recognised."""

    __tablename__ = "commune"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    insee: Mapped[str]
    siren: Mapped[str | None]
    siret: Mapped[str | None]
    epci_siren: Mapped[str | None]
    department: Mapped[str]
    spelled: Mapped[str]
    municipal_population: Mapped[int | None]
    dgf_population: Mapped[int | None]
    density: Mapped[str | None]
    wave: Mapped[str | None]
    remarks: Mapped[str | None]
    version: Mapped[int]
    updated_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))


class ContactRow(Base):
    """Whom the syndicate calls in a commune."""

    __tablename__ = "contact"

    tenant_id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str | None]
    function: Mapped[str | None]
    email: Mapped[str | None]
    telephone: Mapped[str | None]
