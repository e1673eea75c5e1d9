"""The bench of pages, at a small size: its keys are there and its work was really done; no duration is judged."""

import json
import socket
from itertools import product

import pytest
import uvicorn
from click.testing import CliRunner
from litestar import Litestar

from bocage.console.bench import pages
from bocage.testing.rounds import Target, UnexpectedAnswerError, asked
from bocage.testing.site import answering

NAMES = ("constant", "desk", "moved", "filtered", "home", "people", "dry_run", "search")
KINDS = ("p50_ms", "p95_ms", "per_second", "ratio")


@pytest.mark.slow
def test_every_page_is_measured_on_the_communes_and_people_that_were_brought_in() -> None:
    ended = CliRunner().invoke(pages, ["--tenants", "12", "--requests", "2", "--json"], catch_exceptions=False)
    told = json.loads(ended.stdout)
    expected = {f"{name}_{kind}" for name, kind in product(NAMES, KINDS)} | {"communes", "members", "requests"}
    assert set(told) == expected
    assert told["communes"] == 12
    # Eight invented people, one of them in three communes, and a secretary in each commune.
    assert told["members"] == 10 + 12
    assert told["requests"] == 10
    assert min(told.values()) > 0


def test_an_address_that_does_not_answer_with_a_page_stops_the_bench() -> None:
    config = uvicorn.Config(Litestar([], openapi_config=None), log_config=None, ws="none")
    with socket.create_server(("127.0.0.1", 0)) as listening, answering(config, listening):
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with pytest.raises(UnexpectedAnswerError, match="answered 404"):
            asked(url, Target(paths=("/absente",)), range(1))
