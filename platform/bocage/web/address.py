"""Addresses that keep what was asked: a filter and a sort are in the address, so a page can be sent to a colleague."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import ceil
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """How a table is sorted, and the address of each other way; the same column again turns it round."""

    key: str
    descending: bool
    path: str
    asked: Mapping[str, str]

    @property
    def direction(self) -> str:
        """The word of `aria-sort`."""
        return "descending" if self.descending else "ascending"

    def link(self, key: str) -> str:
        """Address of the table sorted by a column."""
        turned = {"sens": "desc"} if key == self.key and not self.descending else {}
        return address(self.path, {**self.asked, "tri": key, **turned})


def address(path: str, asked: Mapping[str, str]) -> str:
    """A path and what is asked, without what is empty."""
    kept = {name: value for name, value in asked.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path


def pages(matching: int, per_page: int, link: Callable[[int], str]) -> tuple[tuple[int, str], ...]:
    """The numbers and addresses of the pages of a list."""
    return tuple((number, link(number)) for number in range(1, ceil(matching / per_page) + 1))


def local(asked: str, otherwise: str) -> str:
    """Where a form says to come back to, as long as it is below one of our own addresses."""
    inside = asked == otherwise or asked.startswith((otherwise + "/", otherwise + "?"))
    return asked if inside and asked.isprintable() else otherwise
