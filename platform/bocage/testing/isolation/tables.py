"""Tables × contexts × verbs: what each role reaches of rows that are its own, and of rows that are not.

Each attempt is undone. It is judged both ways: a row reached out of scope is a breach, and so is a row out of reach
that the scope and the grants allow, so that a database where everything fails does not pass.
"""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, Final, cast

import psycopg
from psycopg import sql
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from bocage.catalogue import discovery
from bocage.database.catalogue import defects
from bocage.database.roles import OWNER, Role
from bocage.testing.isolation.catalogue import Sorted, Table
from bocage.testing.isolation.contexts import Context, contexts
from bocage.testing.isolation.verbs import VERBS, Verb, reached
from bocage.testing.isolation.world import World, plain, sorted_tables

Connection = psycopg.Connection[Any]
PATIENCE: Final = "-c lock_timeout=10s"
"""Two connections attack at once: should one come to wait for the other, that is an error and never an endless wait."""


@dataclass(slots=True)
class Report:
    """What was attempted and what is wrong."""

    tables: int = 0
    contexts: int = 0
    verbs: int = 0
    attempts: int = 0
    breaches: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Say the counts."""
        return (
            f"{self.tables} tables, {self.contexts} contexts, {self.verbs} verbs: "
            f"{self.attempts} attempts, {len(self.breaches)} breaches"
        )


def attacked_tables(world: World, only: Collection[str] | None = None) -> Report:
    """Classify every table, ask the catalogue, then make every attempt; `only` some tenant tables when it is said."""
    report = Report(contexts=len(contexts(world)), verbs=len(VERBS))
    with psycopg.connect(plain(world.database.superuser_url), options=PATIENCE) as superuser:
        found = narrowed(sorted_tables(superuser), only)
        report.tables = sum(map(len, (found.tenant, found.partitions, found.shared, found.unclassified)))
        report.breaches += [unclassified(name) for name in found.unclassified]
        report.breaches += catalogue_defects(world)
        with psycopg.connect(plain(world.database.url), options=PATIENCE) as login:
            for breaches in (
                attacks(world, found, login, superuser, report),
                direct_attacks(found, login, report),
                shared_attacks(found, login, report),
            ):
                report.breaches += breaches
    return report


def narrowed(found: Sorted, only: Collection[str] | None) -> Sorted:
    """Keep the tenant tables that are to be attacked."""
    return (
        found if only is None else replace(found, tenant=tuple(table for table in found.tenant if table.name in only))
    )


def unclassified(name: str) -> str:
    """Say how a table is classified."""
    return f"{name}: give it a tenant_id that is not null, or declare it with its reason in Manifest.global_tables"


def catalogue_defects(world: World) -> list[str]:
    """The holes that the server's catalogue shows by itself."""
    engine = create_engine(world.database.superuser_url, poolclass=NullPool)
    with engine.connect() as connection:
        found = defects(
            connection,
            global_tables=discovery.global_tables(),
            newborn_tables=discovery.newborn_tables(),
        )
    engine.dispose()
    return [f"catalogue: {each.kind} {each.what}" for each in found]


def attacks(
    world: World,
    found: Sorted,
    login: Connection,
    superuser: Connection,
    report: Report,
) -> Iterator[str]:
    """Every verb on every tenant table in every context; the owner, which no login becomes, by the superuser."""
    held = {table.name: rows_by_tenant(superuser, table) for table in found.tenant}
    # What was read is let go of: a login that may truncate would wait for it.
    superuser.rollback()
    for table in found.tenant:
        missing = [number for number in world.numbers if number not in held[table.name]]
        if missing:
            yield f"{table.name} holds no row of tenants {missing}: nothing there can be attacked"
    for context in contexts(world):
        connection = superuser if context.role == OWNER else login
        for table in found.tenant:
            for verb in VERBS:
                if context.role != OWNER or verb.under_policy:
                    report.attempts += 1
                    wrong = judged(connection, context, table, verb, held[table.name])
                    if wrong:
                        yield f"{verb.name} on {table.name} by {context.role}, which {context.name}: {wrong}"


def rows_by_tenant(superuser: Connection, table: Table) -> dict[int, dict[str, Any]]:
    """One row of each tenant, with the number of them."""
    query = sql.SQL(
        "select tenant_id, count(*) as number, (array_agg(to_jsonb(t)))[1] as row from {} t group by 1",
    ).format(sql.SQL(table.name))
    return {row[0]: {"number": row[1], "row": row[2]} for row in superuser.execute(query).fetchall()}


def judged(
    connection: Connection,
    context: Context,
    table: Table,
    verb: Verb,
    held: dict[int, dict[str, Any]],
) -> str | None:
    """Make an attempt, undo it, and say what is wrong with what it reached."""
    got = undone(connection, context.statement, lambda: reached(connection, context, table, verb, held))
    owner = context.role == OWNER
    granted = owner or table.allows(context.role, *verb.needs)
    wanted = verb.wanted(context, held) if granted else None
    if got == wanted:
        return None
    return f"reached {got}, where {wanted} was expected"


def undone(connection: Connection, opening: str, attempt: Callable[[], Any]) -> Any:  # noqa: ANN401 -- what it reached
    """Make an attempt in a transaction that is never kept; None when permission was refused."""
    try:
        connection.execute(cast("Any", opening))
        return attempt()
    except psycopg.errors.InsufficientPrivilege:
        return None
    finally:
        connection.rollback()


def direct_attacks(found: Sorted, login: Connection, report: Report) -> Iterator[str]:
    """Read and write each partition by its own name, as every role: policies stand on the parent alone."""
    for table in found.partitions:
        for role in Role:
            for words in ("select 1 from {}", "delete from {}", "truncate {}", "copy {} to stdout"):
                report.attempts += 1
                if answers(login, role, words, table):
                    yield f"{words.format(table.name)} by {role}: a partition reached directly"


def shared_attacks(found: Sorted, login: Connection, report: Report) -> Iterator[str]:
    """Read tables without a tenant as every role: as granted, and what identity reads, nobody else reads."""
    for table in found.shared:
        readers = {role for role in Role if answers(login, role, "select 1 from {}", table)}
        report.attempts += len(Role)
        if readers != {role for role in Role if table.allows(role, "SELECT")}:
            yield f"{table.name} is read by {sorted(readers)}, which its grants do not say"
        if Role.IDENTITY in readers and len(readers) > 1:
            yield f"{table.name} holds people and is read by {sorted(readers)}"
    for table in found.tenant:
        if any(role == Role.IDENTITY for role, _ in table.grants):
            yield f"{table.name} belongs to tenants and is granted to {Role.IDENTITY}"


def answers(login: Connection, role: str, words: str, table: Table) -> bool:
    """Tell whether a statement is permitted to a role without any scope."""
    statement = words.format(table.name).encode()
    return undone(login, f"set local role {role}", lambda: is_made(login, statement)) is True


def is_made(login: Connection, statement: bytes) -> bool:
    """Make a statement to its end; what is copied out has a way of its own to be read."""
    if statement.startswith(b"copy"):
        with login.cursor().copy(statement) as copied:
            for _ in copied:
                pass
    else:
        login.execute(statement)
    return True
