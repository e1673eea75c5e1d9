"""Rows made of lines: what is stored, what changed, from where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from uuid_utils import uuid7

from bocage.imports.verdict import LineVerdict, Value
from bocage.lighting import fields

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who writes, when, from which file."""

    actor_name: str
    at: datetime
    file_name: str


def columns(values: Mapping[str, Any], named: Mapping[str, tuple[str, str]]) -> Row:
    """Values of a file under the names of a table."""
    places = {column: values[name] for name, column in fields.PLACE.items() if name in values}
    row: Row = {column: values[name] for name, (column, _) in named.items() if name in values} | places
    if fields.READ_AS in values:
        row["read_as"] = values[fields.READ_AS]
    return row


def with_originals(row: Row, values: Mapping[str, Value]) -> Row:
    """Add what the file said."""
    return {**row, "originals": msgspec.Raw(str(values.get(fields.ORIGINALS, "{}")).encode())}


def change(source: Source, object_id: str, deed: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Row:
    """One line of an object's history."""
    return {
        "change_id": str(uuid7()),
        "object_id": object_id,
        "at": source.at.isoformat(),
        "actor_name": source.actor_name,
        "source": source.file_name,
        "deed": deed,
        "before": dict(before),
        "after": dict(after),
    }


def change_of(source: Source, object_id: str, line: LineVerdict) -> Row:
    """The history of one line: every value of a new object, those that moved of another."""
    if line.ref is None:
        hidden = (fields.ORIGINALS, fields.ABSENT, fields.READ_AS)
        told = {name: value for name, value in line.values.items() if name not in hidden}
        return change(source, object_id, "created", {}, told)
    before = {one.column: one.before for one in line.changes}
    return change(source, object_id, "changed", before, {one.column: one.after for one in line.changes})


def touched(line: LineVerdict, row: Row) -> Row:
    """The row of a line that changes something, which says which columns it touches."""
    moved = {one.column for one in line.changes}
    names = {**{name: column for name, (column, _) in (fields.POINT | fields.CABINET).items()}, **fields.PLACE}
    names[fields.CABINET_OF] = "cabinet_id" if "cabinet_id" in row else "identifier"
    marks = sorted(names[column] for column in moved if column in names)
    if set(fields.PLACE) & moved:
        marks.append("read_as")
    return {**row, "touched": dict.fromkeys([*marks, "originals"], 1), "version": line.version}


def outcome(object_id: str, line: LineVerdict, created: UUID | None = None) -> Mapping[str, Any]:
    """What a line did, enough to undo it."""
    before = None if line.ref is None else {one.column: one.before for one in line.changes}
    return {
        "id": object_id,
        "version": 1 if line.version is None else line.version + bool(line.changes),
        "before": before,
        "gone": str(line.values.get(fields.ABSENT, "")).split("\n") if fields.ABSENT in line.values else [],
        "cabinet": None if created is None else str(created),
    }
