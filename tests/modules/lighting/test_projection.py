"""Coordinates read in the right projection, the right way round."""

import time

import pytest
from pyproj import Transformer

from bocage.lighting.projection import Position, distance, readings

SAINT_THOMAS: Position = (4.0712, 45.5904)
QUIMPER: Position = (-4.1024, 47.9960)
BASTIA: Position = (9.4500, 42.7000)
SAINT_DENIS: Position = (55.4500, -20.8800)


def projected(code: int, at: Position) -> Position:
    x, y = Transformer.from_crs(4326, code, always_xy=True).transform(*at)
    return (x, y)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("code", "title", "at"),
    [
        (4326, "WGS84", SAINT_THOMAS),
        (4326, "WGS84", QUIMPER),
        (2154, "Lambert-93", SAINT_THOMAS),
        (2154, "Lambert-93", QUIMPER),
        (2154, "Lambert-93", BASTIA),
        (3942, "CC42", BASTIA),
        (3945, "CC45", SAINT_THOMAS),
        (3946, "CC46", SAINT_THOMAS),
        (3948, "CC48", QUIMPER),
        (2975, "UTM 40 S", SAINT_DENIS),
    ],
)
def test_each_projection_is_recognised_both_ways_round(code: int, title: str, at: Position, *, turned: bool) -> None:
    pair = projected(code, at)
    (found,) = readings([pair[::-1] if turned else pair], at)
    assert found is not None
    assert found.title == title + (", axes inversés" if turned else "")
    assert distance((found.longitude, found.latitude), at) < 0.001


def test_without_a_centre_the_order_of_the_file_is_believed() -> None:
    (found,) = readings([projected(2154, SAINT_THOMAS)], None)
    assert found is not None
    assert (found.title, found.km) == ("Lambert-93", None)


def test_what_no_projection_holds_is_not_read() -> None:
    assert readings([(123.0, 456.0), None, (1e9, 1e9)], SAINT_THOMAS) == [None, None, None]


def test_lines_of_one_file_may_be_turned_one_by_one() -> None:
    x, y = projected(2154, SAINT_THOMAS)
    assert [one and one.turned for one in readings([(x, y), (y, x)], SAINT_THOMAS)] == [False, True]


def test_fifty_thousand_points_are_read_at_once() -> None:
    x, y = projected(2154, SAINT_THOMAS)
    started = time.perf_counter()
    found = readings([(x + index / 100, y) for index in range(50_000)], SAINT_THOMAS)
    print(f"\n50 000 positions in {time.perf_counter() - started:.2f} s")
    assert all(one is not None and one.km is not None and one.km < 1 for one in found)
