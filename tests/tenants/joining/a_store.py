"""A syndicate and two of its communes in an empty database, and hands to write their paths."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

import psycopg
from uuid_utils.compat import uuid7

from bocage.database.engine import Database
from bocage.database.roles import Role
from bocage.governance.journal import Actor
from bocage.joining.acts import Act
from bocage.joining.changing import Beginning, Edit, Hand, begin, writing
from bocage.joining.facts import Facts, Mark, with_mark
from bocage.joining.path import Path
from bocage.tenancy import TenantId
from bocage.testing.database import FreshDatabase
from bocage.testing.isolation.world import number_drawn, plain

from .a_dossier import path

NOW = datetime(2026, 11, 25, 9, 0, tzinfo=UTC)
ACTOR = Actor(actor_id=None, name="Luc Pradeval", request_id="test")


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Who is there: `host` brought `bard` and `ecotay` in."""

    database: Database
    host: TenantId
    bard: TenantId
    ecotay: TenantId

    def hand(self, tenant: TenantId, now: datetime = NOW) -> Hand:
        """A hand of the syndicate on a commune."""
        return Hand(
            database=self.database,
            role=Role.CONSOLE,
            actor=ACTOR,
            tenant=tenant,
            host=self.host,
            readable=frozenset({self.host, self.bard, self.ecotay}),
            now=now,
        )

    async def begun(self, tenant: TenantId | None = None, on: Path | None = None, **told: UUID) -> UUID:
        """Begin a path, a convention of Bard unless told."""
        hand = self.hand(tenant or self.bard)
        async with writing(hand) as work:
            return await begin(work, hand, Beginning(path=on or path(), **told))


def founded(fresh: FreshDatabase, database: Database) -> Store:
    """Found the three tenants."""
    with psycopg.connect(plain(fresh.superuser_url), autocommit=True) as superuser:
        numbers = [number_drawn(superuser) for _ in range(3)]
        kinds = ("syndicate", "commune", "commune")
        for number, kind, name in zip(numbers, kinds, ("Syndicat", "Bard", "Écotay"), strict=True):
            host = None if kind == "syndicate" else numbers[0]
            superuser.execute(
                "insert into tenant (tenant_id, uid, kind, name, host_id) values (%s, %s, %s, %s, %s)",
                (number, uuid7(), kind, name, host),
            )
            if host:
                superuser.execute(
                    "insert into tenant_link (tenant_id, child_id, since, code) values (%s, %s, '2026-01-05', %s)",
                    (host, number, f"420{number:02}"),
                )
    host_id, bard, ecotay = map(TenantId, numbers)
    return Store(database=database, host=host_id, bard=bard, ecotay=ecotay)


def adding(add: Callable[[Facts], Facts]) -> Edit:
    """An edit that looks at the facts alone."""
    return lambda situation: add(situation.kept.facts)


def marked(step: str, day: date) -> Edit:
    """An edit that marks a step."""
    return adding(lambda facts: with_mark(facts, step, Mark(done_on=day)))


def with_acts(**acts: Act) -> Edit:
    """An edit that files acts."""
    return adding(lambda facts: replace(facts, acts={**facts.acts, **acts}))
