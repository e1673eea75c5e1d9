"""No route answers about another tenant, whoever asks and by whatever identifier."""

import pytest

from bocage.testing.isolation.application import walked
from bocage.testing.isolation.world import World

pytestmark = pytest.mark.slow(seconds=180)


async def test_no_route_answers_about_a_stranger(world: World) -> None:
    breaches, walk = await walked(world)
    print(f"\n{walk}")
    assert breaches == [], "\n".join(breaches)
    assert walk.statuses[200] > 100
    assert walk.statuses[404] > 500
