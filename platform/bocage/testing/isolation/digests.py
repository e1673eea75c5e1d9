"""What every tenant's rows are, in a few bytes: two digests that differ say whose rows changed, and in which table."""

from collections.abc import Collection, Iterator, Mapping
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


def changed(before: Digests, after: Digests) -> Iterator[tuple[str, int]]:
    """Tables and tenants whose rows are not what they were."""
    for key in before.keys() | after.keys():
        if before.get(key) != after.get(key):
            yield key
