"""Every verb that the journal promises is recorded somewhere; one that is not is found."""

from bocage.testing.verbs import unrecorded, unrecorded_in

ROUTE = 'post("/x", opt={"permission": "p", "verb": "lamp.mended"})(f)\nMORE = writes("lamp.moved")'


def test_every_declared_verb_is_recorded() -> None:
    assert unrecorded() == []


def test_a_verb_that_only_classifies_a_route_is_found() -> None:
    assert unrecorded_in([ROUTE], ["lamp.mended", "lamp.moved"]) == ["lamp.mended", "lamp.moved"]


def test_a_verb_handed_to_the_journal_is_recorded() -> None:
    assert unrecorded_in(['record(Deed(verb="lamp.mended"))'], ["lamp.mended"]) == []
