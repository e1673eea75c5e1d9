"""The plugin that parts and modules use, for the product's own tests too; and the order of the files."""

from collections import defaultdict

import pytest

pytest_plugins = ["bocage.testing.plugin", "bocage.testing.browser"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files: one that came last would leave a worker idle while the other ends it."""
    longest: dict[object, int] = defaultdict(int)
    for item in items:
        mark = item.get_closest_marker("slow")
        if mark:
            longest[item.path] = max(longest[item.path], mark.kwargs.get("seconds", 5))
    items.sort(key=lambda item: -longest[item.path])
