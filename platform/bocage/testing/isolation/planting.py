"""A row in every tenant table, made from the server's catalogue alone.

Values are tried until the server accepts them: a check that refuses names itself, and its columns move to their next
candidates. What cannot be found this way is declared by the part that owns the table, in `Manifest.samples`.
"""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final

import psycopg
from psycopg import sql
from psycopg.rows import dict_row
from psycopg.types.json import Jsonb

from bocage.testing.isolation.catalogue import Table
from bocage.testing.isolation.values import DEFAULT, candidates

MOST_TRIES: Final = 2_000
Row = Mapping[str, Any]


class UnplantableTableError(RuntimeError):
    """A table in which the suite finds no row to put."""


class Planter:
    """Rows of one tenant, each table after those it refers to."""

    def __init__(
        self,
        superuser: psycopg.Connection[Any],
        tables: Mapping[str, Table],
        samples: Mapping[str, Any],
        word: str,
    ) -> None:
        """Begin with nothing planted; `samples` gives values by « table.column »."""
        self.superuser = superuser
        self.tables = tables
        self.samples = samples
        self.word = word
        self.rows: dict[str, Row] = {}
        self.under_way: set[str] = set()

    def plant(self, name: str, given: Row) -> Row | None:
        """Put a row in a table unless there is one; None inside a circle of references."""
        if name in self.rows or name in self.under_way:
            return self.rows.get(name)
        return self.put(name, given)

    def put(self, name: str, given: Row) -> Row:
        """Put a row in a table, those that it refers to first."""
        self.under_way.add(name)
        table = self.tables[name]
        fixed = {**self.sampled(table), **self.referred(table, given), **given}
        self.rows[name] = self.accepted(table, fixed)
        return self.rows[name]

    def sampled(self, table: Table) -> dict[str, Any]:
        """What the manifest gives for some columns, the tenant's word in place of {word}."""
        found = {column.name: self.samples.get(f"{table.name}.{column.name}") for column in table.columns}
        return {name: self.worded(value) for name, value in found.items() if value is not None}

    def worded(self, value: Any) -> Any:  # noqa: ANN401 -- a value of any column
        """Put the tenant's word in a text; an object or a list is JSON."""
        if isinstance(value, str):
            return value.replace("{word}", self.word)
        return Jsonb(value) if isinstance(value, (dict, list)) else value

    def referred(self, table: Table, given: Row) -> dict[str, Any]:
        """Values of the columns that point at other rows, which are planted first."""
        found: dict[str, Any] = {}
        for key in table.constraints:
            if key.kind == "f" and key.target and set(key.columns) - given.keys() - found.keys():
                row = self.plant(key.target, self.tenant_of(key.target, given))
                pairs = zip(key.columns, key.target_columns, strict=True)
                found |= {mine: None if row is None else row[theirs] for mine, theirs in pairs if mine not in given}
        return found

    def tenant_of(self, target: str, given: Row) -> dict[str, Any]:
        """The tenant, for a target whose rows belong to one."""
        belongs = any(column.name == "tenant_id" for column in self.tables[target].columns)
        return {"tenant_id": given["tenant_id"]} if belongs and "tenant_id" in given else {}

    def accepted(self, table: Table, fixed: Row) -> Row:
        """Try values until the server takes a row."""
        reason = ""
        for number, values in enumerate(self.tries(table, fixed)):
            try:
                with self.superuser.transaction():
                    return self.inserted(table, values)
            except psycopg.errors.CheckViolation as refused:
                reason = refused.diag.message_primary or ""
                if refused.diag.constraint_name is None and table.partitioned:
                    self.open_default_partition(table)
            if number > MOST_TRIES:
                break
        columns = ", ".join(column.name for column in table.columns)
        raise UnplantableTableError(
            f"no row fits {table.name} ({reason}): declare Manifest.samples['{table.name}.<column>'] in the manifest "
            f"of the part that owns it, for some of {columns}",
        )

    def tries(self, table: Table, fixed: Row) -> Iterator[Row]:
        """The likeliest row, then what its checks leave to be tried, the columns of checks first to move."""
        checks = [check for check in table.constraints if check.kind == "c"]
        free = [column for column in table.columns if not column.computed and column.name not in fixed]
        values = {
            column.name: candidates(column, self.word, [c for c in checks if column.name in c.columns])
            for column in free
        }
        checked = [name for name in values if any(name in check.columns for check in checks)]
        likeliest = {name: tried[0] for name, tried in values.items() if tried}
        # Twice, since a first refusal may have opened a partition.
        yield {**likeliest, **fixed}
        for chosen in product(*(values[name] for name in checked)):
            yield {**likeliest, **dict(zip(checked, chosen, strict=True)), **fixed}

    def inserted(self, table: Table, values: Row) -> Row:
        """Insert one row and read it back whole."""
        given = {name: value for name, value in values.items() if value is not DEFAULT}
        statement = sql.SQL("insert into {} ({}) values ({}) returning *").format(
            sql.SQL(table.name),
            sql.SQL(", ").join(map(sql.Identifier, given)),
            sql.SQL(", ").join(sql.Placeholder() * len(given)),
        )
        with self.superuser.cursor(row_factory=dict_row) as cursor:
            row = cursor.execute(statement, list(given.values())).fetchone()
        return row or {}

    def open_default_partition(self, table: Table) -> None:
        """Give a partitioned table a place for any row: the job that makes real ones ahead has not run here."""
        statement = f"create table if not exists {table.name}_any partition of {table.name} default"
        self.superuser.execute(statement.encode())
