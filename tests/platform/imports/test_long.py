"""Long files: a process of their own reads and writes them, and may be killed at any time."""

import asyncio
import multiprocessing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import text

from bocage.imports import kept
from bocage.imports.apart import write_apart
from bocage.imports.choosing import repair, repair_alike
from bocage.imports.dock import reading_dock
from bocage.imports.dry_run import Shown
from bocage.imports.importer import Dock
from bocage.imports.importing import PlanChangedRefusal, bring_in, preview
from bocage.imports.kept import Import, Status
from bocage.imports.long import confirm, is_long, is_stalled, resume, send, shelf
from bocage.imports.looking import batch_of, look_at, refused_file
from bocage.imports.refusals import ImportRefusal
from bocage.testing.database import FreshDatabase

pytestmark = pytest.mark.slow

LINES = [f"B-{number};rue {number};{'trois' if number % 4 == 0 else number}" for number in range(1, 131)]
FILE = ("code;rue;places\n" + "\n".join(LINES) + "\n").encode()
RIGHT = ("code;rue;places\n" + "\n".join(line.replace("trois", "3") for line in LINES)).encode()


async def settled(dock: Dock, import_id: UUID) -> Import:
    """Wait until the process is done."""
    for _ in range(600):
        batch = await batch_of(dock, import_id)
        if not batch.is_busy:
            return batch
        await asyncio.sleep(0.1)
    message = f"still {batch.status}, {batch.progress}"
    raise AssertionError(message)


async def plan_of(dock: Dock, import_id: UUID) -> str:
    """The plan that is shown."""
    return (await look_at(dock, await batch_of(dock, import_id), Shown())).summary.plan


async def count(dock: Dock, table: str) -> int:
    """Count rows."""
    async with reading_dock(dock) as connection:
        return int((await connection.execute(text(f"select count(*) from {table}"))).scalar_one())


def test_a_file_is_long_by_its_lines() -> None:
    assert not is_long(b"x\n" * 2_000)
    assert is_long(b"x\n" * 2_001)
    assert is_long(b"x\r" * 2_001)


@pytest.mark.parametrize("shown", [Shown(), Shown(refused_page=2), Shown(filter="creer", page=2), Shown(page=9)])
async def test_what_is_kept_of_a_long_file_is_what_a_short_one_shows(dock: Dock, shown: Shown) -> None:
    apart = await send(dock, "bancs.csv", FILE)
    assert (await batch_of(dock, apart)).status is Status.READING
    at_once = await preview(dock, "bancs.csv", FILE)
    stored = await look_at(dock, await settled(dock, apart), shown)
    judged = await look_at(dock, await batch_of(dock, at_once), shown)
    assert (stored.summary, stored.refused, stored.ready) == (judged.summary, judged.refused, judged.ready)
    assert stored.summary.counts["refused"] == 32
    assert await refused_file(dock, apart) == await refused_file(dock, at_once)


async def test_a_long_file_is_repaired_then_read_again_then_written(dock: Dock) -> None:
    import_id = await send(dock, "bancs.csv", FILE)
    look = await look_at(dock, await settled(dock, import_id), Shown())
    await repair(dock, import_id, look.refused[0].number, look.refused[0].faults[0].repairs[0].key)
    assert (await settled(dock, import_id)).counts["refused"] == 31
    assert await repair_alike(dock, import_id, "seats") == 31
    assert (await settled(dock, import_id)).counts["create"] == 130
    await confirm(dock, import_id, await plan_of(dock, import_id))
    batch = await settled(dock, import_id)
    assert (batch.status, batch.confirmed_by_name) == (Status.CONFIRMED, "Nadège Coursac")
    assert (await count(dock, "bench"), await count(dock, "file_import_page")) == (130, 0)
    await confirm(dock, import_id, "")
    assert await count(dock, "bench") == 130


async def test_a_plan_that_is_not_the_one_shown_is_refused_at_once(dock: Dock) -> None:
    import_id = await send(dock, "bancs.csv", RIGHT)
    await settled(dock, import_id)
    with pytest.raises(PlanChangedRefusal):
        await confirm(dock, import_id, "0" * 16)


