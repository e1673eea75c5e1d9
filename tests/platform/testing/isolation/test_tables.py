"""No role reaches another tenant's row, in any table; and the suite is shown able to fail."""

import pytest

from bocage.testing.isolation.tables import attacked_tables
from bocage.testing.isolation.world import World

pytestmark = pytest.mark.slow(seconds=14)


def test_no_table_gives_or_takes_a_strangers_row(world: World) -> None:
    report = attacked_tables(world)
    print(f"\n{report}")
    assert report.breaches == [], "\n".join(report.breaches)
    assert report.attempts > 2_000
