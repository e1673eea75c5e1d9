"""Where communes stand on a desk: what waits first, what a filter keeps, what a sort does with what has no value."""

from dataclasses import replace
from datetime import date

from bocage.console.standing import NO_PATH, DeskFilter, figures_of, is_named, lines_of, shown
from bocage.joining.audience import Audience
from bocage.joining.phase import Phase

from .a_desk import TODAY, brief, commune, line, names, reminder

BARD = line("Bard", Phase.BLOQUEE, hand=Audience.MAIRIE, since=date(2026, 11, 6), wave="Vague 2")
ECOCHE = line("Écoche", Phase.INTERESSEE, hand=Audience.MAIRIE, since=date(2026, 11, 18))
FEURS = line("Feurs", Phase.EN_SERVICE, population=8367, wave="Vague 1")
SAUVAIN = line("Sauvain", Phase.BLOQUEE, hand=Audience.DSI, since=date(2026, 8, 28))
APINAC = line("Apinac")
DESK = (APINAC, BARD, ECOCHE, FEURS, SAUVAIN)


def test_what_waits_longest_comes_first_and_what_never_began_last() -> None:
    assert names(shown(DESK, DeskFilter())) == ["Sauvain", "Bard", "Écoche", "Feurs", "Apinac"]


def test_a_commune_is_counted_by_days_since_what_is_missing_was_waited_for() -> None:
    assert (BARD.days, SAUVAIN.days, FEURS.days, APINAC.days) == (20, 90, None, None)


def test_what_has_no_value_comes_last_whichever_way_the_sort_goes() -> None:
    rising = names(shown(DESK, DeskFilter(sort="jours")))
    falling = names(shown(DESK, DeskFilter(sort="jours", descending=True)))
    assert rising == ["Écoche", "Bard", "Sauvain", "Apinac", "Feurs"]
    assert falling == ["Sauvain", "Bard", "Écoche", "Apinac", "Feurs"]


def test_each_filter_keeps_what_it_names() -> None:
    assert names(shown(DESK, DeskFilter(phase=Phase.BLOQUEE))) == ["Sauvain", "Bard"]
    assert names(shown(DESK, DeskFilter(phase=NO_PATH))) == ["Apinac"]
    assert names(shown(DESK, DeskFilter(hand=Audience.MAIRIE, sort="nom"))) == ["Bard", "Écoche"]
    assert names(shown(DESK, DeskFilter(wave="Vague 1"))) == ["Feurs"]
    assert names(shown(DESK, DeskFilter(words="ECO"))) == ["Écoche"]
    assert shown(DESK, DeskFilter(phase="nulle-part")) == ()


def test_a_code_is_sought_from_its_beginning_and_a_sign_is_not_a_pattern() -> None:
    here = commune("Saint-Thomas-la-Garde", insee="42290")
    assert is_named(here, "422")
    assert is_named(here, "st thomas")
    assert not is_named(here, "290")
    assert not is_named(here, "%")


def test_a_commune_speaks_of_the_path_that_waits_most() -> None:
    here = commune("Bard")
    served, stuck = brief(here.tenant_id, Phase.EN_SERVICE), brief(here.tenant_id, Phase.BLOQUEE, Audience.MAIRE)
    (found,) = lines_of([here], [served, stuck], TODAY, {})
    assert found.phase == Phase.BLOQUEE
    assert found.paths == (stuck, served)


def test_a_reminder_of_what_was_brought_since_is_not_told_any_more() -> None:
    here = commune("Bard")
    stuck = brief(here.tenant_id, Phase.BLOQUEE, Audience.MAIRIE)
    told = {stuck.path_id: reminder(stuck.path_id, "deliberation_commune")}
    assert lines_of([here], [stuck], TODAY, told)[0].reminded is not None
    brought = {stuck.path_id: reminder(stuck.path_id, "convention")}
    assert lines_of([here], [stuck], TODAY, brought)[0].reminded is None


def test_figures_count_before_any_filter_in_words_that_agree() -> None:
    figures = figures_of(DESK)
    assert figures.total == 5
    assert dict(figures.phase_words()) == {
        Phase.EN_SERVICE: "en service",
        Phase.BLOQUEE: "bloquées",
        Phase.INTERESSEE: "intéressée",
        NO_PATH: "pas commencée",
    }
    assert figures.hand_options()[1:] == ((Audience.MAIRIE, "La mairie (2)"), (Audience.DSI, "La DSI (1)"))


def test_nobody_reminds_the_syndicate_nor_a_commune_without_a_path() -> None:
    own = line("Lentigny", Phase.ECHUE, hand=Audience.SYNDICAT)
    assert BARD.may_be_reminded
    assert not own.may_be_reminded
    assert not APINAC.may_be_reminded
    assert not replace(BARD, paths=()).may_be_reminded
