"""A tenant as people see it, and what somebody is there."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import NewType
from uuid import UUID

from bocage.database.roles import Role

TenantId = NewType("TenantId", int)


class Kind(StrEnum):
    """What a tenant is in the field."""

    OPERATOR = "operator"
    SYNDICATE = "syndicate"
    EPCI = "epci"
    COMMUNE = "commune"

    @property
    def is_portfolio(self) -> bool:
        """Whether its people look at several communes at once."""
        return self is not Kind.COMMUNE


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody signed in; `person_id` is ours, bound to (provider, subject) and never to the address."""

    person_id: UUID
    name: str
    email: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A tenant: `tenant_id` for the database, `uid` for addresses; neither is an INSEE code, which changes."""

    tenant_id: TenantId
    uid: UUID
    kind: Kind
    name: str

    @property
    def database_role(self) -> Role:
        """A portfolio is read by the role that governance tables alone are granted to."""
        return Role.CONSOLE if self.kind.is_portfolio else Role.APP


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """The tenants that a visit may read and those it may write, of which one at a time."""

    readable: frozenset[int]
    writable: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What a person is at a place today, with every right that follows.

    `granted_by` names who can give one more right there, as a sentence's subject: « Le secrétariat de la mairie ».
    `idle` is how long the browser of somebody with this standing may stay unused before they sign in again.
    `opens_on` is the permission of the page that it opens on, "" for the first of the navigation.
    """

    place: Place
    role: str
    role_title: str
    permissions: frozenset[str]
    granted_by: str
    scope: Scope
    idle: timedelta = timedelta(minutes=30)
    opens_on: str = ""

    def may(self, permission: str) -> bool:
        """Tell whether the standing holds a permission."""
        return permission in self.permissions
