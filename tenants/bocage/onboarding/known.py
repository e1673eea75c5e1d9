"""What a verdict is given in hand: the register's part that the file speaks of, and the communes already here."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bocage.imports.verdict import Value
from bocage.joining.file_line import PathsKnown


@dataclass(frozen=True, slots=True, kw_only=True)
class Commune:
    """A commune of the register; 94 have no SIREN, 98 no EPCI."""

    insee: str
    name: str
    department: str
    siren: str | None
    epci_siren: str | None
    population: int | None
    postal_codes: tuple[str, ...] = ()
    former_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Epci:
    """An intercommunality of the register."""

    siren: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A commune of this syndicate, present or past: its number, its stored values by column, its version."""

    tenant_id: int
    insee: str
    name: str
    version: int
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The part of the register that a file speaks of, and the communes of the syndicate.

    `names`, `postal` and `near` lead from a spelled name, a postal code, a name less one letter to codes; `successors`
    from a code that ended to the one that took over; `siren_owners` from a SIREN to the code that the register gives it
    to. `attached` and `former` are the communes that are here and those that left, by code. `home` are the departments
    of the syndicate; none means that any is at home. `paths` is read only for a file that speaks of them.
    """

    communes: Mapping[str, Commune]
    epcis: Mapping[str, Epci]
    departments: Mapping[str, str]
    names: Mapping[str, tuple[str, ...]]
    successors: Mapping[str, str] = field(default_factory=dict)
    postal: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    near: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    siren_owners: Mapping[str, str] = field(default_factory=dict)
    siren_holders: Mapping[str, Attached] = field(default_factory=dict)
    attached: Mapping[str, Attached] = field(default_factory=dict)
    former: Mapping[str, Attached] = field(default_factory=dict)
    home: frozenset[str] = frozenset()
    paths: PathsKnown | None = None
