"""What an entry changed in the facts, as JSON: enough to show it, and to take it back."""

from collections.abc import Mapping
from typing import Any, Final

Json = Mapping[str, Any]
FILED: Final = frozenset({"acts", "withdrawn", "marks", "asked_on", "prealables", "approvals", "opened"})
"""What is filed by step, module or stage: only the entries that changed are kept; an entry that is not there is null."""


def difference(before: Json, after: Json) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what was there, and what is there now, where the two differ."""
    changed = [key for key in after if before.get(key) != after[key]]
    pairs = {key: parted(key, before.get(key), after[key]) for key in changed}
    return {key: pair[0] for key, pair in pairs.items()}, {key: pair[1] for key, pair in pairs.items()}


def parted(key: str, before: Any, after: Any) -> tuple[Any, Any]:  # noqa: ANN401 -- values of JSON
    """Keep of a filed value the entries that changed."""
    if key not in FILED:
        return before, after
    old, new = before or {}, after or {}
    moved = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return {name: old.get(name) for name in moved}, {name: new.get(name) for name in moved}


def put_back(facts: Json, before: Json) -> dict[str, Any]:
    """Return facts as they were before an entry."""
    return {**facts, **{key: merged(key, facts.get(key), value) for key, value in before.items()}}


def merged(key: str, now: Any, before: Any) -> Any:  # noqa: ANN401 -- values of JSON
    """Put the entries of a filed value back, those that were not there left out."""
    if key not in FILED:
        return before
    return {name: value for name, value in {**(now or {}), **before}.items() if value is not None}
