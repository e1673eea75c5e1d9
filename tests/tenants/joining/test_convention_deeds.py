"""A convention renewed, denounced, changed by an avenant; an option after an extension of the statutes."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from bocage.joining import convention_deeds as deeds
from bocage.joining.changing import Situation
from bocage.joining.convention_card import convention_card
from bocage.joining.conventions import Reconduction
from bocage.joining.dossier import Dossier, reading_of
from bocage.joining.facts import Facts, Mark
from bocage.joining.guided import check_free, check_statutes
from bocage.joining.kept import Kept
from bocage.joining.path import Parcours, Path, Variant
from bocage.joining.refusals import JoiningRefusal
from bocage.joining.syndicate import Exercise
from bocage.joining.typed import FieldRefusal, Typed
from bocage.tenancy import TenantId

from .a_dossier import COMPLETE, CONTEXT, CONVENTION, OUVERT, path, plain, terms, vote

TODAY = date(2027, 3, 1)


def kept(on: Path, facts: Facts) -> Kept:
    """A path as it is kept."""
    return Kept(
        tenant_id=TenantId(2),
        place_uid=uuid7(),
        path_id=uuid7(),
        host_id=TenantId(1),
        path=on,
        facts=facts,
        procedure_id=None,
        market_id=None,
        version=1,
        summary={},
        summary_on=None,
        created_at=datetime(2026, 1, 5, tzinfo=UTC),
    )


def yearly(today: date = TODAY, **told: Any) -> Situation:
    """A convention of one year from 1 January 2027, in front of somebody."""
    facts = replace(COMPLETE, terms=terms(date(2027, 1, 1), 12, **told))
    return Situation(kept=kept(CONVENTION, facts), context=CONTEXT, today=today)


EXPRESS: dict[str, Any] = {"reconduction": Reconduction.EXPRESSE, "reconductions_max": 1, "preavis_months": 3}
TACIT: dict[str, Any] = {"reconduction": Reconduction.TACITE, "reconductions_max": 3, "preavis_months": 3}


def test_an_express_renewal_adds_a_term_and_only_as_many_as_are_written() -> None:
    before = yearly(**EXPRESS)
    after = deeds.renew(before, Typed({}))
    card = convention_card(Dossier(path=CONVENTION, facts=after, context=CONTEXT), TODAY)
    assert card is not None
    assert plain(card.said) == "Elle est reconduite jusqu’au 31 décembre 2028 (1 sur 1)."
    again = replace(before, kept=replace(before.kept, facts=after))
    with pytest.raises(JoiningRefusal, match="ont toutes servi"):
        deeds.renew(again, Typed({}))


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({}, "ne prévoit pas de reconduction"),
        (TACIT, "se reconduit sans rien dire"),
    ],
)
def test_what_is_not_renewed_in_words_is_refused(told: dict[str, Any], said: str) -> None:
    with pytest.raises(JoiningRefusal, match=said):
        deeds.renew(yearly(**told), Typed({}))


def test_a_convention_is_denounced_within_its_notice_and_goes_to_its_term() -> None:
    facts = deeds.denounce(yearly(**TACIT), Typed({"denounced_on": "30/09/2027"}))
    card = convention_card(Dossier(path=CONVENTION, facts=facts, context=CONTEXT), date(2027, 10, 1))
    assert card is not None
    assert [label for label, _ in card.days][-1] == "Terme"
    with pytest.raises(FieldRefusal, match=r"préavis de 3.mois est passé"):
        deeds.denounce(yearly(**TACIT), Typed({"denounced_on": "02/10/2027"}))


def test_an_avenant_is_an_act_of_its_own_and_may_lengthen_the_convention() -> None:
    typed = {
        "reference": "Avenant n° 1",
        "signed_on": "01/02/2027",
        "countersigned_on": "03/02/2027",
        "duree_months": "24",
    }
    facts = deeds.amend(yearly(), Typed(typed))
    assert [act.reference for act in facts.avenants] == ["Avenant n° 1"]
    assert facts.terms is not None
    assert facts.terms.duree_months == 24
    with pytest.raises(FieldRefusal, match="avant la signature de la convention"):
        deeds.amend(yearly(), Typed({**typed, "signed_on": "01/02/2020"}))
    with pytest.raises(FieldRefusal, match="n’existe pas : février 2027 compte 28 jours"):
        deeds.amend(yearly(), Typed({**typed, "signed_on": "29/02/2027"}))


def test_going_on_as_written_is_not_another_record_to_approve() -> None:
    before = yearly(**EXPRESS)
    digests = {
        reading_of(Dossier(path=CONVENTION, facts=facts, context=CONTEXT)).digest
        for facts in (before.kept.facts, deeds.renew(before, Typed({})))
    }
    assert len(digests) == 1


def test_an_annex_without_a_file_that_is_told_otherwise_is_another_record_to_approve() -> None:
    day, said = date(2026, 11, 6), "avis du délégué rendu"
    marks = (
        Mark(done_on=day, note=said),
        Mark(done_on=day, note="avis du délégué réservé"),
        Mark(done_on=date(2026, 11, 7), note=said),
        Mark(document_sha256="0" * 64),
        Mark(document_sha256="0" * 64, note="la même pièce, mieux nommée"),
    )
    digests = [
        reading_of(Dossier(path=CONVENTION, facts=Facts(marks={"acte_rgpd": mark}), context=CONTEXT)).digest
        for mark in marks
    ]
    assert len(set(digests)) == 4
    assert digests[3] == digests[4]


def test_an_option_comes_after_an_extension_whose_arrete_binds_and_not_before() -> None:
    extension = path(Parcours.TRANSFERT, Variant.EXTENSION)
    option = path(Parcours.OPTION)
    with pytest.raises(FieldRefusal, match="déjà un rattachement en cours"):
        check_free(option, [kept(extension, Facts())])
    check_free(option, [kept(extension, Facts(acts={"arrete_prefectoral": vote(TODAY)}))])


def test_the_statutes_close_a_way_once_they_say_what_they_hold() -> None:
    option, extension = path(Parcours.OPTION), path(Parcours.TRANSFERT, Variant.EXTENSION)
    check_statutes(option, OUVERT)
    check_statutes(option, replace(OUVERT, competences={"lighting": Exercise.A_LA_CARTE}))
    with pytest.raises(FieldRefusal, match="les statuts ne le proposent pas à la carte"):
        check_statutes(option, replace(OUVERT, competences={"lighting": Exercise.ALL_MEMBERS}))
    with pytest.raises(FieldRefusal, match="les statuts le prévoient déjà"):
        check_statutes(extension, replace(OUVERT, competences={"lighting": Exercise.A_LA_CARTE}))
