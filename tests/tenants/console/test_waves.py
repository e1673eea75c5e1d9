"""Waves: which commune is late, which may miss its day, and the names that nobody dated."""

from datetime import date, timedelta

from uuid_utils.compat import uuid7

from bocage.console.waves import BAR, Wave, coming, standing_of, standings
from bocage.joining.phase import Phase

from .a_desk import TODAY, line, names

ONE = line("Feurs", Phase.EN_SERVICE, wave="Vague 1")
TWO = line("Bard", Phase.BLOQUEE, wave="Vague 1")
THREE = line("Sauvain", Phase.PRETE, wave="Vague 2")
FOUR = line("Apinac", wave="Vague 2")
FIVE = line("Écoche", Phase.BLOQUEE, wave="Vague 3")
DESK = (ONE, TWO, THREE, FOUR, FIVE)


def wave(name: str, opens_on: date | None) -> Wave:
    """A wave."""
    return Wave(wave_id=uuid7(), name=name, opens_on=opens_on)


def test_what_is_not_open_on_the_day_is_late() -> None:
    assert names(standing_of(wave("Vague 1", TODAY), DESK, TODAY).late) == ["Bard"]
    before = standing_of(wave("Vague 1", TODAY + timedelta(days=1)), DESK, TODAY)
    assert before.late == ()
    assert names(before.at_risk) == ["Bard"]


def test_only_what_is_blocked_and_near_may_miss_its_day() -> None:
    assert standing_of(wave("Vague 2", TODAY + timedelta(days=10)), DESK, TODAY).at_risk == ()
    assert names(standing_of(wave("Vague 3", TODAY + timedelta(days=60)), DESK, TODAY).at_risk) == ["Écoche"]
    assert standing_of(wave("Vague 3", TODAY + timedelta(days=61)), DESK, TODAY).at_risk == ()
    assert standing_of(wave("Vague 3", None), DESK, TODAY).at_risk == ()


def test_the_bar_counts_each_commune_once_and_fills_its_length() -> None:
    told = standing_of(wave("Vague 2", None), DESK, TODAY).segments
    assert [(one.count, one.words) for one in told] == [(1, "prête"), (1, "pas commencée")]
    assert [one.x for one in told] == [0.0, BAR / 2]


def test_a_name_that_communes_bear_and_nobody_dated_is_a_wave_without_a_day() -> None:
    found = standings([wave("Vague 1", TODAY)], DESK, TODAY)
    assert [(one.wave.name, one.wave.wave_id is None, len(one.lines)) for one in found] == [
        ("Vague 1", False, 2),
        ("Vague 2", True, 2),
        ("Vague 3", True, 1),
    ]


def test_a_desk_speaks_of_the_wave_that_is_late_before_the_next_one() -> None:
    past, next_one = wave("Vague 1", TODAY - timedelta(days=70)), wave("Vague 2", TODAY + timedelta(days=5))
    late = coming([past, next_one], DESK)
    assert late is not None
    assert late.wave == past
    without = coming([past, next_one], (ONE, THREE))
    assert without is not None
    assert without.wave == next_one
    assert coming([], DESK) is None
    assert coming([past], ()) is None


def test_what_was_opened_once_is_not_late_when_its_access_is_cut() -> None:
    cut = line("Feurs", Phase.SUSPENDUE, wave="Vague 1")
    found = standing_of(wave("Vague 1", TODAY), (cut, TWO), TODAY)
    assert names(found.late) == ["Bard"]
    assert [(one.count, one.words) for one in found.segments] == [(1, "bloquée"), (1, "suspendue ou terminée")]
