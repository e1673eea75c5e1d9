"""Fifty thousand light points: looked at, then written."""

import resource
import time

import pytest
from pyproj import Transformer

from bocage.imports.importing import confirm, look, preview

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
    content = a_large_file()
    before, started, worked = resident(), time.perf_counter(), time.process_time()
    import_id = await preview(inventory.points, "points.csv", content)
    previewed = time.perf_counter() - started
    seen = (await look(inventory.points, import_id)).verdict
    looked = time.perf_counter() - started
    await confirm(inventory.points, import_id, seen.fingerprint)
    print(
        f"\n{LINES} points, {len(content) / 1e6:.1f} MB: preview {previewed:.1f} s, shown again {looked:.1f} s,"
        f" written {time.perf_counter() - started:.1f} s, of which {time.process_time() - worked:.1f} s of ours;"
        f" memory {before:.0f} then {resident():.0f} MB"
    )
    assert await inventory.rows(
        f"select count(*), count(distinct cabinet_id), sum({DRAWN})::int from lighting_point"
    ) == [(LINES, 1087, LINES * 83)]
