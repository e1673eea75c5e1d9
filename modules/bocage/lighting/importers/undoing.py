"""An import taken back: what it created goes, what it changed is put back, unless something was built on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import delete, select, update

from bocage.governance.journal import Work
from bocage.imports.importer import Dock, Outcome
from bocage.lighting import bulk, fields
from bocage.lighting.fields import CABINET_OF, SERVICE, same
from bocage.lighting.importers.writing import cabinet_ids, source_of
from bocage.lighting.importers.written import change, columns
from bocage.lighting.rows import CabinetRow, PointRow
from bocage.tenancy import Refusal

BUILT_ON: Final = (
    "Cet import ne peut plus être annulé : {what} de ce fichier ont été modifiés depuis. Rien n’est changé ; "
    "renvoyez un fichier corrigé, l’historique de chaque point garde les anciennes valeurs."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """The table that an import wrote, and its words."""

    table: str
    key: str
    columns: Mapping[str, str]
    named: Mapping[str, tuple[str, str]]
    words: str


POINTS: Final = Target(
    table="lighting_point", key="point_id", columns=bulk.POINT, named=fields.POINT, words="des points"
)
CABINETS: Final = Target(
    table="lighting_cabinet", key="cabinet_id", columns=bulk.CABINET, named=fields.CABINET, words="des armoires"
)


async def undo_points(work: Work, dock: Dock, done: Sequence[Outcome]) -> int:
    """Take a file of points back, and the cabinets that it alone had created."""
    fresh = [UUID(one["id"]) for one in done if one["before"] is None]
    asked = delete(PointRow).where(
        PointRow.tenant_id == work.tenant, PointRow.point_id.in_(fresh), PointRow.version == 1
    )
    refuse_unless((await work.connection.execute(asked)).rowcount == len(fresh), POINTS)
    await put_back(work, dock, done, POINTS)
    await bring_back(work, [name for one in done for name in one["gone"]])
    await drop_cabinets(work, [UUID(one["cabinet"]) for one in done if one["cabinet"]])
    return len(fresh)


async def undo_cabinets(work: Work, dock: Dock, done: Sequence[Outcome]) -> int:
    """Take a file of cabinets back; one that points hang on meanwhile stays, and stops the whole."""
    fresh = [UUID(one["id"]) for one in done if one["before"] is None]
    gone = await drop_cabinets(work, fresh)
    refuse_unless(gone == len(fresh), CABINETS)
    await put_back(work, dock, done, CABINETS)
    return len(fresh)


async def drop_cabinets(work: Work, ids: Sequence[UUID]) -> int:
    """Delete cabinets that are as they were created and that no point names."""
    used = select(PointRow.cabinet_id).where(PointRow.tenant_id == work.tenant, PointRow.cabinet_id.is_not(None))
    asked = delete(CabinetRow).where(
        CabinetRow.tenant_id == work.tenant,
        CabinetRow.cabinet_id.in_(ids),
        CabinetRow.version == 1,
        CabinetRow.cabinet_id.not_in(used),
    )
    return (await work.connection.execute(asked)).rowcount


async def put_back(work: Work, dock: Dock, done: Sequence[Outcome], target: Target) -> None:
    """Give changed objects the values they had."""
    changed = [one for one in done if one["before"]]
    cabinets = await cabinet_ids(work.connection, work.tenant)
    rows = [row_before(one, target, cabinets) for one in changed]
    found = await bulk.alter(work.connection, work.tenant, target.table, target.columns, rows)
    refuse_unless(found == len(changed), target)
    source = source_of(dock)
    told = [change(source, one["id"], "restored", {}, one["before"]) for one in changed]
    await bulk.insert(work.connection, work.tenant, "lighting_change", bulk.CHANGE, told)


def row_before(one: Outcome, target: Target, cabinets: Mapping[str, UUID]) -> dict[str, Any]:
    """The row that puts an object back."""
    before = one["before"]
    row = columns(before, target.named)
    if target is POINTS and CABINET_OF in before:
        row["cabinet_id"] = cabinets.get(same(before[CABINET_OF] or ""))
    marks = dict.fromkeys(row, 1)
    return {**row, target.key: one["id"], "touched": marks, "version": one["version"]}


async def bring_back(work: Work, names: Sequence[str]) -> None:
    """Put points back in service that the file had made doubtful."""
    asked = (
        update(PointRow)
        .where(PointRow.tenant_id == work.tenant, PointRow.same.in_([same(name) for name in names]))
        .values(state=SERVICE, version=PointRow.version + 1)
    )
    if names:
        await work.connection.execute(asked)


def refuse_unless(as_left: bool, target: Target) -> None:  # noqa: FBT001 -- the condition is the argument
    """Refuse when an object is no longer as the import left it."""
    if not as_left:
        raise Refusal(BUILT_ON.format(what=target.words))
