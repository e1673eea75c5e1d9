"""The ten cases of the paper, their dates and their sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from bocage.joining import conventions, withdrawal
from bocage.joining.acts import Act, Author
from bocage.joining.competence import Holding, check_competence, objections
from bocage.joining.context import Context
from bocage.joining.dossier import Dossier, expected_effect
from bocage.joining.entry import Change, accepted
from bocage.joining.facts import NOTHING, Facts, asked, ordered, with_act
from bocage.joining.markets import Ceiling, Market, Order, Scope
from bocage.joining.members import Answer, Member, Procedure
from bocage.joining.merged import Regime, side_by_side
from bocage.joining.option import ContractKind, RunningContract
from bocage.joining.path import Holder, Parcours, Variant
from bocage.joining.refusals import JoiningRefusal, OrderRefusal
from bocage.joining.state import state_of
from bocage.joining.statuses import Status

from .a_dossier import CONTEXT, CONVENTION, EPCI, FERME, OUVERT, enter, path, plain, terms, vote

NOTIFIED = date(2026, 11, 30)
FOUR = (
    Member(code="A", name="A", population=1000, notified_on=NOTIFIED, answer=Answer.YES, answered_on=date(2027, 1, 14)),
    Member(code="B", name="B", population=2000, notified_on=NOTIFIED, answer=Answer.NO, answered_on=date(2027, 2, 4)),
    Member(code="C", name="C", population=3000, notified_on=NOTIFIED),
    Member(code="D", name="D", population=4000, notified_on=NOTIFIED),
)
EXTENSION = path(Parcours.TRANSFERT, Variant.EXTENSION)
ASKED_MEMBERS = Context(syndicate=FERME, procedure=Procedure(subject="éclairage", members=FOUR))
COMITE = Facts(acts={"decision_syndicat": vote(date(2026, 11, 20), author=Author.COMITE)})


def test_case_1_the_members_are_still_waited_for_on_the_last_day() -> None:
    state = state_of(EXTENSION, COMITE, ASKED_MEMBERS, date(2027, 2, 28))
    step = next(step for step in state.steps if step.key == "accord_des_membres")
    assert step.status is Status.WAITING
    assert step.missing is not None
    assert plain(step.missing.sentence) == (
        "2 conseils n’ont pas répondu. Sans réponse, leur accord sera réputé donné à partir du 1er mars 2027."
    )


def test_case_1_the_majority_is_there_the_next_day_and_the_arrete_is_still_needed() -> None:
    state = state_of(EXTENSION, COMITE, ASKED_MEMBERS, date(2027, 3, 1))
    assert plain(state.summary) == (
        "Majorité atteinte le 1er mars 2027 : 3 conseils sur 4, dont 2 sans réponse. Il manque l’arrêté du préfet."
    )
    assert not state.may_open


def test_case_2_the_silence_of_the_comite_is_not_an_agreement() -> None:
    adhesion = path(Parcours.TRANSFERT, Variant.ADHESION)
    facts = asked(
        with_act(NOTHING, "deliberation_commune", vote(date(2026, 9, 5))), "decision_syndicat", date(2026, 9, 10)
    )
    before = state_of(adhesion, facts, CONTEXT, date(2026, 12, 10))
    after = state_of(adhesion, facts, CONTEXT, date(2026, 12, 11))
    assert plain(before.summary) == "Il manque la décision du syndicat."
    assert plain(after.summary) == "Le comité ne s’est pas prononcé. Son silence ne vaut pas accord."
    assert (after.phase, after.may_open) == ("bloquee", False)


OPTION = path(Parcours.OPTION)
OPTED = Facts(
    acts={
        "deliberation_commune": vote(date(2027, 5, 12), received_on=date(2027, 5, 18)),
        "decision_syndicat": vote(date(2027, 6, 17), author=Author.COMITE),
    }
)
MAINTENANCE = RunningContract(kind=ContractKind.MAINTENANCE, ends_on=date(2027, 9, 30))


def test_case_3_an_option_of_the_june_session_takes_effect_on_the_first_of_july() -> None:
    assert expected_effect(Dossier(path=OPTION, facts=OPTED, context=CONTEXT)) == date(2027, 7, 1)


def test_case_3_a_running_contract_postpones_the_effect() -> None:
    state = state_of(OPTION, replace(OPTED, contracts=(MAINTENANCE,)), CONTEXT, date(2027, 6, 20))
    assert state.effect_on == date(2027, 10, 1)
    told = next(step.detail for step in state.steps if step.key == "contrats_en_cours")
    assert plain(told) == (
        "Un contrat d’entretien court jusqu’au 30 septembre 2027 : l’effet est reporté au 1er octobre 2027."
    )


AUTHORISED = Facts(
    acts={
        "autorisation_de_signer": Act(
            author=Author.CONSEIL,
            adopted_on=date(2026, 9, 25),
            published_on=date(2026, 9, 28),
            received_on=date(2026, 9, 29),
        )
    }
)


def test_case_4_a_convention_signed_before_the_transmission_is_refused() -> None:
    convention = Act(author=Author.MAIRE, signed_on=date(2026, 9, 28))
    with pytest.raises(OrderRefusal) as refusal:
        enter(AUTHORISED, with_act(AUTHORISED, "convention", convention), CONVENTION)
    assert plain(refusal.value.sentence).endswith("la délibération n’est pas exécutoire : il manque la transmission.")


def test_case_4_the_day_of_the_transmission_it_is_accepted() -> None:
    after = with_act(AUTHORISED, "convention", Act(author=Author.MAIRE, signed_on=date(2026, 9, 29)))
    assert enter(AUTHORISED, after, CONVENTION) == after


def test_case_5_a_convention_goes_on_by_itself_three_times() -> None:
    yearly = terms(
        date(2027, 1, 1),
        12,
        reconduction=conventions.Reconduction.TACITE,
        reconductions_max=3,
        preavis_months=3,
    )
    assert plain(conventions.sentence(yearly, date(2028, 1, 1))) == "reconduite jusqu’au 31 décembre 2028 (1 sur 3)"
    assert conventions.ends_on(yearly, date(2040, 1, 1)) == date(2030, 12, 31)
    assert conventions.is_echue(yearly, date(2031, 1, 1))


ORDERS = path(Parcours.GROUPEMENT, Variant.CENTRALE)
MARKET = Market(
    number="2026-07",
    notified_on=date(2027, 1, 4),
    ends_on=date(2029, 12, 31),
    ceilings=(Ceiling(scope=Scope.MEMBER, limit=Decimal("20000.00")),),
)
ON_MARKET = replace(CONTEXT, market=MARKET)
ADHERENT = with_act(NOTHING, "adhesion_centrale", vote(date(2026, 12, 14)))


def order(reference: str, amount: str) -> Order:
    return Order(reference=reference, member="Bard", ordered_on=date(2027, 2, 1), amount=Decimal(amount))


def test_case_6_an_order_one_cent_above_the_ceiling_is_refused() -> None:
    first = enter(ADHERENT, ordered(ADHERENT, order("1", "12500.00")), ORDERS, ON_MARKET)
    with pytest.raises(JoiningRefusal) as refusal:
        enter(first, ordered(first, order("2", "7500.01")), ORDERS, ON_MARKET)
    assert plain(refusal.value.sentence) == (
        "Ce bon dépasse le plafond de 0,01 € HT : il reste 7 500,00 € sur 20 000,00 €."
    )
    assert len(enter(first, ordered(first, order("2", "7500.00")), ORDERS, ON_MARKET).orders) == 2


def test_case_7_a_member_whose_convention_comes_after_the_launch_may_not_order() -> None:
    together = path(Parcours.GROUPEMENT, Variant.GROUPEMENT)
    market = replace(CONTEXT, market=Market(number="1", launched_on=date(2027, 2, 15)))
    told = Facts(acts={"autorisation_de_signer": vote(date(2027, 1, 20))})
    convention = Act(
        author=Author.MAIRE,
        signed_on=date(2027, 2, 10),
        received_on=date(2027, 2, 20),
        published_on=date(2027, 2, 12),
    )
    after = with_act(told, "convention_constitutive", convention)
    with pytest.raises(OrderRefusal) as refusal:
        enter(told, after, together, market)
    assert plain(refusal.value.sentence).endswith(": elle ne peut pas commander sur ce marché.")
    kept = enter(told, after, together, market, imported=True)
    state = state_of(together, kept, market, date(2027, 3, 1))
    assert [plain(note).startswith("À vérifier : Bard n’a") for note in state.notes] == [True]
    with pytest.raises(OrderRefusal, match="elle ne peut pas commander"):
        enter(kept, ordered(kept, replace(order("1", "10.00"), ordered_on=date(2027, 3, 1))), together, market)


def test_case_8_a_competence_is_not_taken_back_before_its_term() -> None:
    request = withdrawal.Request(asked_on=date(2029, 9, 12), for_on=date(2030, 1, 1))
    with pytest.raises(JoiningRefusal) as refusal:
        withdrawal.check_request(request, date(2027, 7, 1), OUVERT)
    assert plain(refusal.value.sentence) == (
        "La compétence ne peut pas être reprise avant le 1er juillet 2030 (3 ans, article 7 des statuts)."
    )
    later = replace(request, for_on=date(2030, 7, 1))
    assert withdrawal.check_request(later, date(2027, 7, 1), OUVERT) == date(2030, 7, 1)


WATER_OF_EPCI = (
    Holding(module="water", holder=Holder.EPCI, holder_name="la communauté de communes"),
    Holding(module="lighting", holder=Holder.COMMUNE, holder_name="la commune"),
)


def test_case_9_an_epci_may_not_give_what_it_does_not_hold() -> None:
    assert [plain(said) for said in objections(EPCI, WATER_OF_EPCI)] == [
        "L’éclairage n’est pas exercé par Loire Forez agglomération : la demande revient à chaque commune."
    ]


def test_case_9_a_commune_may_not_give_what_its_epci_holds() -> None:
    with pytest.raises(JoiningRefusal) as refusal:
        check_competence(path(Parcours.OPTION, modules=frozenset({"water"})), WATER_OF_EPCI)
    assert plain(refusal.value.sentence) == (
        "L’eau est exercée par la communauté de communes : la demande lui revient."
    )


def test_case_10_a_commune_nouvelle_says_that_two_regimes_live_side_by_side() -> None:
    regimes = (
        Regime(territory="A", module="lighting", parcours=Parcours.OPTION, since=date(2024, 7, 1)),
        Regime(territory="B", module="lighting", parcours=Parcours.CONVENTION, until=date(2028, 12, 31)),
        Regime(territory="C", module="lighting"),
    )
    assert plain(side_by_side(regimes, "lighting", date(2027, 1, 1)) or "") == (
        "L’éclairage suit deux régimes : compétence du syndicat sur A depuis le 1er juillet 2024,"
        " convention sur B jusqu’au 31 décembre 2028, rien sur C. À harmoniser par le conseil municipal."
    )
    assert side_by_side(regimes, "lighting", date(2029, 1, 1)) is None


def test_an_imported_line_never_opens_by_itself() -> None:
    told = Change(
        path=CONVENTION,
        before=AUTHORISED,
        after=replace(AUTHORISED, opened={CONVENTION.stage: date(2026, 10, 1)}),
        context=CONTEXT,
    )
    with pytest.raises(JoiningRefusal, match="Il manque la décision du syndicat"):
        accepted(told, imported=True)
