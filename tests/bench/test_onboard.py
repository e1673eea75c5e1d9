"""The bench of onboarding, at a small size: its keys are there and the communes were written; no duration is judged."""

import json

import pytest
from click.testing import CliRunner

from bocage.onboarding.bench import onboard


@pytest.mark.slow
def test_a_file_is_brought_in_and_measured_beside_its_reference() -> None:
    ended = CliRunner().invoke(onboard, ["--tenants", "12", "--json"], catch_exceptions=False)
    told = json.loads(ended.stdout)
    (size,) = told["sizes"]
    assert size["tenants"] == 12
    assert told["communes_per_second"] == size["communes_per_second"] > 0
    assert size["reference_per_second"] > 0
    assert size["ratio"] > 0
