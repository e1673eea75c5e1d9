"""A third party's part: public benches, and the file that brings them in. It knows nothing of files but this."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import column, delete, insert, select, table, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bocage.catalogue.manifest import Manifest, Permission
from bocage.governance.journal import Deed, Work
from bocage.imports.cells import code
from bocage.imports.column import Column
from bocage.imports.concluding import Checked, Held, concluded
from bocage.imports.entries import Entry
from bocage.imports.importer import Dock, Importer, Outcome
from bocage.imports.refusals import ImportRefusal
from bocage.imports.verdict import Action, Finding, LineVerdict, left_empty
from bocage.imports.wording import wording
from bocage.tenancy import Kind

BENCH = table("bench", column("tenant_id"), column("code"), column("street"), column("seats"), column("version"))
SQL = """
create table bench (tenant_id integer not null references tenant, code text not null, street text not null,
  seats integer, version integer not null default 1, primary key (tenant_id, code))
"""


async def known(connection: AsyncConnection, dock: Dock, _: Sequence[Entry]) -> dict[str, Held]:
    """The benches that are there: one question."""
    rows = await connection.execute(select(BENCH).where(BENCH.c.tenant_id == dock.tenant))
    return {
        row.code: Held(ref=row.code, version=row.version, values=said(row.code, row.street, row.seats)) for row in rows
    }


def said(key: str, street: str, seats: int | None) -> dict[str, str | int]:
    """Values by column."""
    return {"code": key, "rue": street} | ({} if seats is None else {"places": seats})


def judge(entries: Sequence[Entry], known: Mapping[str, Held]) -> Iterator[LineVerdict]:
    """One bench a line; a second line on one is refused."""
    seen: dict[str, int] = {}
    for entry in entries:
        key = code(entry.cells.get("code", ""))
        first = seen.setdefault(key, entry.number)
        yield concluded(entry, checked(entry, key, first), known.get(key))


def checked(entry: Entry, key: str, first: int) -> Checked:
    """Check the cells of a line."""
    street, seats = entry.cells.get("rue", ""), entry.cells.get("places", "")
    values = said(key, street, int(seats) if seats.isdecimal() else None)
    return Checked(key=key, name=street, values=values, refusals=tuple(faults(entry, key, first)))


def faults(entry: Entry, key: str, first: int) -> Iterator[Finding]:
    """What is wrong with it."""
    seats = entry.cells.get("places", "")
    if not key:
        yield Finding(rule="code.missing", column="code", title="Le banc n’a pas de code", why="Donnez-lui en un.")
    elif first != entry.number:
        yield Finding(
            rule="twice",
            column="code",
            title=f"{key} est déjà à la ligne {first}",
            why="Gardez-en une.",
            other_line=first,
        )
    if seats and not seats.isdecimal():
        yield Finding(
            rule="seats",
            column="places",
            title=f"« {seats} » n’est pas un nombre de places",
            why="Écrivez *3*.",
            repairs=(left_empty("places", "le nombre de places"),),
        )


async def write(work: Work, dock: Dock, lines: Sequence[LineVerdict], _: Mapping[str, Held]) -> list[Outcome]:
    """Write each bench, with its line of journal."""
    new = [row(dock, line) for line in lines if line.action is Action.CREATE]
    if new:
        await work.connection.execute(insert(BENCH), new)
    for line in (one for one in lines if one.action is Action.UPDATE):
        asked = update(BENCH).where(BENCH.c.tenant_id == dock.tenant, BENCH.c.code == line.ref)
        after = {"street": line.values["rue"], "seats": line.values.get("places"), "version": BENCH.c.version + 1}
        await work.connection.execute(asked.values(after))
    await work.record(*(deed(line) for line in lines))
    return [{"code": line.key, "action": line.action, "version": (line.version or 0) + 1} for line in lines]


def row(dock: Dock, line: LineVerdict) -> dict[str, Any]:
    """A new bench."""
    street, seats = line.values["rue"], line.values.get("places")
    return {"tenant_id": dock.tenant, "code": line.key, "street": street, "seats": seats, "version": 1}


def deed(line: LineVerdict) -> Deed:
    """Its line of journal."""
    return Deed(verb="bench.written", object_kind="bench", object_id=str(line.key), object_label=line.name)


async def undo(work: Work, dock: Dock, outcome: Sequence[Outcome]) -> int:
    """Take new benches out, unless one was changed since."""
    here = await known(work.connection, dock, ())
    if any(one["action"] != Action.CREATE or here[one["code"]].version != one["version"] for one in outcome):
        raise ImportRefusal("Un banc a changé depuis : retirez-les un par un.")
    codes: Iterable[str] = [one["code"] for one in outcome]
    await work.connection.execute(delete(BENCH).where(BENCH.c.tenant_id == dock.tenant, BENCH.c.code.in_(codes)))
    return len(outcome)


IMPORTER = Importer(
    key="benches",
    permission="benches.write",
    kinds=frozenset({Kind.COMMUNE}),
    file_name="bancs.csv",
    columns=(
        Column(name="code", synonyms=("numéro du banc",), example="B-12"),
        Column(name="rue", title="rue", synonyms=("adresse",), example="Rue de la Mairie"),
        Column(name="places", title="nombre de places", example="3", is_number=True),
    ),
    needs=("code",),
    wording=wording("banc", "bancs"),
    above=("Bancs", "/commune/{place}"),
    known=known,
    judge=judge,
    write=write,
    undo=undo,
    shown={"places": "Places"},
    in_pieces=True,
)
IMPORTERS = (IMPORTER,)
MANIFEST = Manifest(
    slug="benches",
    title="Bancs",
    package="benches",
    importers="benches:IMPORTERS",
    permissions=(Permission(key="benches.write", title="Importer des bancs"),),
    verbs={"bench.written": "a écrit le banc"},
)
