"""Summaries computed again on a day, remembered by the process: a path that nobody changes is derived once a day.

Nothing is shown from here that the database did not list first: a summary is asked for by a path that was read under
row security, and counts only for the very version, pointers, statutes and day that it was computed from.
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import Final
from uuid import UUID

from bocage.joining.summary import Summary

MOST: Final = 20_000
_known: dict[UUID, tuple[Hashable, Summary]] = {}


def remembered(wanted: Mapping[UUID, Hashable]) -> dict[UUID, Summary]:
    """The summaries that were computed from just this, by path."""
    found = ((path, _known.get(path)) for path in wanted)
    return {path: one[1] for path, one in found if one is not None and one[0] == wanted[path]}


def remember(computed: Iterable[tuple[UUID, Hashable, Summary]]) -> None:
    """Keep summaries, each with what it was computed from; beyond the most, all are forgotten."""
    if len(_known) > MOST:
        _known.clear()
    _known.update({path: (source, summary) for path, source, summary in computed})
