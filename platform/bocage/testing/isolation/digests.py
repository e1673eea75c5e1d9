"""What every tenant's rows are, in a few bytes: two digests that differ say whose rows changed, and in which table."""

from collections.abc import Collection, Mapping
from typing import Any

import psycopg
from psycopg import sql

from bocage.testing.isolation.catalogue import Table

Digests = Mapping[tuple[str, int], str]


def digests(superuser: psycopg.Connection[Any], tables: Collection[Table]) -> Digests:
    """One digest a table and tenant."""
    query = sql.SQL(" union all ").join(
        sql.SQL(
            "select {name}, tenant_id, md5(string_agg(md5(t::text), '' order by md5(t::text))) from {t} t group by 2",
        ).format(name=sql.Literal(table.name), t=sql.SQL(table.name))
        for table in tables
    )
    return {(name, tenant): digest for name, tenant, digest in superuser.execute(query).fetchall()}


class Watch:
    """An eye on every tenant's rows, from the moment it is opened; its connection commits by itself."""

    def __init__(self, superuser: psycopg.Connection[Any], tables: Collection[Table]) -> None:
        """Look for the first time."""
        self.superuser = superuser
        self.tables = tables
        self.writings = self.count_writings()
        self.seen = digests(superuser, tables)

    def count_writings(self) -> int:
        """The number that the next writing transaction of the server would take: while it stays, nobody wrote."""
        found = self.superuser.execute("select pg_snapshot_xmax(pg_current_snapshot())::text::bigint").fetchall()
        return int(found[0][0])

    def changed(self) -> tuple[tuple[str, int], ...]:
        """Tables and tenants whose rows are not what they were at the last look."""
        writings = self.count_writings()
        if writings == self.writings:
            return ()
        before, self.seen = self.seen, digests(self.superuser, self.tables)
        self.writings = writings
        return tuple(key for key in before.keys() | self.seen.keys() if before.get(key) != self.seen.get(key))
