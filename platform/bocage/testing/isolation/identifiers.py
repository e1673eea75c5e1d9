"""Identifiers for the parameters of addresses: one's own, strangers', one that names nothing, one that is not one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from litestar.handlers import HTTPRouteHandler

from bocage.catalogue import discovery
from bocage.testing.isolation.world import World

PLACE: Final = "place"
ABSENT: Final = {"uuid": "01900000-0000-7000-8000-000000000000", "int": "2147483000", "str": "nulle-part"}
MALFORMED: Final = "pas-un-identifiant"
Filled = Mapping[str, str | None]


class UnfilledParameterError(RuntimeError):
    """A parameter of an address for which nobody gives an identifier."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifiers:
    """For each tenant by its name in the world, for each query, the value found."""

    values: Mapping[str, Mapping[str, str | None]]
    places: Mapping[str, str]

    def of(self, home: str, handler: HTTPRouteHandler, parameters: Mapping[str, str]) -> Filled:
        """A tenant's own identifiers for the parameters of a route; None for what it has none of."""
        queries = discovery.identifiers(handler)
        return {
            name: self.places[home] if name == PLACE else self.values[home][query_of(queries, name, handler)]
            for name in parameters
        }


def query_of(queries: Mapping[str, str], name: str, handler: HTTPRouteHandler) -> str:
    """The query of a parameter, or the sentence that says how to declare one."""
    if name not in queries:
        raise UnfilledParameterError(
            f"{sorted(handler.paths)}: no identifier for {{{name}}}: declare Manifest.identifiers['{name}'], a query "
            "that finds one of tenant %(tenant)s, in the manifest of the part that owns the route",
        )
    return queries[name]


def identifiers_in(world: World, superuser: psycopg.Connection[Any]) -> Identifiers:
    """Ask every query for every tenant."""
    queries = {query for part in discovery.manifests() for query in part.identifiers.values()}
    return Identifiers(
        values={
            home: {query: one(superuser, query, tenant.number) for query in queries}
            for home, tenant in world.tenants.items()
        },
        places={home: str(tenant.place.uid) for home, tenant in world.tenants.items()},
    )


def one(superuser: psycopg.Connection[Any], query: str, tenant: int) -> str | None:
    """The first value that a query finds."""
    row = superuser.execute(query.encode(), {"tenant": tenant}).fetchone()
    return None if row is None else str(row[0])