async def test_a_plan_that_moved_before_it_is_written_is_shown_anew(dock: Dock) -> None:
    import_id = await send(dock, "bancs.csv", RIGHT)
    await settled(dock, import_id)
    plan = await plan_of(dock, import_id)
    await bring_in(dock, "un.csv", b"code;rue\nB-1;Ailleurs\n")
    await confirm(dock, import_id, plan)
    batch = await settled(dock, import_id)
    assert (batch.status, batch.counts["update"]) == (Status.PREVIEWED, 1)
    assert "Les bancs ont changé" in batch.progress["said"]
    assert await count(dock, "bench") == 1


async def test_what_was_shown_is_written_without_being_judged_again(dock: Dock) -> None:
    import_id = await send(dock, "bancs.csv", RIGHT)
    await settled(dock, import_id)
    judging_nothing = replace(dock, importer=replace(dock.importer, judge=lambda *_: pytest.fail("judged again")))
    await write_now(judging_nothing, import_id)
    assert await count(dock, "bench") == 130
    assert (await batch_of(dock, import_id)).status is Status.CONFIRMED


async def test_a_file_that_is_written_whole_is_judged_again_under_the_lock(dock: Dock) -> None:
    import_id = await send(dock, "bancs.csv", RIGHT)
    await settled(dock, import_id)
    judged: list[int] = []

    def judge(entries: Any, known: Any) -> Any:
        judged.append(len(entries))
        return dock.importer.judge(entries, known)

    await write_now(replace(dock, importer=replace(dock.importer, judge=judge, in_pieces=False)), import_id)
    assert (judged, await count(dock, "bench")) == ([130], 130)


async def write_now(dock: Dock, import_id: UUID) -> None:
    """Confirm and write in this process."""
    plan = await plan_of(dock, import_id)
    async with shelf(dock) as work:
        await kept.change(
            work.connection, dock, await kept.found(work.connection, dock, import_id), {"status": Status.WRITING}
        )
    await write_apart(dock, import_id, plan)


async def test_a_long_file_that_cannot_be_read_says_why(dock: Dock) -> None:
    batch = await settled(dock, await send(dock, "bancs.csv", FILE.replace(b"code", b"quoi")))
    assert batch.is_unreadable
    assert "Il manque une colonne" in batch.progress["said"]


async def test_a_process_killed_while_it_writes_leaves_nothing_and_is_taken_up_again(
    dock: Dock, fresh_database: FreshDatabase
) -> None:
    import_id = await send(dock, "bancs.csv", RIGHT)
    await settled(dock, import_id)
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "")) as holding:
        holding.execute("select pg_advisory_xact_lock(hashtext('imports'), %s)", [int(dock.tenant)])
        await confirm(dock, import_id, await plan_of(dock, import_id))
        await waiting_for_the_lock(holding)
        for child in multiprocessing.active_children():
            child.kill()
            child.join()
    batch = await batch_of(dock, import_id)
    assert (batch.status, await count(dock, "bench")) == (Status.WRITING, 0)
    assert batch.beaten_at is not None
    assert not is_stalled(batch, batch.beaten_at)
    assert is_stalled(batch, datetime.now(UTC) + timedelta(minutes=1))
    await resume(dock, import_id)
    assert (await batch_of(dock, import_id)).status is Status.WRITING
    silent_for_a_minute(fresh_database)
    await resume(dock, import_id)
    batch = await settled(dock, import_id)
    assert (batch.status, batch.counts["create"]) == (Status.PREVIEWED, 130)
    await write_apart(dock, import_id, await plan_of(dock, import_id))
    assert await count(dock, "bench") == 0


async def waiting_for_the_lock(holding: psycopg.Connection[Any]) -> None:
    """Wait until the process waits for us."""
    asked = "select count(*) from pg_locks where locktype = 'advisory' and not granted"
    for _ in range(600):
        if holding.execute(asked).fetchone() == (1,):
            return
        await asyncio.sleep(0.1)


def silent_for_a_minute(fresh_database: FreshDatabase) -> None:
    """Let a minute pass since the process gave a sign."""
    with psycopg.connect(fresh_database.superuser_url.replace("+psycopg", "")) as connection:
        connection.execute("update file_import set beaten_at = beaten_at - interval '1 minute'")


async def test_a_third_long_file_waits(dock: Dock) -> None:
    sent = [await send(dock, "bancs.csv", RIGHT) for _ in range(2)]
    with pytest.raises(ImportRefusal, match="attendez"):
        await send(dock, "bancs.csv", FILE)
    assert [(await settled(dock, one)).status for one in sent] == [Status.PREVIEWED, Status.PREVIEWED]
