"""Fifty thousand light points: looked at, then written."""

import resource
import time

import pytest
from pyproj import Transformer

from bocage.imports.apart import read_apart, write_apart
from bocage.imports.dry_run import Shown
from bocage.imports.importing import keep_sent
from bocage.imports.kept import Status, change, found
from bocage.imports.long import WAITING, shelf
from bocage.imports.looking import batch_of, look_at

from .conftest import CENTRE, DRAWN, Inventory

LINES = 50_000


def a_large_file() -> bytes:
    """Points in Lambert-93, forty-six a cabinet, ten metres apart."""
    x, y = Transformer.from_crs(4326, 2154, always_xy=True).transform(*CENTRE)
    heading = "id_foyer;id_supp;X;Y;armoire;depart;ty_lampe;puissance_w;ballast;date_pose;regime\n"
    return (heading + "".join(
        f"PL-{rank:05};M-{rank // 2:05};{x + rank % 250 * 10:.2f};{y + rank // 250 * 10:.2f};A-{rank // 46:04};"
        f"{rank % 3 + 1};SON-T;70;13;12/04/2015;permanent\n"
        for rank in range(LINES)
    )).encode()  # fmt: skip


def resident() -> float:
    """The most memory this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@pytest.mark.slow
async def test_fifty_thousand_points_are_previewed_and_written(inventory: Inventory) -> None:
    dock, content = inventory.points, a_large_file()
    before, started, worked = resident(), time.perf_counter(), time.process_time()
    async with shelf(dock) as work:
        import_id = await keep_sent(work, dock, "points.csv", content, {"status": Status.READING, "progress": WAITING})
    await read_apart(dock, import_id)
    previewed, held = time.perf_counter() - started, resident()
    plan = (await look_at(dock, await batch_of(dock, import_id), Shown())).summary.plan
    async with shelf(dock) as work:
        await change(work.connection, dock, await found(work.connection, dock, import_id), {"status": Status.WRITING})
    await write_apart(dock, import_id, plan)
    print(
        f"\n{LINES} points, {len(content) / 1e6:.1f} MB: preview {previewed:.1f} s,"
        f" written {time.perf_counter() - started:.1f} s, of which {time.process_time() - worked:.1f} s of ours;"
        f" memory {before:.0f}, {held:.0f} then {resident():.0f} MB"
    )
    assert await inventory.rows(
        f"select count(*), count(distinct cabinet_id), sum({DRAWN})::int from lighting_point"
    ) == [(LINES, 1087, LINES * 83)]
