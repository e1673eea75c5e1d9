"""Identifiers for the parameters of addresses: one's own, strangers', one that names nothing, one that is not one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import psycopg
from litestar.handlers import HTTPRouteHandler

from bocage.catalogue import discovery
from bocage.testing.isolation.world import Tenant, World

PLACE: Final = "place"
ABSENT: Final = {"uuid": "01900000-0000-7000-8000-000000000000", "int": "2147483000", "str": "nulle-part"}
MALFORMED: Final = "pas-un-identifiant"
Filled = Mapping[str, str | None]


class UnfilledParameterError(RuntimeError):
    """A parameter of an address for which nobody gives an identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifiers:
    """The tenants of the world by name, the database that is asked for theirs, and what it answered already."""

    tenants: Mapping[str, Tenant]
    superuser: psycopg.Connection[Any]
    found: dict[tuple[str, str, str], str | None] = field(default_factory=dict)

    def of(self, home: str, handler: HTTPRouteHandler, parameters: Mapping[str, str]) -> Filled:
        """A tenant's own identifiers for the parameters of a route; None for what it has none of."""
        queries = discovery.identifiers(handler)
        return {
            name: str(self.tenants[home].place.uid)
            if name == PLACE
            else self.one(home, query_of(queries, name, handler), str(handler.opt.get("importer", "")))
            for name in parameters
        }

    def one(self, home: str, query: str, importer: str) -> str | None:
        """The first value that a query finds; a file belongs to one importer."""
        key = (home, query, importer)
        if key not in self.found:
            asked = {"tenant": self.tenants[home].number, "importer": importer}
            row = self.superuser.execute(query.encode(), asked).fetchone()
            self.found[key] = None if row is None else str(row[0])
        return self.found[key]


def query_of(queries: Mapping[str, str], name: str, handler: HTTPRouteHandler) -> str:
    """The query of a parameter, or the sentence that says how to declare one."""
    if name not in queries:
        raise UnfilledParameterError(
            f"{sorted(handler.paths)}: no identifier for {{{name}}}: declare Manifest.identifiers['{name}'], a query "
            "that finds one of tenant %(tenant)s, in the manifest of the part that owns the route",
        )
    return queries[name]


def identifiers_in(world: World, superuser: psycopg.Connection[Any]) -> Identifiers:
    """Answer for every tenant of a world."""
    return Identifiers(tenants=world.tenants, superuser=superuser)
