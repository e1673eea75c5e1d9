"""Transactions as the product may open them: a role, what it reads, what it writes; and what each should then reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bocage.database.engine import checked
from bocage.database.roles import OWNER, Role
from bocage.testing.isolation.world import World

NOTHING: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A role and a scope; the owner's is that of FORCE: whoever owns a table is held by its policies too."""

    name: str
    role: str
    readable: frozenset[int]
    writable: int | None
    own: int
    foreign: int

    @property
    def statement(self) -> str:
        """The lines that open it; unlike the product's, they do not make readable what is written."""
        tenants = ",".join(str(checked(tenant)) for tenant in sorted(self.readable))
        written = "" if self.writable is None else checked(self.writable)
        return (
            f"set local role {self.role}; set local bocage.tenants = '{{{tenants}}}';"
            f"set local bocage.write_tenant = '{written}'"
        )

    @property
    def written(self) -> frozenset[int]:
        """Tenants whose rows it writes."""
        return NOTHING if self.writable is None else frozenset({self.writable})


def contexts(world: World) -> tuple[Context, ...]:
    """Every role under every scope."""
    return tuple(context for role in (*Role, OWNER) for context in scopes(world, role))


def scopes(world: World, role: str) -> Iterator[Context]:
    """No scope, one's own, the neighbour's, reading here and writing there, a portfolio read, one of it written."""
    own, neighbour, stranger = (world.tenants[name].number for name in ("commune", "neighbour", "stranger"))
    portfolio = frozenset(world.portfolio)
    for name, readable, writable, foreign in (
        ("no scope", NOTHING, None, neighbour),
        ("reads its own", frozenset({own}), None, neighbour),
        ("writes its own", frozenset({own}), own, neighbour),
        ("is the neighbour", frozenset({neighbour}), neighbour, own),
        ("reads its own, writes the neighbour", frozenset({own}), neighbour, stranger),
        ("reads a portfolio", portfolio, None, stranger),
        ("reads a portfolio, writes one", portfolio, own, neighbour),
    ):
        yield Context(name=name, role=role, readable=readable, writable=writable, own=own, foreign=foreign)
