"""Lines written: cabinets first, then points, each with a line in its history."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from uuid_utils import uuid7

from bocage.governance.journal import Work
from bocage.imports.importer import Dock, Outcome
from bocage.imports.verdict import LineVerdict
from bocage.lighting import bulk, fields
from bocage.lighting.fields import ABSENT, CABINET_OF, GONE, same
from bocage.lighting.importers.written import (
    Row,
    Source,
    change,
    change_of,
    columns,
    outcome,
    touched,
    with_originals,
)
from bocage.lighting.inventory import Inventory
from bocage.lighting.rows import CabinetRow, PointRow
from bocage.tenancy import TenantId


def source_of(dock: Dock) -> Source:
    """Who writes, and from which file."""
    return Source(actor_name=dock.actor.name, at=dock.now, file_name=dock.importer.file_name)


async def write_points(work: Work, dock: Dock, lines: Sequence[LineVerdict], known: Inventory) -> list[Outcome]:
    """Write light points, and the cabinets that they name for the first time."""
    source = source_of(dock)
    created = await missing_cabinets(work, source, lines, known)
    cabinets = await cabinet_ids(work.connection, work.tenant)
    rows = [(line, point_row(line, cabinets)) for line in lines]
    fresh = [row for line, row in rows if line.ref is None]
    moved = [touched(line, row) for line, row in rows if line.ref is not None and line.changes]
    await bulk.insert(work.connection, work.tenant, "lighting_point", bulk.POINT, fresh)
    await bulk.alter(work.connection, work.tenant, "lighting_point", bulk.POINT, moved)
    changes = [change_of(source, row["point_id"], line) for line, row in rows if line.ref is None or line.changes]
    await bulk.insert(work.connection, work.tenant, "lighting_change", bulk.CHANGE, changes)
    await mark_gone(work, source, [name for line in lines for name in absent(line)])
    first = dict(created)
    return [
        outcome(row["point_id"], line, first.pop(same(str(line.values.get(CABINET_OF, ""))), None))
        for line, row in rows
    ]


def point_row(line: LineVerdict, cabinets: Mapping[str, UUID]) -> Row:
    """The row of a point."""
    row = columns(line.values, fields.POINT)
    cabinet = cabinets.get(same(str(line.values.get(CABINET_OF, ""))))
    row |= {"point_id": str(line.ref or uuid7()), "same": same(line.name), "cabinet_id": cabinet and str(cabinet)}
    return with_originals(row, line.values)


def absent(line: LineVerdict) -> list[str]:
    """The points that a line says are gone."""
    return str(line.values[ABSENT]).split("\n") if ABSENT in line.values else []


async def missing_cabinets(
    work: Work, source: Source, lines: Iterable[LineVerdict], known: Inventory
) -> dict[str, UUID]:
    """Create the cabinets that points name and nobody described, with the meter that the first of them gives."""
    named: dict[str, LineVerdict] = {}
    for line in lines:
        if line.values.get(CABINET_OF):
            named.setdefault(same(str(line.values[CABINET_OF])), line)
    there = known.cabinets.keys() | (await cabinet_ids(work.connection, work.tenant)).keys()
    new = {key: line for key, line in named.items() if key not in there}
    ids = {key: UUID(str(uuid7())) for key in new}
    rows = [
        {"cabinet_id": str(ids[key]), "same": key, "identifier": line.values[CABINET_OF], "prm": line.values.get("prm")}
        for key, line in new.items()
    ]
    await bulk.insert(work.connection, work.tenant, "lighting_cabinet", bulk.CABINET, rows)
    told = [change(source, str(row["cabinet_id"]), "created", {}, {CABINET_OF: row["identifier"]}) for row in rows]
    await bulk.insert(work.connection, work.tenant, "lighting_change", bulk.CHANGE, told)
    return ids


async def cabinet_ids(connection: AsyncConnection, tenant: TenantId) -> dict[str, UUID]:
    """The cabinets of a commune by their `same` identifier."""
    asked = select(CabinetRow.same, CabinetRow.cabinet_id).where(CabinetRow.tenant_id == tenant)
    return {row.same: row.cabinet_id for row in await connection.execute(asked)}


async def mark_gone(work: Work, source: Source, names: Sequence[str]) -> None:
    """Mark points that a file no longer names; they are kept until somebody has seen the place."""
    if not names:
        return
    asked = (
        update(PointRow)
        .where(PointRow.tenant_id == work.tenant, PointRow.same.in_([same(name) for name in names]))
        .values(state=GONE, version=PointRow.version + 1)
        .returning(PointRow.point_id)
    )
    gone = (await work.connection.scalars(asked)).all()
    told = [change(source, str(one), "gone", {}, {"etat": GONE}) for one in gone]
    await bulk.insert(work.connection, work.tenant, "lighting_change", bulk.CHANGE, told)


async def write_cabinets(work: Work, dock: Dock, lines: Sequence[LineVerdict], _: Inventory) -> list[Outcome]:
    """Write cabinets."""
    source = source_of(dock)
    rows = [(line, cabinet_row(line)) for line in lines]
    fresh = [row for line, row in rows if line.ref is None]
    moved = [touched(line, row) for line, row in rows if line.ref is not None]
    await bulk.insert(work.connection, work.tenant, "lighting_cabinet", bulk.CABINET, fresh)
    await bulk.alter(work.connection, work.tenant, "lighting_cabinet", bulk.CABINET, moved)
    changes = [change_of(source, row["cabinet_id"], line) for line, row in rows]
    await bulk.insert(work.connection, work.tenant, "lighting_change", bulk.CHANGE, changes)
    return [outcome(row["cabinet_id"], line) for line, row in rows]


def cabinet_row(line: LineVerdict) -> Row:
    """The row of a cabinet."""
    row = columns(line.values, fields.CABINET)
    row |= {"cabinet_id": str(line.ref or uuid7()), "same": same(line.name)}
    return with_originals(row, line.values)
