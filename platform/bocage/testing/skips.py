"""A test skipped for want of a server proves nothing: where everything must be had, it fails.

A machine that a test does not suit, because of its accounts or of its system, is another matter: such a reason begins
with « not here ».
"""

import os
from collections.abc import Generator, Mapping
from typing import Any, Final

import pytest

UNSUITED: Final = "not here: "


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
    call: pytest.CallInfo[Any],
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Turn a skip into a failure under CI=true."""
    report = yield
    if call.excinfo is not None and call.excinfo.errisinstance(pytest.skip.Exception):
        reason = str(getattr(call.excinfo.value, "msg", ""))
        by_mark = any(mark.kwargs.get("reason") == reason for mark in item.iter_markers("skipif"))
        if is_failure(reason, by_mark=by_mark, environment=os.environ):
            report.outcome = "failed"
            report.longrepr = f"under CI=true nothing may be missing: {reason}"
    return report


def is_failure(reason: str, *, by_mark: bool, environment: Mapping[str, str]) -> bool:
    """Tell whether a skip hides something missing; a condition written on the test itself hides nothing."""
    return environment.get("CI") == "true" and not by_mark and not reason.startswith(UNSUITED)
