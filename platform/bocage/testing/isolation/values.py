"""Values that may fit a column, the likeliest first: by its type, then by what its checks spell out."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from psycopg.types.json import Jsonb
from uuid_utils.compat import uuid7

from bocage.testing.isolation.catalogue import Column, Constraint

DAY: Final = date(2026, 1, 5)
AT: Final = datetime(2026, 1, 5, 8, 30, tzinfo=UTC)
NUMBER: Final = 4201
"""Small enough for a smallint, and the number of no tenant of the suite."""
LITERAL: Final = re.compile(r"'((?:[^']|'')*)'::(?:text|character varying)")
LENGTH: Final = re.compile(r"length\((?:\()?(\w+)(?:\)?::text\))?\)? = (\d+)")


class _Default:
    """Leave the column to the server."""


DEFAULT: Final = _Default()
FIXED: Final[dict[str, tuple[Any, ...]]] = {
    "boolean": (False, True),
    "date": (DAY,),
    "timestamp with time zone": (AT,),
    "timestamp without time zone": (AT.replace(tzinfo=None),),
    "time without time zone": (time(8, 30),),
    "interval": (timedelta(minutes=10),),
    "inet": ("192.0.2.1",),
    "daterange": ("[2026-01-05,2026-02-05)",),
    "tstzrange": ("[2026-01-05,2026-02-05)",),
    **dict.fromkeys(("smallint", "integer", "bigint"), (NUMBER, 1, 0)),
    **dict.fromkeys(("numeric", "real", "double precision"), (1, 0, 0.5)),
}


def candidates(column: Column, word: str, checks: Iterable[Constraint]) -> tuple[Any, ...]:
    """Every value worth trying in a column, so that a reader of the row reads `word` where a word can stand."""
    found = (*((DEFAULT,) if column.filled else ()), *typed(column, word, tuple(checks)))
    return (*found, None) if column.nullable else found


def typed(column: Column, word: str, checks: tuple[Constraint, ...]) -> tuple[Any, ...]:
    """Values of the column's type; none for a type that nobody taught us."""
    if column.labels:
        return column.labels
    if column.type.endswith("[]"):
        one = Column(name=column.name, type=column.type[:-2], nullable=False, filled=False, computed=False)
        return ([], *([value] for value in typed(one, word, checks)))
    if column.type in {"text", "character varying", "character"}:
        return texts(column.name, word, checks)
    return FIXED.get(column.type) or worded(column.type, word)


def texts(name: str, word: str, checks: tuple[Constraint, ...]) -> tuple[str, ...]:
    """The word, the word cut to a length that a check asks for, two halves, and the words that checks spell out."""
    lengths = [int(size) for check in checks for column, size in LENGTH.findall(check.definition) if column == name]
    spelled = [text.replace("''", "'") for check in checks for text in LITERAL.findall(check.definition)]
    return (word, *(fitted(word, size) for size in lengths), f"{word}.{word}", *spelled)


def fitted(word: str, size: int) -> str:
    """The end of a word, repeated to a length: two tenants' words end differently."""
    return (word * (size // len(word) + 1))[-size:]


def worded(kind: str, word: str) -> tuple[Any, ...]:
    """Values of the types that hold a word in their own way."""
    made: dict[str, tuple[Any, ...]] = {
        "uuid": (uuid7(),),
        "jsonb": (Jsonb({"mot": word}), Jsonb([word]), Jsonb({})),
        "json": (Jsonb({"mot": word}),),
        "bytea": (word.encode(), fitted(word, 32).encode()),
    }
    return made.get(kind, ())
