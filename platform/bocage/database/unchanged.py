"""What was read once, told again as long as no row behind it has changed.

PostgreSQL stamps every version of a row with the transaction that wrote it (`xmin`) and the place where it lies
(`ctid`): no two versions of the rows of a table bear the same pair, so the sum of their hashes over the rows that a
scope sees tells whether anything was written, erased or taken out of sight. Source: PostgreSQL 18, « System Columns ».
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import Final, Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

Told = TypeVar("Told")
SCOPE: Final = "select concat_ws(' ', current_user, current_date, md5(current_setting('bocage.tenants', true)))"
TABLE: Final = "select concat_ws(' ', count(*), sum(hash_record_extended(row(ctid, xmin), 0))) from {name}"


class Unchanged(Generic[Told]):
    """A few results of a long reading of `tables`, each kept for the role and the scope that it was read under."""

    def __init__(self, tables: Sequence[str], *, most: int) -> None:
        """Prepare the one question that tells whether something changed; beyond `most` results the oldest is dropped."""
        self.tables = frozenset(tables)
        self.most = most
        self._stamp = stamp_of(sorted(self.tables))
        self._kept: WeakKeyDictionary[Engine, OrderedDict[Hashable, tuple[str, Told]]] = WeakKeyDictionary()

    async def told(
        self, connection: AsyncConnection, key: Hashable, read: Callable[[AsyncConnection], Awaitable[Told]]
    ) -> Told:
        """Tell what `read` found when nothing has changed since, or read again.

        The stamp is taken before the reading: what is written in between makes the next stamp another one.
        """
        scope, stamp = (await connection.execute(self._stamp)).one()
        kept = self._kept.setdefault(connection.engine.sync_engine, OrderedDict())
        here = (scope, key)
        known = kept.get(here)
        if known is None or known[0] != stamp:
            known = stamp, await read(connection)
            kept[here] = known
        kept.move_to_end(here)
        if len(kept) > self.most:
            kept.popitem(last=False)
        return known[1]


def stamp_of(tables: Sequence[str]) -> TextClause:
    """Write the question: whose eyes, then what they see of each table, as two texts."""
    seen = ", ".join(f"({TABLE.format(name=name)})" for name in tables)
    return text(f"select ({SCOPE}), concat_ws(';', {seen})")
