"""The map of a desk: areas that follow the population, shapes that follow the phase, and what has no point."""

from collections.abc import Sequence
from math import pi

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bocage.console.drawing import LARGEST, SMALLEST, WIDTH, Drawing, drawing_of, ground_of, outline
from bocage.console.standing import DeskLine
from bocage.joining.phase import Phase

from .a_desk import line

ROANNE = line("Roanne", Phase.EN_SERVICE, population=34000, longitude=4.07, latitude=46.04)
FEURS = line("Feurs", Phase.DEMONSTRATEUR, population=8500, longitude=4.23, latitude=45.74)
BARD = line("Bard", Phase.BLOQUEE, population=700, longitude=4.02, latitude=45.58)
NOWHERE = line("Commune nouvelle", Phase.EN_COURS, longitude=None, latitude=None)


def drawn_of(lines: Sequence[DeskLine], every: Sequence[DeskLine] | None = None) -> Drawing | None:
    """The map of some lines on the ground of all."""
    return drawing_of(lines, ground_of(lines if every is None else every))


def area(d: str) -> float:
    """The area of a path of straight lines."""
    numbers = [float(one) for one in d.strip("MZ").split()]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(x * v - u * y for (x, y), (u, v) in pairs)) / 2


def test_a_commune_four_times_as_populated_covers_four_times_the_area() -> None:
    drawn = drawn_of([ROANNE, FEURS])
    assert drawn is not None
    large, small = drawn.symbols
    assert large.radius == LARGEST
    assert large.radius**2 / small.radius**2 == pytest.approx(4, rel=0.02)


@pytest.mark.parametrize("shape", ["stuck", "trial"])
def test_a_triangle_and_a_square_have_the_area_of_the_circle_that_they_stand_for(shape: str) -> None:
    assert area(outline(shape, 50, 50, 20)) == pytest.approx(pi * 20**2, rel=0.01)


def test_the_shape_says_the_phase_and_the_words_say_it_too() -> None:
    drawn = drawn_of([ROANNE, FEURS, BARD, line("Apinac", longitude=4.0, latitude=45.4)])
    assert drawn is not None
    assert {one.title.partition(" :")[0]: one.shape for one in drawn.symbols} == {
        "Roanne": "on",
        "Feurs": "trial",
        "Bard": "stuck",
        "Apinac": "none",
    }
    assert [shape for shape, _, _ in drawn.legend] == ["on", "trial", "stuck", "none"]


def test_the_largest_is_drawn_underneath_and_the_north_is_up() -> None:
    drawn = drawn_of([BARD, ROANNE])
    assert drawn is not None
    assert [one.title.partition(" :")[0] for one in drawn.symbols] == ["Roanne", "Bard"]
    assert drawn.symbols[0].y < drawn.symbols[1].y


def test_a_commune_without_a_point_is_listed_and_not_drawn() -> None:
    drawn = drawn_of([ROANNE, NOWHERE])
    assert drawn is not None
    assert drawn.nowhere == (NOWHERE,)
    assert len(drawn.symbols) == 1
    assert drawn_of([NOWHERE]) is None


def test_a_filter_takes_symbols_away_and_moves_none() -> None:
    whole, part = drawn_of([ROANNE, FEURS, BARD]), drawn_of([BARD], [ROANNE, FEURS, BARD])
    assert whole is not None
    assert part is not None
    assert part.symbols == (whole.symbols[2],)
    assert part.height == whole.height
    assert (whole.ghosts, part.ghosts.count("h0")) == ("", 2)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # a busy machine is no fault of the drawing
@given(
    st.lists(
        st.tuples(st.floats(-63, 56), st.floats(-22, 52), st.none() | st.integers(0, 2_000_000)),
        min_size=1,
        max_size=20,
    )
)
def test_every_symbol_lies_inside_the_drawing(places: list[tuple[float, float, int | None]]) -> None:
    drawn = drawn_of([line("Ici", longitude=x, latitude=y, population=people) for x, y, people in places])
    assert drawn is not None
    for one in drawn.symbols:
        assert 0 <= one.x <= WIDTH
        assert 0 <= one.y <= drawn.height
        assert SMALLEST <= one.radius <= LARGEST
    assert 0 < drawn.scale_length <= WIDTH
