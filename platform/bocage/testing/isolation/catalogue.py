"""Tables as the server describes them: what the suite attacks is what is there, never a list kept by hand."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final

import psycopg
from psycopg.rows import dict_row

from bocage.database.catalogue import ALEMBIC
from bocage.database.roles import Role

OURS: Final = "n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_(toast|temp)'"
TABLES: Final = f"""
    select c.oid, c.oid::regclass::text as name, c.relkind = 'p' as partitioned, c.relispartition as partition
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'f') and {OURS} order by 2
"""  # noqa: S608 -- made of our own constants
COLUMNS: Final = """
    select a.attname as name, format_type(coalesce(nullif(t.typbasetype, 0), t.oid), null) as type,
      not a.attnotnull as nullable, a.atthasdef or a.attidentity <> '' as filled, a.attgenerated <> '' as computed,
      array(select e.enumlabel::text from pg_enum e where e.enumtypid = t.oid order by e.enumsortorder) as labels
    from pg_attribute a join pg_type t on t.oid = a.atttypid
    where a.attrelid = %s and a.attnum > 0 and not a.attisdropped order by a.attnum
"""
CONSTRAINTS: Final = """
    select k.conname as name, k.contype::text as kind, pg_get_constraintdef(k.oid) as definition,
      array(select a.attname::text from unnest(k.conkey) with ordinality u(n, i)
        join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by u.i) as columns,
      case when k.confrelid <> 0 then k.confrelid::regclass::text end as target,
      array(select a.attname::text from unnest(k.confkey) with ordinality u(n, i)
        join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by u.i) as target_columns
    from pg_constraint k where k.conrelid = %s and k.contype in ('c', 'f', 'p', 'u') and k.conparentid = 0
"""
GRANTS: Final = """
    select r.rolname::text, verb from pg_roles r,
      unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) verb
    where r.rolname = any (%s) and has_table_privilege(r.rolname, %s::oid, verb)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column; `filled` when the server fills it in, `computed` when nobody may, `labels` those of an enumeration."""

    name: str
    type: str
    nullable: bool
    filled: bool
    computed: bool
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Constraint:
    """A check, a key, or a foreign key towards `target`."""

    name: str
    kind: str
    definition: str
    columns: tuple[str, ...]
    target: str | None
    target_columns: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; `grants` holds (role, verb) as the server would judge them."""

    name: str
    partitioned: bool
    partition: bool
    columns: tuple[Column, ...]
    constraints: tuple[Constraint, ...]
    grants: frozenset[tuple[str, str]]

    def allows(self, role: str, *verbs: str) -> bool:
        """Tell whether a role was granted all these verbs."""
        return all((role, verb) in self.grants for verb in verbs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Every table of a database in one of three heaps; `unclassified` must be empty."""

    tenant: tuple[Table, ...]
    partitions: tuple[Table, ...]
    shared: tuple[Table, ...]
    unclassified: tuple[str, ...]


def tables(superuser: psycopg.Connection[Any]) -> tuple[Table, ...]:
    """Every table of the database, partitions included."""
    with superuser.cursor(row_factory=dict_row) as cursor:
        return tuple(table_of(cursor, row) for row in cursor.execute(TABLES).fetchall())


def table_of(cursor: psycopg.Cursor[dict[str, Any]], row: Mapping[str, Any]) -> Table:
    """Read one table's columns, constraints and grants."""
    columns = [{**each, "labels": tuple(each["labels"])} for each in cursor.execute(COLUMNS, [row["oid"]])]
    constraints = [
        {**each, "columns": tuple(each["columns"]), "target_columns": tuple(each["target_columns"])}
        for each in cursor.execute(CONSTRAINTS, [row["oid"]])
    ]
    grants = cursor.execute(GRANTS, [list(Role), row["oid"]]).fetchall()
    return Table(
        name=row["name"],
        partitioned=row["partitioned"],
        partition=row["partition"],
        columns=tuple(Column(**each) for each in columns),
        constraints=tuple(Constraint(**each) for each in constraints),
        grants=frozenset((each["rolname"], each["verb"]) for each in grants),
    )


def sorted_out(found: Collection[Table], shared: Collection[str]) -> Sorted:
    """Put each table in its heap: declared without a tenant, bearing one, a partition, or nobody's word about it."""
    declared = {ALEMBIC, *shared}
    whole = [table for table in found if not table.partition and table.name not in declared]
    return Sorted(
        tenant=tuple(table for table in whole if has_tenant(table)),
        partitions=tuple(table for table in found if table.partition),
        shared=tuple(table for table in found if not table.partition and table.name in declared),
        unclassified=tuple(table.name for table in whole if not has_tenant(table)),
    )


def has_tenant(table: Table) -> bool:
    """Tell whether every row of a table says whose it is."""
    return any(column.name == "tenant_id" and not column.nullable for column in table.columns)
